import test from 'node:test';
import assert from 'node:assert/strict';
import stringWidth from 'string-width';
import {drawFooter} from '../../../source/ui/panes/footer.ts';
import {paneIds} from '../../../source/ui/layout/layout.ts';
import {focusPane, initialState, type UiState} from '../../../source/ui/state.ts';
import {beginProgress, notify} from '../../../source/ui/messages.ts';
import {createTheme, unpaint} from '../../../source/text/theme.ts';
import {makeWorld, type WorldChanges} from '../../helpers/make.ts';

const start = initialState(120, 40);
const ascii = createTheme({level: 'none', isUnicode: false});
const draw = (width: number, state: UiState = start, changes: WorldChanges = {}) =>
	unpaint(drawFooter(makeWorld({...changes, state}), width));

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

	assert.match(draw(200), /↑↓ move {2}Tab pane {2}Enter actions {2}e shell {2}S stop\/start/);
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

test('what is typed comes before what goes on, that before what happened, that before the keys', () => {
	const happened = notify(start, {text: 'Stopped web.', tone: 'good'});
	assert.match(draw(80, happened), /^ Stopped web\. +$/);
	const busy = beginProgress(beginProgress(happened, {id: 1, text: 'Stopping a'}), {id: 2, text: 'Stopping b'});
	assert.match(draw(80, busy), /^ Stopping a, Stopping b … +$/);
	assert.match(
		draw(80, {...busy, filtering: 'processes', filters: {...start.filters, processes: 'ngi'}}),
		/^ Filter processes: ngi {3}⏎ keep {2}Esc clear +$/,
	);
});

test('without Unicode it is ASCII', () => {
	const states = [
		start,
		beginProgress(start, {id: 1, text: 'Stopping ä'}),
		notify(start, {text: 'ä→', tone: 'bad'}),
		{...start, filtering: 'containers', filters: {...start.filters, containers: 'ä'}} as const,
	];
	for (const state of states) {
		assert.match(draw(120, state, {theme: ascii}), /^[\u{20}-\u{7E}]{120}$/u);
	}
});
