/**
A terminal's screen as an SVG picture: backgrounds as rectangles, lines and blocks as shapes so that they join whatever the font, the
rest as text.
*/
import type {Terminal as XtermTerminal} from '@xterm/headless';
import {shownCell, type ShownCell} from '../terminal.ts';

export const cellWidth = 8.4;
export const cellHeight = 18;
const fontSize = 14;
const baseline = 13.5;
const margin = 12;
const ground = '#14171c';
const text = '#d4d7dc';
const fonts = 'ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', \'Liberation Mono\', monospace';

/**
The 16 colours of a terminal; programs name them by number.
*/
const palette = [
	'#1d2026',
	'#e06c75',
	'#7fbf6a',
	'#d7a85f',
	'#61a0e0',
	'#c58fd8',
	'#4fb3bf',
	'#c8ccd4',
	'#5a606b',
	'#ff7b85',
	'#98d982',
	'#f0c674',
	'#82b8f5',
	'#dba9ec',
	'#6fd3df',
	'#ffffff',
];

/**
The same as many terminals with a light background have them: the Tango colours.
*/
const lightPalette = [
	'#2e3436',
	'#cc0000',
	'#4e9a06',
	'#c4a000',
	'#3465a4',
	'#75507b',
	'#06989a',
	'#d3d7cf',
	'#555753',
	'#ef2929',
	'#8ae234',
	'#fce94f',
	'#729fcf',
	'#ad7fa8',
	'#34e2e2',
	'#eeeeec',
];
const lightOf: ReadonlyMap<string, string> = new Map([
	...palette.map((dark, number) => [dark, lightPalette[number]!] as const), [ground, '#ffffff'], [text, '#24292e'],
]);

/**
A picture as it is on a light background.
*/
export function onLight(svg: string): string {
	return svg.replaceAll(/#[\da-f]{6}/g, dark => lightOf.get(dark) ?? dark);
}

type Look = {readonly foreground: string; readonly background: string; readonly attributes: string};

/**
Neighbouring cells of one look.
*/
export type Run = {readonly column: number; readonly cells: number; readonly text: string; readonly look: Look};

/**
The cells of each row of a terminal's screen, as they are now.
*/
export function rowsOf(terminal: XtermTerminal): ReadonlyArray<readonly Run[]> {
	return Array.from({length: terminal.rows}, (_row, row) =>
		Array.from({length: terminal.cols}, (_column, column) => {
			const cell = shownCell(terminal, column, row);
			return {
				column, cells: 1, text: cell.text, look: lookOf(cell),
			};
		}));
}

/**
The whole visible screen of a terminal as one SVG document.
*/
export function screenToSvg(terminal: XtermTerminal, title: string): string {
	const rows = rowsOf(terminal).map((cells, row) => drawCells(cells, row * cellHeight)).filter(row => row !== '');
	return documentOf(terminal.cols * cellWidth, terminal.rows * cellHeight, title, rows);
}

/**
An SVG document: a ground with a margin around parts whose coordinates begin at 0.
*/
export function documentOf(innerWidth: number, innerHeight: number, title: string, parts: readonly string[]): string {
	const width = round(innerWidth + 2 * margin);
	const height = round(innerHeight + 2 * margin);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-margin} ${-margin} ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">`,
		`<title>${escaped(title)}</title>`,
		`<rect x="${-margin}" y="${-margin}" width="${width}" height="${height}" rx="8" fill="${ground}"/>`,
		`<g font-family="${fonts}" font-size="${fontSize}" fill="${text}">`,
		...parts,
		'</g>',
		'</svg>',
		'',
	].join('\n');
}

/**
Cells of one row, at a height.
*/
export function drawCells(cells: readonly Run[], top: number): string {
	const grounds = joined(cells, (a, b) => a.look.background === b.look.background).filter(({look}) => look.background !== '');
	const runs = joined(cells, (a, b) =>
		isSame(a.look, b.look) && (isShape(a.text) || isShape(b.text) ? isLong(a.text) && a.text.endsWith(b.text) : true));
	return [
		...grounds.map(run => rectangle({
			x: left(run.column), y: top, width: run.cells * cellWidth, height: cellHeight,
		}, run.look.background)),
		...runs.flatMap(run => inked(run, top)),
	].join('');
}

/**
Neighbours that belong together as one run.
*/
function joined(cells: readonly Run[], belong: (a: Run, b: Run) => boolean): readonly Run[] {
	const runs: Run[] = [];
	for (const cell of cells) {
		const last = runs.at(-1);
		if (last && belong(last, cell)) {
			runs[runs.length - 1] = {...last, cells: last.cells + 1, text: last.text + cell.text};
		} else {
			runs.push(cell);
		}
	}

	return runs;
}

function lookOf(cell: ShownCell): Look {
	const front = colour(cell.foreground, text);
	const back = colour(cell.background, '');
	const attributes = [
		cell.isBold && 'font-weight="bold"',
		cell.isDim && 'opacity="0.6"',
		cell.isItalic && 'font-style="italic"',
		cell.isUnderline && 'text-decoration="underline"',
	];
	return {
		foreground: cell.isInverse ? back || ground : front,
		background: cell.isInverse ? front : back,
		attributes: attributes.filter(Boolean).map(attribute => ` ${String(attribute)}`).join(''),
	};
}

function isSame(a: Look, b: Look): boolean {
	return a.foreground === b.foreground && a.background === b.background && a.attributes === b.attributes;
}

/**
A colour as xterm tells it: nothing, a number of the palette, or written out.
*/
function colour(value: string, otherwise: string): string {
	if (value === '' || value.startsWith('#')) {
		return value || otherwise;
	}

	const number = Number(value);
	if (number < 16) {
		return palette[number]!;
	}

	const level = (step: number): number => step === 0 ? 0 : 55 + 40 * step;
	const index = number - 16;
	const [red, green, blue] =
		number >= 232
			? Array.from({length: 3}, () => 8 + 10 * (number - 232))
			: [level(Math.floor(index / 36)), level(Math.floor(index / 6) % 6), level(index % 6)];
	return `rgb(${red},${green},${blue})`;
}

/**
Where the lines of a box character go: up, right, down, left.
*/
const lines: ReadonlyMap<string, string> = new Map([
	['│', 'ud'],
	['─', 'rl'],
	['└', 'ur'],
	['┌', 'rd'],
	['├', 'urd'],
	['┘', 'ul'],
	['┴', 'url'],
	['┐', 'dl'],
	['┤', 'udl'],
	['┬', 'rdl'],
	['┼', 'urdl'],
]);

const rising = '▁▂▃▄▅▆▇█';
const growing = '▏▎▍▌▋▊▉█';

/**
Shapes of which several in a row are one that is longer.
*/
function isLong(characters: string): boolean {
	return characters.startsWith('─') || characters.startsWith('█');
}

function isShape(characters: string): boolean {
	const character = characters.charAt(0);
	return (
		character !== ''
		&& (lines.has(character) || rising.includes(character) || growing.includes(character) || character === '▕')
	);
}

/**
What of a run is not background. The width of a text is given, so that it fills its cells in any font.
*/
function inked({column, cells, text: content, look}: Run, top: number): readonly string[] {
	if (isShape(content)) {
		return [shape({
			column, cells, text: content.charAt(0), look,
		}, top)];
	}

	const start = content.length - content.trimStart().length;
	const words = content.trim();
	if (words === '') {
		return [];
	}

	const end = content.length - content.trimEnd().length;
	const fill = look.foreground === text ? '' : ` fill="${look.foreground}"`;
	const width = round((cells - start - end) * cellWidth);
	return [
		`<text x="${left(column + start)}" y="${round(top + baseline)}" textLength="${width}"${fill}${look.attributes}>${escaped(words)}</text>`,
	];
}

function shape({column, cells, text: character, look: {foreground, attributes}}: Run, y: number): string {
	const x = left(column);
	const directions = lines.get(character);
	if (directions !== undefined) {
		const middleX = round(x + cellWidth / 2);
		const middleY = round(y + cellHeight / 2);
		const ends: Readonly<Record<string, string>> = {
			u: `V${y}`, r: `H${round(x + cells * cellWidth)}`, d: `V${y + cellHeight}`, l: `H${x}`,
		};
		const strokes = [...directions].map(direction => `M${middleX} ${middleY}${ends[direction]!}`).join('');
		return `<path d="${strokes}" stroke="${foreground}"${attributes}/>`;
	}

	const height = rising.indexOf(character) + 1;
	if (height > 0) {
		return rectangle({
			x, y: y + cellHeight * (1 - height / 8), width: cells * cellWidth, height: cellHeight * height / 8,
		}, foreground, attributes);
	}

	const isAtRight = character === '▕';
	return rectangle({
		x: isAtRight ? x + cellWidth * 7 / 8 : x,
		y,
		width: isAtRight ? cellWidth / 8 : cellWidth * (growing.indexOf(character) + 1) / 8,
		height: cellHeight,
	}, foreground, attributes);
}

type Rectangle = {readonly x: number; readonly y: number; readonly width: number; readonly height: number};

function rectangle({x, y, width, height}: Rectangle, fill: string, attributes = ''): string {
	return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}" shape-rendering="crispEdges"${attributes}/>`;
}

function left(column: number): number {
	return round(column * cellWidth);
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}

/**
Text as SVG shows it as it is: several blanks would count as one.
*/
export function escaped(value: string): string {
	return value.replaceAll(/ {2,}/g, blanks => '\u{A0}'.repeat(blanks.length)).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
