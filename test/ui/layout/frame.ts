import test from 'node:test';
import assert from 'node:assert/strict';
import {
	frame,
	innerSize,
	joinEdges,
	loneEdges,
	type Frame,
	type Rectangle,
} from '../../../source/ui/layout/frame.ts';
import {arrange, paneIds, type PaneId} from '../../../source/ui/layout/layout.ts';
import {cellWidth} from '../../../source/text/clean.ts';
import {createTheme, unpaint} from '../../../source/text/theme.ts';

const colour = createTheme({level: '16', isUnicode: true});
const plain = createTheme({level: 'none', isUnicode: true});
const ascii = createTheme({level: 'none', isUnicode: false});

const lone = (changes: Partial<Frame>): Frame => ({
	width: 24, height: 3, title: 'Title', isFocused: false, edges: loneEdges, theme: plain, ...changes,
});

const shapeOf = (pane: Frame, content: readonly string[] = []) => frame(pane, content).map(row => unpaint(row));

type Pane = {readonly rectangle: Rectangle; readonly rows: readonly string[]};

/**
Panes put together on one screen. Each row is a row of cells; a cell has its character and whether it is painted as a line of the
focused pane.
*/
function compose(width: number, height: number, panes: readonly Pane[]): Array<Array<{character: string; isLit: boolean}>> {
	const screen = Array.from({length: height}, () => Array.from({length: width}, () => ({character: '?', isLit: false})));
	for (const {rectangle, rows} of panes) {
		assert.equal(rows.length, rectangle.height);
		for (const [y, row] of rows.entries()) {
			let {x} = rectangle;
			let isLit = false;
			for (const [, parameters, character] of row.matchAll(/\[([\d;]*)m|(\P{Control})/gu)) {
				if (character === undefined) {
					isLit = parameters === '36';
				} else {
					screen[rectangle.y + y]![x++] = {character, isLit};
				}
			}

			assert.equal(x, rectangle.x + rectangle.width);
		}
	}

	return screen;
}

function drawLayout(width: number, height: number, focused: PaneId, theme = plain) {
	const {header, panes} = arrange(width, height + 3, {focused});
	const moved = panes.map(({id, rectangle, edges}) => ({
		rectangle: {...rectangle, y: rectangle.y - header.height},
		rows: frame({
			width: rectangle.width, height: rectangle.height, title: '', isFocused: id === focused, edges, theme,
		}, []),
	}));
	return {panes: moved, screen: compose(width, height + 2 - header.height, moved)};
}

test('four panes share their lines, and every crossing joins', () => {
	const {screen} = drawLayout(110, 16, 'containers');
	const lines = screen.map(row => row.map(({character}) => character).join(''));
	assert.equal(lines[0], `┌${'─'.repeat(108)}┐`);
	assert.equal(lines[1], `│${' '.repeat(108)}│`);
	assert.equal(lines[6], `├${'─'.repeat(108)}┤`);
	assert.equal(lines[7], `│${' '.repeat(108)}│`);
	assert.equal(lines[11], `├${'─'.repeat(34)}┬${'─'.repeat(73)}┤`);
	assert.equal(lines[12], `│${' '.repeat(34)}│${' '.repeat(73)}│`);
	assert.equal(lines[15], `└${'─'.repeat(34)}┴${'─'.repeat(73)}┘`);
});

test('stacked panes share their lines', () => {
	const {screen} = drawLayout(40, 17, 'details');
	assert.equal(screen.map(row => row[0]!.character + row[39]!.character).join(' '), '┌┐ ││ ││ ││ ││ ││ ││ ││ ││ ├┤ ││ ││ ││ ││ ││ ││ └┘');
});

test('two rows of two panes cross in the middle, and the lower ones end on a tee', () => {
	const rectangles = [
		{
			x: 0, y: 0, width: 5, height: 2,
		},
		{
			x: 5, y: 0, width: 6, height: 2,
		},
		{
			x: 0, y: 2, width: 5, height: 3,
		},
		{
			x: 5, y: 2, width: 6, height: 3,
		},
	];
	const edges = joinEdges(rectangles, 0);
	const screen = compose(11, 5, rectangles.map((rectangle, index) => ({
		rectangle,
		rows: frame({
			...lone({title: ''}), width: rectangle.width, height: rectangle.height, edges: edges[index]!,
		}, []),
	})));
	assert.deepEqual(screen.map(row => row.map(({character}) => character).join('')), [
		'┌────┬────┐',
		'│    │    │',
		'├────┼────┤',
		'│    │    │',
		'└────┴────┘',
	]);
});

test('all around the focused pane the line is lit, also where a neighbour draws it, and nowhere else', () => {
	for (const [width, height] of [[110, 16], [150, 60], [80, 21], [80, 40], [40, 9]] as const) {
		for (const focused of paneIds) {
			const {panes, screen} = drawLayout(width, height, focused, colour);
			const index = arrange(width, height + 3, {focused}).panes.findIndex(({id}) => id === focused);
			const {x, y, width: paneWidth, height: paneHeight} = panes[index]!.rectangle;
			const right = Math.min(width - 1, x + paneWidth);
			const bottom = Math.min(screen.length - 1, y + paneHeight);
			for (const [row, cells] of screen.entries()) {
				for (const [column, {isLit}] of cells.entries()) {
					const isOnFrame =
						column >= x && column <= right && row >= y && row <= bottom && (column === x || column === right || row === y || row === bottom);
					assert.equal(isLit, isOnFrame, `${width}x${height} ${focused} ${column},${row}`);
				}
			}
		}
	}
});

test('title at the left, note at the right', () => {
	assert.deepEqual(shapeOf(lone({note: '5 of 6'})), [
		'┌ Title ─────── 5 of 6 ┐',
		`│${' '.repeat(22)}│`,
		`└${'─'.repeat(22)}┘`,
	]);
	assert.deepEqual(shapeOf(lone({note: '5 of 6', theme: ascii})), [
		'+ Title ------- 5 of 6 +',
		`|${' '.repeat(22)}|`,
		`+${'-'.repeat(22)}+`,
	]);
});

test('a note that does not fit is left out, a title that does not is clipped', () => {
	assert.equal(shapeOf(lone({note: 'much too long a note'}))[0], `┌ Title ${'─'.repeat(15)}┐`);
	assert.equal(shapeOf(lone({title: 'A title longer than the pane is'}))[0], '┌ A title longer than… ┐');
});

test('the focused title is brighter, with and without colours', () => {
	for (const theme of [colour, plain]) {
		assert.notEqual(frame(lone({theme, isFocused: true}), [])[0], frame(lone({theme}), [])[0]);
	}
});

test('content stands between the lines; what is too much is left out, what lacks is blank', () => {
	const rows = frame(lone({width: 5, height: 4}), ['abc', 'def', 'ghi']);
	assert.deepEqual(rows.slice(1, 3).map(row => unpaint(row)), ['│abc│', '│def│']);
	assert.deepEqual(innerSize(5, 4, loneEdges), {width: 3, height: 2});
	assert.equal(shapeOf(lone({width: 5, height: 4}), ['abc'])[2], '│   │');
});

test('every size gives that many rows of that width', () => {
	const edges = [loneEdges, {...loneEdges, isRight: false}, {...loneEdges, isBottom: false}, {...loneEdges, isLeft: false, isRight: false}];
	for (const edge of edges) {
		for (let width = 0; width < 30; width++) {
			for (let height = 0; height < 5; height++) {
				const rows = frame(lone({
					width, height, edges: edge, title: [{text: '漢字', tone: 'key'}, {text: ' of 漢'}], note: '漢 by CPU',
				}), []);
				assert.equal(rows.length, height);
				for (const row of rows) {
					assert.equal(cellWidth(unpaint(row)), width);
				}
			}
		}
	}
});
