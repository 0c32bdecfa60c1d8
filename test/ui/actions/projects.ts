import test from 'node:test';
import assert from 'node:assert/strict';
import {plainText} from '../../../source/text/search.ts';
import {drawOf} from '../../../source/ui/panes/index.ts';
import {question as questionOf} from '../../../source/ui/dialogs/words.ts';
import {initialState, type UiState} from '../../../source/ui/state.ts';
import {wantsOf} from '../../../source/ui/wants.ts';
import {composeLabels} from '../../helpers/compose.ts';
import {
	makeContainer,
	makeProcess,
	makeSnapshot,
	makeUsage,
	makeWorld,
	pressAll,
} from '../../helpers/make.ts';

const [web, api, db] = [
	makeContainer({name: 'shop-web', labels: composeLabels('shop', 'web', ['api']), usage: makeUsage({cpuPercent: 1})}),
	makeContainer({name: 'shop-api', labels: composeLabels('shop', 'api', ['db']), usage: makeUsage({cpuPercent: 3})}),
	makeContainer({name: 'shop-db', labels: composeLabels('shop', 'db'), usage: makeUsage({cpuPercent: 2})}),
];
const inner = makeContainer({name: 'inner', parent: db.key, usage: makeUsage({cpuPercent: 0})});
const lone = makeContainer({name: 'lone', usage: makeUsage({cpuPercent: 5})});
const snapshot = makeSnapshot({containers: [web, api, db, inner, lone]});
const [project] = snapshot.projects.values();
const named: Readonly<Record<string, string>> = {_: 'space', '\r': 'enter'};
const start = initialState(120, 40);

const after = (keys: string, state = start): UiState => pressAll([...keys].map(key => named[key] ?? key), {snapshot, state}).state;
const view = (state: UiState) => makeWorld({snapshot, state}).view;
const names = (state: UiState): readonly string[] =>
	view(state).lists.containers.rows.map(({container: {name}, isLastAt}) => `${'-'.repeat(isLastAt.length)}${name}`);
const under = (state: UiState): string => view(state).container?.name ?? '';
const onProject = after('pg');
const asked = (state: UiState) => state.dialog?.kind === 'confirm' ? state.dialog : undefined;
const said = (state: UiState): string => state.notice?.text ?? '';

test('projects are sorted by their sums among what is in none, and their containers below them; containers inside stay where they are', () => {
	assert.deepEqual(names(onProject), ['shop', '-shop-api', '-shop-db', '--inner', '-shop-web', 'lone']);
	assert.deepEqual(names(after('p', onProject)), ['lone', 'shop-api', 'shop-db', '-inner', 'shop-web']);
	assert.equal(names(after('t', onProject)).includes('shop'), false, 'a plain list has no rows for projects');
	assert.deepEqual(names(after('tp', onProject)), names(onProject), 'the key brings the tree back');
});

test('the cursor stays on its container, and goes to the project and back where that is all there is', () => {
	const onDb = after('jj');
	assert.equal(under(onDb), 'shop-db');
	assert.equal(under(after('p', onDb)), 'shop-db');
	const folded = after('-', onProject);
	assert.deepEqual(names(folded), ['shop', 'lone']);
	const ungrouped = after('p', folded);
	assert.ok(under(ungrouped).startsWith('shop-'));
	assert.equal(view(ungrouped).lists.containers.isExact, true);
	assert.equal(under(after('p', ungrouped)), 'shop', 'its project is still folded');
});

test('without any project it is said that there is none, and nothing changes', () => {
	const {state} = pressAll(['p'], {snapshot: makeSnapshot({containers: [lone]}), state: start});
	assert.equal(state.isGrouped, false);
	assert.equal(said(state), 'No container belongs to a Compose project or a pod. p groups those that do.');
});

test('what is shown of a project is that of all its containers', () => {
	const {lists, subject} = view(onProject);
	assert.deepEqual(new Set(lists.processes.rows.map(({process}) => process.container)), new Set([web, api, db, inner].map(({key}) => key)));
	const net = lists.namespaces.rows.filter(({kind}) => kind === 'net');
	assert.deepEqual(net.flatMap(({containers}) => containers).toSorted(), ['shop-api', 'shop-db', 'shop-web']);
	assert.equal(subject.container, project);
	const lines = view(onProject).details.lines.map(line => plainText(line));
	assert.match(lines.join('\n'), /running · Compose project of 3 containers/);
	assert.match(lines.join('\n'), /\napi +3\.0 +48M +up 2m +db\n/);
	const limits = view({...onProject, tab: 'limits'}).details.lines.map(line => plainText(line));
	assert.deepEqual(limits, ['This is shown of one container: select one of the project.']);
});

test('what the sums are of is read although it is folded, and the processes of all', () => {
	const {counters, sampled} = wantsOf(view(after('-', onProject)));
	assert.deepEqual(counters?.alsoWhole, [web.key, api.key, db.key]);
	assert.equal([web, api, db].every(({key}) => counters?.shown.includes(key)), true);
	assert.deepEqual(new Set(typeof sampled === 'object' ? sampled.containers : []), new Set([web.key, api.key, db.key, inner.key]));
});

test('an action on a project is one on all its containers, in steps; what depends on others is stopped first', () => {
	const question = asked(after('S', onProject));
	assert.deepEqual(question?.targets.map(({name}) => name), ['shop-web', 'shop-api', 'shop-db']);
	const {effect} = pressAll(['S', 'y'], {snapshot, state: onProject});
	assert.deepEqual(effect?.kind === 'perform' && effect.steps?.map(step => step.map(({name}) => name)), [['shop-web'], ['shop-api'], ['shop-db']]);
});

test('what others depend on is started first', () => {
	const stopped = [web, api, db].map(container => ({
		...container, state: 'exited' as const, exitCode: 0, pids: [],
	}));
	const later = makeSnapshot({containers: stopped, processes: [makeProcess()]});
	const {effect} = pressAll(['S', 'y'], {snapshot: later, state: onProject});
	assert.deepEqual(effect?.kind === 'perform' && [effect.operation.name, effect.steps?.map(([first]) => first?.name)], [
		'start', ['shop-db', 'shop-api', 'shop-web'],
	]);
});

test('tagged containers of a project are done in its order too, and others at once', () => {
	const tagged = {...start, tagged: new Set([web.key, db.key, lone.key])};
	assert.equal(asked(after('S', tagged))?.project, undefined);
	const {effect} = pressAll(['S', 'y'], {snapshot, state: tagged});
	assert.deepEqual(effect?.kind === 'perform' && effect.steps?.map(step => step.map(({name}) => name).toSorted()), [
		['lone', 'shop-web'], ['shop-db'],
	]);
	const {effect: alone} = pressAll(['S', 'y'], {snapshot, state: {...start, tagged: new Set([web.key, lone.key])}});
	assert.equal(alone?.kind === 'perform' && alone.steps, undefined);
});

test('a tagged project means its containers once, and is untagged when that is done', () => {
	const tagged = after('_j_', onProject);
	assert.deepEqual(tagged.tagged, new Set([project!.key, db.key]));
	assert.equal(asked(after('S', tagged))?.targets.length, 3);
	const done = pressAll(['S', 'y'], {snapshot, state: tagged}).state;
	assert.equal(done.tagged.has(project!.key), false);
});

test('a shell needs one container, and says so', () => {
	for (const key of ['e', 'E']) {
		assert.equal(said(after(key, onProject)), 'shop has 3 containers: select one of them.');
	}
});

test('a project is acted on under a filter only where all its containers match', () => {
	const some = after('/shop-db\r', onProject);
	assert.deepEqual([names(some)[0], view(some).lists.containers.rows[0]?.isContext], ['shop', true]);
	assert.deepEqual(asked(after('S', some))?.targets.map(({name}) => name), ['shop-db']);
	const all = after('/shop\r', onProject);
	assert.equal(view(all).lists.containers.rows[0]?.isContext, undefined);
	assert.equal(asked(after('gS', all))?.targets.length, 3);
});

test('the row has the word for all, and what is folded into it', () => {
	const lines = drawOf.containers(makeWorld({snapshot, state: after('-', onProject)}), 120, 8);
	assert.match(lines[2]!, /shop \+4 .* 6\.0 .*running/);
	const {dialog} = after('K', onProject);
	assert.equal(dialog?.kind, 'signals');
});

/**
The state while these are being stopped: the first one now, the others later.
*/
const stopping = (state: UiState, ...those: ReadonlyArray<typeof web>): UiState => ({
	...state,
	progress: those.map(({key, name}, id) => ({
		id, text: `Stopping ${name}`, target: key, operation: 'stop', ...(id > 0 && {isWaiting: true}),
	})),
});

test('a second S on a project that is being stopped offers to kill what of it still runs', () => {
	const all = asked(after('S', stopping(onProject, web, api, db)))!;
	assert.equal(questionOf(all), 'Kill all 3 containers of shop now?');
	assert.deepEqual([all.operation, all.targets.map(({name}) => name)], [
		{name: 'kill', signal: 'SIGKILL'}, ['shop-web', 'shop-api', 'shop-db'],
	]);

	const ended = {...web, state: 'exited', exitCode: 0} as const;
	const less = {snapshot: makeSnapshot({containers: [ended, api, db, inner, lone]}), state: stopping(onProject, api, db)};
	const left = asked(pressAll(['S'], less).state)!;
	assert.equal(questionOf(left), 'Kill what is left of shop now?');
	assert.deepEqual([left.targets, left.others].map(targets => targets?.map(({name}) => name)), [['shop-api', 'shop-db'], ['shop-web']]);
	const {effect} = pressAll(['S', 'y'], less);
	assert.strictEqual(effect?.kind, 'perform');
	assert.deepEqual([effect.operation.name, effect.targets.map(({name}) => name)], ['kill', ['shop-api', 'shop-db']]);
});

test('what is being stopped or waits for it is not stopped again with others', () => {
	const tagged = {...stopping(start, web, db), tagged: new Set([web.key, db.key, lone.key])};
	const {targets, others, operation} = asked(after('S', tagged))!;
	assert.deepEqual([operation.name, targets.map(({name}) => name)], ['stop', ['lone']]);
	assert.deepEqual(new Set(others?.map(({name}) => name)), new Set(['shop-web', 'shop-db']));
	const early = asked(after('S', onProject))!;
	const late = after('y', stopping({...onProject, dialog: early}, web, api, db));
	assert.equal(pressAll(['y'], {snapshot, state: stopping({...onProject, dialog: early}, web, api, db)}).effect, undefined);
	assert.match(said(late), /^shop-web is being stopped already\. shop-api is being stopped already\. /);
});
