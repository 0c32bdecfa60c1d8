import test from 'node:test';
import assert from 'node:assert/strict';
import stringWidth from 'string-width';
import {drawFooter} from '../../../source/ui/panes/footer.ts';
import {paneIds} from '../../../source/ui/layout/layout.ts';
import {focusPane, initialState, type UiState} from '../../../source/ui/state.ts';
import {beginProgress, notify} from '../../../source/ui/messages.ts';
import {createTheme, unpaint} from '../../../source/text/theme.ts';
import {
	makeContainer,
	makeSnapshot,
	makeWorld,
	type WorldChanges,
} from '../../helpers/make.ts';

const start = initialState(120, 40);
const ascii = createTheme({level: 'none', isUnicode: false});
const draw = (width: number, state: UiState = start, changes: WorldChanges = {}) =>
	unpaint(drawFooter(makeWorld({...changes, state}), width)[0]!);

/**
All rows of the footer, as many as the layout has for it, at the state's size.
*/
function drawWhole(state: UiState, changes: WorldChanges = {}): readonly string[] {
	const world = makeWorld({...changes, state});
	const {width, height} = world.view.layout.footer;
	const rows = drawFooter(world, width, height);
	assert.equal(rows.length, height);
	return rows.map(row => unpaint(row));
}

test('as many keys as there is room for, help and quit always', () => {
	let most = 0;
	for (let width = 40; width <= 200; width++) {
		const line = draw(width);
		assert.equal(stringWidth(line), width);
		assert.match(line, /\? help .*q quit/, String(width));
		assert.doesNotMatch(line, /…/);
		const count = line.trim().split(/ {2,}/).length;
		assert.ok(count >= most, `${width}`);
		most = count;
	}

	assert.match(draw(200), /↑↓ move {2}Tab pane {2}Enter actions {2}l log {2}e shell {2}S stop\/start/);
});

test('read-only offers no key that would change anything', () => {
	const line = draw(200, start, {isReadOnly: true});
	assert.doesNotMatch(line, /actions|shell|stop|signal/);
	assert.match(line, /filter.*sort.*quit/);
});

test('a pane is offered only keys that hold in it', () => {
	assert.doesNotMatch(draw(200, focusPane(start, 'details')), /filter|sort|actions|tree/);
	assert.match(draw(200, focusPane(start, 'processes')), /actions.*filter.*tree/);
	for (const pane of paneIds) {
		assert.match(draw(60, focusPane(start, pane)), /quit/);
	}
});

test('the row of the host is offered no key that is for containers alone', () => {
	const host = makeContainer({
		key: 'host:', name: '(host)', engine: undefined, unit: {
			kind: 'host', path: '', name: '', isLeaf: true,
		},
	});
	const line = draw(200, start, {snapshot: makeSnapshot({units: new Map([[host.key, host]])})});
	assert.doesNotMatch(line, /shell|stop|signal/);
	assert.match(line, /actions.*log.*filter.*quit/);
});

test('a message stands above the keys, what goes on before what happened; what is typed takes the place of the keys', () => {
	const keys = /^ ↑↓ move .*q quit *$/;
	assert.equal(drawWhole(start).length, 1);
	const happened = notify(start, {text: 'Stopped web.', tone: 'good'});
	assert.match(drawWhole(happened)[0]!, /^ Stopped web\. +$/);
	assert.match(drawWhole(happened)[1]!, keys);
	const busy = beginProgress(beginProgress(happened, {id: 1, text: 'Stopping a'}), {id: 2, text: 'Stopping b'});
	const [progress, last] = drawWhole(busy);
	assert.match(progress!, /^ Stopping a, stopping b … +$/);
	assert.match(last!, keys);
	const [above, field] = drawWhole({...busy, filtering: 'processes', filters: {...start.filters, processes: 'ngi'}});
	assert.equal(above, progress);
	assert.match(field!, /^ Filter processes: ngi {3}⏎ keep {2}Esc clear +$/);
});

test('a long message has three lines at most, two on a low screen, and a mark where it is cut; the panes give the room', () => {
	const text = 'Could not stop web: the engine does not answer. '.repeat(9).trim();
	for (const [columns, rows, lines] of [[120, 40, 3], [80, 24, 3], [40, 12, 2]] as const) {
		const state = notify(initialState(columns, rows), {text, tone: 'bad'});
		const all = drawWhole(state);
		assert.equal(all.length, lines + 1);
		assert.match(all[lines - 1]!, /…\s*$/);
		assert.ok(all.every(row => stringWidth(row) === columns));
		const {header, panes, footer} = makeWorld({state}).view.layout;
		assert.equal(footer.y + footer.height, rows);
		assert.equal(Math.max(...panes.map(({rectangle}) => rectangle.y + rectangle.height)), footer.y);
		assert.deepEqual(panes.map(({id}) => id), makeWorld({state: initialState(columns, rows)}).view.layout.panes.map(({id}) => id));
		assert.equal(header.y, 0);
	}

	const short = notify(initialState(80, 24), {text: `${'word '.repeat(20)}end.`, tone: 'normal'});
	assert.match(drawWhole(short).slice(0, 2).join(' '), /^ word .*end\. *$/);
});

test('without Unicode it is ASCII', () => {
	const states = [
		start,
		beginProgress(start, {id: 1, text: 'Stopping ä'}),
		notify(start, {text: 'ä→', tone: 'bad'}),
		{...start, filtering: 'containers', filters: {...start.filters, containers: 'ä'}} as const,
	];
	for (const state of states) {
		for (const row of drawWhole(state, {theme: ascii})) {
			assert.match(row, /^[\u{20}-\u{7E}]{120}$/u);
		}
	}
});

test('a key that means something else where a log fills the screen is offered for that alone', () => {
	const inFront = {...focusPane(start, 'details'), tab: 'logs'} as const;
	const line = draw(200, {...inFront, isZoomed: true});
	assert.match(line, / w wrap /);
	assert.doesNotMatch(line, / w tabs/);
	for (const state of [inFront, focusPane(start, 'details')]) {
		assert.match(draw(200, state), / w tabs/);
	}
});
