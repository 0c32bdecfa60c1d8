import assert from 'node:assert/strict';
import test from 'node:test';
import {unpaint} from '../../../source/text/theme.ts';
import {drawFooter} from '../../../source/ui/panes/footer.ts';
import {initialState, type UiState} from '../../../source/ui/state.ts';
import {makeWorld, pressAll} from '../../helpers/make.ts';

const beside: UiState = {...initialState(240, 50), focus: 'details', tab: 'logs'};
const reader: UiState = {...beside, isZoomed: true};
const shown = (state: UiState): string => unpaint(drawFooter(makeWorld({state}), 240)[0]!);

test('digits go to the panes while the log is one of them, and choose how far back it goes while it fills the screen', () => {
	for (const [digit, pane] of [['1', 'containers'], ['3', 'namespaces'], ['6', 'volumes'], ['7', 'networks']] as const) {
		const {state: {focus, log}} = pressAll([digit], {state: beside});
		assert.deepEqual([focus, log.range], [pane, beside.log.range], digit);
	}

	for (const [digit, range] of [['0', 'tail'], ['1', 'all'], ['3', '5m'], ['6', '60m']] as const) {
		const {state: {focus, log}} = pressAll([digit], {state: reader});
		assert.deepEqual([focus, log.range], ['details', range], digit);
	}
});

test('the digit that is left over stays in the log and says what the others do', () => {
	const {state} = pressAll(['7'], {state: reader});
	assert.deepEqual([state.focus, state.first, state.isZoomed, state.log], ['details', 'containers', true, reader.log]);
	assert.equal(state.notice?.text, '7 does nothing here: 0 to 6 choose how far back the log goes, and l goes back to the panes.');
});

test('the footer names the digits where they choose that', () => {
	assert.match(shown(reader), / 0-6 how far back /);
	assert.doesNotMatch(shown(beside), /how far back/);
});
