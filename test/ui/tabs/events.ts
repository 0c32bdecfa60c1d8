import test from 'node:test';
import assert from 'node:assert/strict';
import type {ContainerEvent} from '../../../source/engine/event.ts';
import {formatClock} from '../../../source/text/format.ts';
import {plainText} from '../../../source/text/search.ts';
import {initialState, type UiState} from '../../../source/ui/state.ts';
import type {EventOrigin} from '../../../source/ui/events/reading.ts';
import {eventsWanted} from '../../../source/ui/events/wanted.ts';
import {
	makeContainer,
	makeSnapshot,
	makeWorld,
	pressAll,
} from '../../helpers/make.ts';

const web = makeContainer({name: 'web'});
const plain = makeSnapshot({containers: [web]});
const snapshot = {...plain, engines: plain.engines.map(each => ({...each, operations: new Set(['history' as const])}))};
const engine = web.engine!;
const state: UiState = {...initialState(120, 40), tab: 'events'};
const now = snapshot.takenAt;

function linesOf(events: readonly ContainerEvent[], origin: Partial<EventOrigin> = {}) {
	const {view} = makeWorld({
		snapshot,
		state,
		events: {
			id: web.key,
			origins: [{engine, state: 'answered', ...origin}],
			events: events.map(event => ({...event, engine})),
		},
	});
	return [...view.details.heading, ...view.details.lines].map(line => plainText(line));
}

test('each event has its time and plain words, the newest last', () => {
	const told: ReadonlyArray<readonly [Partial<ContainerEvent>, string]> = [
		[{action: 'create'}, 'created'],
		[{action: 'start'}, 'started'],
		[{action: 'oom'}, 'out of memory: the kernel killed a process in it'],
		[{action: 'die', exitCode: 137}, 'ended with exit code 137 (SIGKILL)'],
		[{action: 'die', exitCode: 3}, 'ended with exit code 3'],
		[{action: 'kill', signal: 15}, 'was sent SIGTERM'],
		[{action: 'health_status', health: 'unhealthy'}, 'health check: unhealthy'],
	];
	const events = told.map(([event], index) => ({
		id: web.id, name: 'web', action: '', at: now - 60_000 + index, ...event,
	}));
	assert.deepEqual(linesOf(events), told.map(([, words], index) => `${formatClock(now - 60_000 + index)}  ${words}`));
});

test('a name stands before the words where it is not the one of the row, and hides nothing', () => {
	const lines = linesOf([
		{
			id: web.id, name: 'old\u{1B}[31m', action: 'start', at: now - 2,
		},
		{
			id: web.id, name: 'web', action: 'rename', oldName: 'old', at: now - 1,
		},
	]);
	assert.deepEqual(lines.map(line => line.slice(10)), ['old␛[31m  started', 'web       renamed from old']);
});

test('what is older than an hour is left out, and what is not told any more is said', () => {
	const old = {
		id: web.id, name: 'web', action: 'start', at: now - 3_700_000,
	};
	assert.match(linesOf([old]).join(' '), /Nothing has happened in the last hour\./);
	assert.match(
		linesOf([old], {completeSince: now - 5000}).join(' '),
		new RegExp(`Nothing has happened since ${formatClock(now - 5000)}[.]`),
		'before that it is not known',
	);
	assert.match(linesOf([{...old, at: now}], {completeSince: now - 5000})[0]!, new RegExp(`^Complete since ${formatClock(now - 5000)}: `));
	assert.match(linesOf([], {state: 'failed', problem: 'Could not read the events of x: no.'}).join(' '), /^Could not read the events of x: no\./);
});

test('the list opens at its end and stays there until one scrolls up', () => {
	const from = pressAll(['w', 'v'], {snapshot}).state;
	assert.deepEqual([from.tab, from.detailsScroll], ['events', Infinity]);
	const events = Array.from({length: 100}, (_, index) => ({
		id: web.id, name: 'web', action: 'start', at: now - 100 + index, engine,
	}));
	const reading = {id: web.key, origins: [], events};
	const up = pressAll(['4', 'up'], {snapshot, state: from, events: reading}).state;
	assert.ok(Number.isFinite(up.detailsScroll));
	assert.equal(pressAll(['down'], {snapshot, state: up, events: reading}).state.detailsScroll, Infinity);
});

test('of a container its engine is asked, on the row of the host every engine', () => {
	assert.deepEqual([...eventsWanted(web, snapshot)!.scopes[0]!.containers!], [web.id]);
	assert.equal(eventsWanted(undefined, snapshot)?.scopes.length, snapshot.engines.length);
	assert.equal(eventsWanted(undefined, snapshot)?.scopes[0]?.containers, undefined);
	assert.equal(eventsWanted(web, plain), undefined, 'one that does not tell is not asked');
});
