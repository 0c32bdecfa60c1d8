import assert from 'node:assert/strict';
import test from 'node:test';
import {denied} from '../../../source/known.ts';
import {dialogContent} from '../../../source/ui/dialogs/content.ts';
import {initialState} from '../../../source/ui/state.ts';
import {reportFailure} from '../../../source/ui/messages.ts';
import {unpaint} from '../../../source/text/theme.ts';
import {
	makeEngine,
	makeProcess,
	makeSnapshot,
	makeWorld,
	pressAll,
	type WorldChanges,
} from '../../helpers/make.ts';

/**
The list after `!` was pressed, as text.
*/
function problems(changes: WorldChanges = {}): string {
	const {state} = pressAll(['!'], changes);
	assert.equal(state.dialog?.kind, 'problems');
	return dialogContent(state.dialog, makeWorld({...changes, state})).rows.map(row => unpaint(row).trimEnd()).join('\n');
}

test('where nothing is wrong the list says so', () => {
	assert.match(problems({snapshot: makeSnapshot({engines: [makeEngine()], containers: []})}), /No problems\./);
});

test('engines that do not answer, or not to everything, stand there with their sentence', () => {
	const text = problems({
		snapshot: makeSnapshot({
			engines: [
				makeEngine({address: 'unix:///run/away.sock', state: 'unreachable', detail: 'Start Docker.'}),
				makeEngine({address: 'unix:///run/part.sock', state: 'up', detail: 'It gives no events.'}),
				makeEngine({address: 'unix:///run/well.sock', state: 'up'}),
				makeEngine({
					kind: 'podman', address: 'unix:///run/off.sock', state: 'stopped', detail: 'Podman is stopped.',
				}),
			],
			containers: [],
		}),
	});
	assert.match(text, /docker at unix:\/\/\/run\/away\.sock: unreachable\n.* {2}Start Docker\./);
	assert.match(text, /docker at unix:\/\/\/run\/part\.sock: limited\n.* {2}It gives no events\./);
	assert.match(text, /podman at unix:\/\/\/run\/off\.sock: stopped\n.* {2}Podman is stopped\./);
	assert.doesNotMatch(text, /well\.sock/);
});

test('what this user may not read is counted, with what to do', () => {
	const process = makeProcess({pid: 7});
	const hidden = makeProcess({pid: 8, namespaces: {...process.namespaces, mnt: denied}});
	const text = problems({snapshot: makeSnapshot({engines: [], containers: [], processes: [process, hidden]})});
	assert.match(text, /Of 1 of 2 processes this user may not read everything/);
	assert.match(text, /sudo nstop/);
});

test('what has failed since the last key is in the list as well', () => {
	const state = reportFailure(initialState(120, 40), 'Could not stop web: it hangs.');
	assert.match(problems({state, snapshot: makeSnapshot({engines: [], containers: []})}), /An action failed\n.* {2}Could not stop web: it hangs\./);
});
