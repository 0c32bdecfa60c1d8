import test from 'node:test';
import assert from 'node:assert/strict';
import {
	arrange,
	paneIds,
	panesBeside,
	type LayoutOptions,
} from '../../../source/ui/layout/layout.ts';
import {innerSize, loneEdges, type Rectangle} from '../../../source/ui/layout/frame.ts';

const shownAt = (columns: number, rows: number, options: LayoutOptions) => arrange(columns, rows, options).panes.map(({id}) => id);

/**
How often each cell of the screen is covered.
*/
function coverage(columns: number, rows: number, rectangles: readonly Rectangle[]): Uint8Array {
	const cells = new Uint8Array(columns * rows);
	for (const {x, y, width, height} of rectangles) {
		assert.ok(x >= 0);
		assert.ok(y >= 0);
		assert.ok(width >= 0);
		assert.ok(height >= 0);
		assert.ok(x + width <= columns);
		assert.ok(y + height <= rows);
		for (let row = y; row < y + height; row++) {
			for (let cell = (row * columns) + x; cell < (row * columns) + x + width; cell++) {
				cells[cell]!++;
			}
		}
	}

	return cells;
}

test('the parts cover every cell of every screen exactly once', () => {
	for (let columns = 20; columns <= 220; columns++) {
		for (let rows = 5; rows <= 70; rows++) {
			const focused = paneIds[(columns + rows) % 4]!;
			const zoomed = columns % 3 === 0 ? focused : undefined;
			const {header, panes, footer} = arrange(columns, rows, {focused, zoomed});
			const cells = coverage(columns, rows, [header, footer, ...panes.map(pane => pane.rectangle)]);
			assert.ok(cells.every(count => count === 1), `${columns}x${rows}`);
		}
	}
});

test('the focused pane is on every screen that is large enough, with room for rows', () => {
	for (let columns = 40; columns <= 220; columns += 3) {
		for (let rows = 10; rows <= 70; rows++) {
			for (const focused of paneIds) {
				const {panes} = arrange(columns, rows, {focused});
				assert.ok(panes.some(({id}) => id === focused), `${columns}x${rows} ${focused}`);
				for (const {id, rectangle} of panes) {
					assert.ok(Math.min(rectangle.height, rectangle.width / 10) >= 3.3, `${columns}x${rows} ${id} ${rectangle.width}x${rectangle.height}`);
				}
			}
		}
	}
});

test('a wide screen shows all four, namespaces and details side by side', () => {
	const {mode, header, panes, footer} = arrange(120, 40, {focused: 'details'});
	assert.equal(mode, 'wide');
	assert.deepEqual(header, {
		x: 0, y: 0, width: 120, height: 2,
	});
	assert.deepEqual(footer, {
		x: 0, y: 39, width: 120, height: 1,
	});
	assert.deepEqual(panes.map(({id, rectangle: {x, y, width, height}}) => [id, x, y, width, height]), [
		['containers', 0, 2, 120, 15],
		['processes', 0, 17, 120, 10],
		['namespaces', 0, 27, 38, 12],
		['details', 38, 27, 82, 12],
	]);
});

const heightsAt = (columns: number, rows: number, lines: LayoutOptions['lines']) =>
	Object.fromEntries(arrange(columns, rows, {focused: 'containers', lines}).panes.map(({id, rectangle}) => [id, rectangle.height]));

test('while all have room nothing moves, however many rows there are', () => {
	const few = heightsAt(120, 40, {
		containers: 3, processes: 2, namespaces: 9, details: 5,
	});
	assert.deepEqual(heightsAt(120, 40, {
		containers: 14, processes: 9, namespaces: 9, details: 10,
	}), few);
});

test('no pane is scrolled while another has blank lines', () => {
	const counts = [1, 2, 4, 9, 15, 31, 60, 500];
	for (const [columns, rows] of [[200, 50], [160, 45], [120, 40], [100, 30], [100, 18], [80, 50], [80, 24], [60, 20]] as const) {
		for (const containers of counts) {
			for (const processes of counts) {
				for (const details of counts) {
					const lines = {
						containers, processes, namespaces: 9, details,
					};
					const {panes} = arrange(columns, rows, {focused: 'containers', lines});
					const spare = (id: keyof typeof lines) => {
						const pane = panes.find(each => each.id === id);
						return pane && innerSize(pane.rectangle.width, pane.rectangle.height, pane.edges).height - lines[id];
					};

					const [first = 0, second = 0] = [spare('containers'), spare('processes')];
					const what = `${columns}x${rows} ${JSON.stringify(lines)} ${first} ${second}`;
					assert.ok(Math.min(first, second) >= 0 || Math.max(first, second) <= 0, what);
					const [left, right] = [spare('namespaces'), spare('details')];
					const spareBelow = Math.max(left ?? 0, right ?? 0);
					const isShort = (left ?? 0) + lines.namespaces <= 8;
					assert.ok(Math.min(first, second) >= 0 || spareBelow <= 0 || isShort, `${what}, below ${left} ${right}`);
				}
			}
		}
	}
});

test('with more than the screen holds each has its share', () => {
	assert.deepEqual(heightsAt(160, 45, {
		containers: 47, processes: 2, namespaces: 9, details: 10,
	}), {
		containers: 28, processes: 3, namespaces: 11, details: 11,
	});
	assert.deepEqual(heightsAt(120, 40, {
		containers: 100, processes: 100, namespaces: 9, details: 100,
	}), {
		containers: 16, processes: 10, namespaces: 11, details: 11,
	});
});

test('80x24 shows the containers and one other, which follows the focus', () => {
	assert.deepEqual(shownAt(80, 24, {focused: 'containers'}), ['containers', 'processes']);
	assert.deepEqual(shownAt(80, 24, {focused: 'namespaces'}), ['containers', 'namespaces']);
	assert.deepEqual(shownAt(80, 24, {focused: 'containers', companion: 'details'}), ['containers', 'details']);
	assert.deepEqual(shownAt(80, 24, {focused: 'containers', companion: 'containers'}), ['containers', 'processes']);
});

test('a high and narrow screen stacks all four', () => {
	assert.deepEqual(shownAt(80, 50, {focused: 'containers'}), panesBeside('containers'));
	assert.equal(arrange(80, 50, {focused: 'containers'}).mode, 'narrow');
});

test('40x12 shows the focused pane alone, under one line of header', () => {
	const {mode, header, panes} = arrange(40, 12, {focused: 'processes'});
	assert.equal(mode, 'small');
	assert.equal(header.height, 1);
	assert.deepEqual(panes.map(({id, rectangle}) => [id, rectangle.height]), [['processes', 10]]);
});

test('a smaller screen has room for a notice only', () => {
	for (const [columns, rows] of [[39, 24], [80, 9], [1, 1], [0, 0]] as const) {
		const {mode, header, panes} = arrange(columns, rows, {focused: 'containers'});
		assert.equal(mode, 'tooSmall');
		assert.deepEqual(panes, []);
		assert.equal(header.width, columns);
		assert.equal(header.height, rows);
	}
});

test('a zoomed pane has the whole screen but header and footer, and all its lines', () => {
	const {panes} = arrange(120, 40, {focused: 'namespaces', zoomed: 'namespaces'});
	assert.equal(panes.length, 1);
	assert.deepEqual(panes[0]!.rectangle, {
		x: 0, y: 2, width: 120, height: 37,
	});
	assert.deepEqual(panes[0]!.edges, loneEdges);
});
