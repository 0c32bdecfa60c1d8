import test from 'node:test';
import assert from 'node:assert/strict';
import {press} from '../../../source/ui/press.ts';
import {focusPane, initialState} from '../../../source/ui/state.ts';
import {letterOf, tabs, tabsFor} from '../../../source/ui/tabs/index.ts';
import {makeContainer, makeSnapshot, makeWorld} from '../../helpers/make.ts';

const snapshot = makeSnapshot({containers: [makeContainer()]});

test('each tab has a letter of its own among those beside it', () => {
	for (const subject of new Set(tabs.flatMap(({subjects}) => subjects))) {
		const beside = tabsFor(subject);
		const letters = beside.map(tab => letterOf(tab));
		assert.deepEqual(letters.filter(letter => !/^[a-z]$/.test(letter)), []);
		assert.equal(new Set(letters).size, beside.length);
	}
});

test('two keys show any tab of a container and of a process, whatever is shown before and wherever the focus is', () => {
	for (const pane of ['containers', 'processes'] as const) {
		const subject = focusPane(initialState(120, 40), pane);
		const ids = tabsFor(subject.subject).map(({id}) => id);
		for (const state of [subject, ...ids.map(tab => ({...focusPane(subject, 'details'), tab}))]) {
			const shown = tabsFor(state.subject).map(tab => {
				const asked = press({name: 'w'}, makeWorld({snapshot, state})).state;
				return press({name: letterOf(tab)}, makeWorld({snapshot, state: asked})).state;
			});
			assert.deepEqual(shown.map(({tab}) => tab), ids, `${state.tab} in ${state.focus}`);
			assert.deepEqual(shown.map(({dialog}) => dialog), shown.map(() => undefined));
		}
	}
});
