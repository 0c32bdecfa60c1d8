import test from 'node:test';
import assert from 'node:assert/strict';
import {initialState, setFilter} from '../../../source/ui/state.ts';
import type {FirstPaneId, ResourcePaneId} from '../../../source/ui/layout/layout.ts';
import {makeSnapshot, pressAll} from '../../helpers/make.ts';
import {
	makeImage,
	makeNetwork,
	makeUser,
	makeVolume,
	readingOf,
} from '../../helpers/resources.ts';

const snapshot = makeSnapshot();
const resources = readingOf(
	makeImage({tags: ['web:1'], users: [makeUser('web')]}),
	makeImage({id: `sha256:${'d'.repeat(64)}`, tags: []}),
	makeVolume({name: 'web-data', users: [makeUser('web')]}),
	makeVolume({name: 'old-data'}),
	makeVolume({name: 'older-data'}),
	makeNetwork({name: 'web-net', users: [makeUser('web')]}),
	makeNetwork({name: 'old-net'}),
);

const pruned = (first: ResourcePaneId & FirstPaneId, filter: string, reading = resources) => {
	const state = setFilter({...initialState(120, 40), first, focus: first}, first, filter);
	return pressAll(['X'], {snapshot, state, resources: reading}).state;
};

test('where the filter hides all that can be pruned, how many it hides is said', () => {
	const told = (['images', 'volumes', 'networks'] as const).map(pane => pruned(pane, 'web').notice?.text);
	assert.deepEqual(told, [
		'None of the images shown is dangling; the filter hides 1 that is.',
		'None of the volumes shown is unused; the filter hides 2 that are.',
		'None of the networks shown is unused; the filter hides 1 that is.',
	]);
});

test('where nothing at all can be pruned, no filter is blamed for it', () => {
	const nothing = readingOf(makeImage({tags: ['web:1']}));
	assert.equal(pruned('images', 'web', nothing).notice?.text, 'No image is dangling: there is nothing to prune.');
	assert.equal(pruned('images', '', nothing).notice?.text, 'No image is dangling: there is nothing to prune.');
});

test('of what can be pruned only what the filter leaves is asked about', () => {
	const {dialog} = pruned('volumes', 'older');
	assert.deepEqual(dialog?.kind === 'confirm' && dialog.targets.map(({name}) => name), ['older-data']);
});

test('the answer to a question is about the volumes that it listed, and not about others of their names', () => {
	const state = {...initialState(120, 40), first: 'volumes' as const, focus: 'volumes' as const};
	const [free, other] = ['free', 'other'].map(name => makeVolume({name}));
	const asked = pressAll(['X'], {snapshot, state, resources: readingOf(free!, other!)}).state;
	assert.equal(asked.dialog?.kind, 'confirm');
	const answered = (...now: ReadonlyArray<ReturnType<typeof makeVolume>>) => {
		const {state: {notice}, effect} = pressAll(['y'], {snapshot, state: asked, resources: readingOf(...now)});
		return [effect?.kind === 'perform' && effect.targets.map(({name}) => name), notice?.text];
	};

	const again = (name: string) => makeVolume({name, createdAt: free!.createdAt! + 1000});
	const refusal = (name: string): string => `${name} is gone: the volume of that name was made, or changed, after you were asked.`;
	assert.deepEqual(answered(free!, other!), [['free', 'other'], undefined]);
	assert.deepEqual(answered(again('free'), other!), [['other'], refusal('free')]);
	assert.deepEqual(answered(again('free'), again('other')), [false, `${refusal('free')} ${refusal('other')}`]);
	assert.deepEqual(answered(other!), [['other'], 'free is gone: there is nothing left to act on.']);
});
