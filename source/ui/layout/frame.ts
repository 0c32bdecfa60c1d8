/**
The borders of panes that stand side by side and share their lines. Each cell of a line belongs to exactly one pane: a pane draws its
top and its left line, the rightmost ones their right, the lowest ones their bottom.
*/
import {
	clipLine,
	fitLine,
	lineWidth,
	paintLine,
	type Line,
} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';

/**
A part of the screen, in cells from its top left corner.
*/
export type Rectangle = {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
};

/**
How a pane's lines meet those of its neighbours.
*/
export type Edges = {
	readonly isLeft: boolean;
	readonly isRight: boolean;
	readonly isBottom: boolean;
	/**
	Cells of the top line, counted from the pane's left, at which a line comes from above.
	*/
	readonly joinsAbove: readonly number[];
	/**
	Whether the left line is also the right line of the focused pane.
	*/
	readonly isLeftLit: boolean;
	/**
	Cells of the top line that are also the bottom line of the focused pane: the first, and the one after the last.
	*/
	readonly litTop: readonly [number, number];
};

/**
A pane on its own, with all its lines.
*/
export const loneEdges: Edges = {
	isLeft: true, isRight: true, isBottom: true, joinsAbove: [], isLeftLit: false, litTop: [0, 0],
};

/**
How each of several rectangles meets the others. Together they fill a rectangle; those that stand side by side have the same top and
height.
*/
export function joinEdges(rectangles: readonly Rectangle[], focusedIndex: number): readonly Edges[] {
	const right = Math.max(...rectangles.map(({x, width}) => x + width));
	const bottom = Math.max(...rectangles.map(({y, height}) => y + height));
	const focused = rectangles[focusedIndex];

	return rectangles.map(pane => {
		const isRight = pane.x + pane.width === right;
		const above = rectangles.filter(other => other.y + other.height === pane.y);
		const lines = above.flatMap(other => other.x + other.width === right ? [other.x, right - 1] : [other.x]);
		const isFocusedAbove = focused !== undefined && above.includes(focused);
		const isFocusedBeside = focused?.y === pane.y && focused.x + focused.width === pane.x;
		return {
			isLeft: pane.x === 0,
			isRight,
			isBottom: pane.y + pane.height === bottom,
			joinsAbove: lines.map(x => x - pane.x).filter(x => x >= 0 && x < pane.width),
			isLeftLit: isFocusedBeside,
			// The line at the right of a pane belongs to its neighbour, and so does the corner below it.
			litTop: isFocusedAbove ? [Math.max(0, focused.x - pane.x), Math.min(pane.width, focused.x + focused.width + 1 - pane.x)] : [0, 0],
		};
	});
}

/**
Room for the content of a pane of this size.
*/
export function innerSize(width: number, height: number, edges: Edges): {readonly width: number; readonly height: number} {
	return {
		width: Math.max(0, width - (edges.isRight ? 2 : 1)),
		height: Math.max(0, height - (edges.isBottom ? 2 : 1)),
	};
}

export type Frame = {
	readonly width: number;
	readonly height: number;
	/**
	At the left of the top line.
	*/
	readonly title: Line;
	/**
	At its right, where there is room for both.
	*/
	readonly note?: Line;
	readonly isFocused: boolean;
	readonly edges: Edges;
	readonly theme: Theme;
};

/**
The piece of a line that reaches to the given sides.
*/
function junction(
	{glyphs}: Theme,
	sides: {readonly up?: boolean; readonly right?: boolean; readonly down?: boolean; readonly left?: boolean},
): string {
	return glyphs.junctions[(sides.up ? 1 : 0) + (sides.right ? 2 : 0) + (sides.down ? 4 : 0) + (sides.left ? 8 : 0)]!;
}

/**
The pane as rows of exactly `width` cells: its lines around the content. Content rows are painted and exactly as wide as `innerSize`
says; missing ones are blank, those beyond the height are left out.
*/
export function frame(pane: Frame, content: readonly string[]): string[] {
	const {width, height, edges, theme, isFocused} = pane;
	if (width < 2 || height < 1) {
		return Array.from({length: Math.max(0, height)}, () => ' '.repeat(Math.max(0, width)));
	}

	const inner = innerSize(width, height, edges);
	const paintLit = (text: string, isLit: boolean) => theme.paint(isFocused || isLit ? 'borderFocused' : 'border', text);
	const left = paintLit(theme.glyphs.vertical, edges.isLeftLit);
	const right = edges.isRight ? paintLit(theme.glyphs.vertical, false) : '';
	const blank = ' '.repeat(inner.width);

	const rows = [topLine(pane)];
	for (let index = 0; index < inner.height; index++) {
		rows.push(left + (content[index] ?? blank) + right);
	}

	if (rows.length < height) {
		rows.push(
			paintLit(bottomCorner(pane, 'left'), edges.isLeftLit)
			+ paintLit(theme.glyphs.horizontal.repeat(inner.width) + bottomCorner(pane, 'right'), false),
		);
	}

	return rows;
}

function bottomCorner({edges, theme}: Frame, side: 'left' | 'right'): string {
	if (side === 'left') {
		return junction(theme, {up: true, right: true, left: !edges.isLeft});
	}

	return edges.isRight ? junction(theme, {up: true, left: true}) : '';
}

/**
The piece of the top line at this cell, as if no text stood on it.
*/
function topPiece({width, height, edges, theme}: Frame, x: number): string {
	const isFirst = x === 0;
	const isLast = edges.isRight && x === width - 1;
	return junction(theme, {
		up: edges.joinsAbove.includes(x),
		right: !isLast,
		down: (isFirst || isLast) && height > 1,
		left: !(isFirst && edges.isLeft),
	});
}

function topLine(pane: Frame): string {
	const {width, edges, theme, isFocused, title, note = ''} = pane;
	const [litFrom, litTo] = edges.litTop;
	const titleTone = isFocused ? 'titleFocused' : 'title';

	// The pieces of the line that no text covers, in runs of equal looks.
	const line = (from: number, to: number): string => {
		let row = '';
		let run = '';
		let isRunLit = false;
		for (let x = from; x < to; x++) {
			const isLit = isFocused || (x >= litFrom && x < litTo) || (x === 0 && edges.isLeftLit);
			if (isLit !== isRunLit) {
				row += theme.paint(isRunLit ? 'borderFocused' : 'border', run);
				run = '';
				isRunLit = isLit;
			}

			run += topPiece(pane, x);
		}

		return row + theme.paint(isRunLit ? 'borderFocused' : 'border', run);
	};

	const end = width - (edges.isRight ? 1 : 0);
	// Corner, blank, title, blank: a title needs a line of four cells at least.
	const titleRoom = end - 3;
	if (titleRoom < 1 || lineWidth(title) === 0) {
		return line(0, width);
	}

	const clipped = clipLine(title, titleRoom, theme.glyphs.ellipsis);
	const titleEnd = 3 + lineWidth(clipped);
	const noteWidth = lineWidth(note);
	const noteStart = end - noteWidth - 2;
	const start = `${line(0, 1)} ${paintLine(clipped, theme, titleTone)} `;
	return noteWidth === 0 || noteStart <= titleEnd
		? start + line(titleEnd, width)
		: `${start}${line(titleEnd, noteStart)} ${fitLine(note, noteWidth, theme, {tone: isFocused ? 'normal' : 'dim'})} ${line(end, width)}`;
}
