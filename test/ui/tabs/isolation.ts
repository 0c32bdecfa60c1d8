import test from 'node:test';
import assert from 'node:assert/strict';
import {firstSample} from '../../../source/known.ts';
import {unknownNamespaces} from '../../../source/model/build/namespaces.ts';
import {containerColumns} from '../../../source/ui/lists/containers/columns.ts';
import {containerRows} from '../../../source/ui/lists/containers/rows.ts';
import {initialState} from '../../../source/ui/state.ts';
import {isolationTab} from '../../../source/ui/tabs/isolation.ts';
import {
	hostUse,
	makeContainer,
	makeIsolation,
	makeNamespaceUses,
	makeSnapshot,
	makeWorld,
} from '../../helpers/make.ts';

const starting = makeContainer({
	isolation: undefined, namespaces: unknownNamespaces({inode: firstSample, isHost: firstSample, sharedWith: []}),
});
const flags = (container: typeof starting) => {
	const [row] = containerRows(makeSnapshot({containers: [container]}), initialState(120, 40));
	return containerColumns.find(({id}) => id === 'flags')!.value(row!);
};

test('the flags of a container whose first process is still its runtime\'s are unknown, not none', () => {
	assert.deepEqual(flags(starting), firstSample);
	assert.equal(flags(makeContainer({isolation: makeIsolation()})), '');
	assert.equal(flags(makeContainer({isolation: undefined, namespaces: makeNamespaceUses('web', {net: hostUse('net')})})), 'HOST-NET');
});

test('the tab says why it knows nothing yet', () => {
	const lines = isolationTab.lines({...makeWorld().view.subject, container: starting}, 60, makeWorld().theme);
	assert.deepEqual(lines, [
		'Its first process has not executed the program of the',
		'container yet: what isolates it is not known before.',
	]);
});
