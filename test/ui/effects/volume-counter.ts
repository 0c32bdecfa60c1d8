import assert from 'node:assert/strict';
import test from 'node:test';
import type {TreeCount} from '../../../source/kernel/files/tree.ts';
import {createStore, type Store} from '../../../source/store.ts';
import {resourceTarget} from '../../../source/ui/actions/resource-targets.ts';
import {VolumeCounter} from '../../../source/ui/effects/volume-counter.ts';
import type {ResourceReading} from '../../../source/ui/resources/reading.ts';
import {initialState} from '../../../source/ui/state.ts';
import {eventually} from '../../helpers/engine.ts';
import {makeVolume, readingOf} from '../../helpers/resources.ts';

const data = makeVolume();
const count: TreeCount = {
	entries: 1, allocatedBytes: 2048, apparentBytes: 3, unread: 0,
};

/**
Counts one volume, and does something before that ends.
*/
async function counted(meanwhile: (resources: Store<ResourceReading>) => void) {
	const resources = createStore(readingOf(data));
	let state = initialState(120, 40);
	const counter = new VolumeCounter({
		resources,
		host: {
			async countVolume() {
				meanwhile(resources);
				return count;
			},
		},
		update(change) {
			state = change(state);
		},
	});
	counter.count([resourceTarget(data)]);
	const notice = await eventually('that it was counted', () => state.notice);
	return {text: notice.text, count: resources.get().counts.get(data.key)};
}

test('what was counted has the moment at which that ended', async () => {
	const begun = Date.now();
	const {text, count: told} = await counted(() => undefined);
	assert.equal(text, 'data has 2.0K in 1 files and directories.');
	assert.deepEqual([told?.state, told?.count], ['counted', count]);
	assert.ok(told!.endedAt! >= begun);
	assert.ok(told!.endedAt! <= Date.now());
});

test('what was counted of a volume that has gone meanwhile is not said of another one of its name', async () => {
	const {text, count: told} = await counted(resources => {
		resources.set({...resources.get(), counts: new Map()});
	});
	assert.equal(text, 'Could not count data: it is gone, or was changed meanwhile.');
	assert.equal(told, undefined);
});
