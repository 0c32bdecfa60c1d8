/**
Frames of a terminal's screen as one SVG document that moves by itself, without a script. What frames have in common is in it once.
*/
import {
	cellHeight,
	cellWidth,
	documentOf,
	drawCells,
	escaped,
	type Run,
} from './svg.ts';

export type Frame = {
	readonly rows: ReadonlyArray<readonly Run[]>;
	readonly seconds: number;
	/**
	The key that was pressed for it.
	*/
	readonly key?: string;
	readonly caption: string;
};

const captionHeight = 34;

/**
The document, with the frame that stands for all where nothing may move.
*/
export function reelToSvg(frames: readonly Frame[], still: number, title: string): string {
	const rows = frames[0]?.rows ?? [];
	const top = rows.length * cellHeight;
	const width = (rows[0]?.length ?? 0) * cellWidth;
	const stock = new Map<string, string>();
	const groups = frames.map((frame, number) => [
		`<g class="f" id="f${number}">`,
		...frame.rows.flatMap((row, line) => piecesOf(row).map(piece => pieceToSvg(piece, line, stock))),
		captionToSvg(frame, top),
		'</g>',
	].join(''));
	const pieces = [...stock].map(([drawing, name]) => `<g id="${name}">${drawing}</g>`);
	return documentOf(width, top + captionHeight, title, [
		`<style>${styleOf(frames, still)}</style>`,
		`<defs>${pieces.join('')}</defs>`,
		`<path d="M0 ${top + 6}H${width}" stroke="#5a606b"/>`,
		...groups,
	]);
}

/**
Frames take turns: each is visible in its own part of the time.
*/
function styleOf(frames: readonly Frame[], still: number): string {
	const total = frames.reduce((sum, {seconds}) => sum + seconds, 0);
	let passed = 0;
	const parts = frames.map(({seconds}, number) => {
		const [from, to] = [passed, passed + seconds].map(moment => `${Math.round(moment / total * 10_000) / 100}%`);
		passed += seconds;
		const steps = [number === 0 ? '' : '0%{visibility:hidden}', `${from}{visibility:visible}`, to === '100%' ? '' : `${to}{visibility:hidden}`];
		return `#f${number}{animation-name:k${number}}@keyframes k${number}{${steps.join('')}}`;
	});
	return [
		`.f{visibility:hidden;animation:${total}s step-end infinite}`,
		...parts,
		`#f${still}{visibility:visible}`,
		'@media(prefers-reduced-motion:reduce){.f{animation:none}}',
	].join('');
}

/**
A row in pieces at the frames of the panes: one pane changes while another does not.
*/
function piecesOf(row: readonly Run[]): ReadonlyArray<readonly Run[]> {
	const pieces: Run[][] = [[]];
	for (const cell of row) {
		if (cell.text === '│') {
			pieces.push([]);
		}

		pieces.at(-1)!.push(cell);
	}

	return pieces.filter(piece => piece.length > 0);
}

function pieceToSvg(piece: readonly Run[], line: number, stock: Map<string, string>): string {
	const start = piece[0]!.column;
	const drawing = drawCells(piece.map(cell => ({...cell, column: cell.column - start})), 0);
	if (drawing === '') {
		return '';
	}

	const name = stock.get(drawing) ?? `p${stock.size.toString(36)}`;
	stock.set(drawing, name);
	return `<use href="#${name}"${start === 0 ? '' : ` x="${Math.round(start * cellWidth * 100) / 100}"`} y="${line * cellHeight}"/>`;
}

function captionToSvg({key, caption}: Frame, top: number): string {
	const y = top + 27;
	const width = key === undefined ? 0 : (key.length + 2) * cellWidth;
	const cap = key === undefined
		? ''
		: `<rect x="4" y="${y - 15}" width="${width}" height="21" rx="4" fill="#d7a85f"/><text x="${4 + cellWidth}" y="${y}" font-weight="bold" fill="#14171c">${escaped(key)}</text>`;
	return `${cap}<text x="${key === undefined ? cellWidth : width + 18}" y="${y}">${escaped(caption)}</text>`;
}
