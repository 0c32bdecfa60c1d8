import assert from 'node:assert/strict';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {connect} from '../../../source/engine/reach/connect.ts';
import {socketTarget} from '../../../source/engine/reach/target.ts';
import type {WatchPace} from '../../../source/engine/watch/pace.ts';
import {EngineWatch} from '../../../source/engine/watch/watch.ts';
import {eventually} from '../../helpers/engine.ts';
import {startFakeEngine, type FakeEngine, type OddAnswer} from '../../helpers/fake-engine.ts';
import {makeFolder} from '../../helpers/live-process.ts';

const containers = ['a', 'b', 'c'].map(letter => ({id: letter.repeat(64), name: `web-${letter}`}));
const inspections = /^GET \/containers\/\w{64}\/json$/;

type Watched = {readonly fake: FakeEngine; readonly watch: EngineWatch; readonly states: readonly string[]};

/**
A watch of a fake engine, with all states that it has told one after the other.
*/
async function watchFake(t: TestContext, answer: OddAnswer, pace: Partial<WatchPace>, socketPath?: string): Promise<Watched> {
	const fake = await startFakeEngine(answer, containers, socketPath);
	const target = socketTarget(fake.socketPath);
	const watch = new EngineWatch(target, async () => connect(target), pace);
	const states: string[] = [watch.reading.status.state];
	watch.subscribe(({status: {state}}) => {
		if (states.at(-1) !== state) {
			states.push(state);
		}
	});
	t.after(async () => {
		await watch.dispose();
		await fake.close();
	});
	watch.start();
	return {fake, watch, states};
}

test('an engine whose list is late is slow until that has come, and is asked for it once', async t => {
	const list = Promise.withResolvers<boolean>();
	const {fake, watch, states} = await watchFake(t, async question => question === 'GET /containers/json' ? list.promise : true, {slowMilliseconds: 20});
	await eventually('it is slow', () => watch.reading.status.state === 'slow');
	assert.equal(watch.reading.status.version, '26.1.5');
	assert.equal(watch.reading.status.detail, 'Its list of containers has not arrived yet.');
	list.resolve(true);
	await eventually('it is up', () => watch.reading.status.state === 'up');
	assert.deepEqual(watch.reading.containers.map(({name}) => name).toSorted(), ['web-a', 'web-b', 'web-c']);
	assert.deepEqual(states, ['connecting', 'slow', 'up']);
	assert.equal(fake.countOf('GET /containers/json'), 1);
});

test('an engine that never tells about its machine is up all the same, with its containers', async t => {
	const {watch, states} = await watchFake(t, question => question !== 'GET /info', {});
	await eventually('it is up', () => watch.reading.status.state === 'up');
	await eventually('all are there', () => watch.reading.containers.length === 3);
	assert.equal(watch.reading.status.isRootless, undefined);
	assert.deepEqual(states.filter(state => state === 'unreachable'), []);
});

test('an engine that leaves the first question unanswered, as one that is just starting, is asked again soon', async t => {
	let isFirst = true;
	const {fake, watch, states} = await watchFake(t, question => {
		const isLost = question === 'GET /version' && isFirst;
		isFirst = false;
		return !isLost;
	}, {});
	await eventually('it is up', () => watch.reading.status.state === 'up');
	assert.equal(fake.countOf('GET /version'), 2);
	assert.deepEqual(states, ['connecting', 'up']);
});

test('an engine that answers a ping late is slow and not away, and nothing is asked again', async t => {
	let isLate = true;
	const late = Promise.withResolvers<boolean>();
	const {fake, watch, states} = await watchFake(t, async question => {
		if (question === 'GET /_ping' && isLate) {
			isLate = false;
			return late.promise;
		}

		return true;
		// So long that nothing but what is kept back is slow, however busy the machine is.
	}, {slowMilliseconds: 1500, pingMilliseconds: 50});
	await eventually('it is slow', () => watch.reading.status.state === 'slow');
	late.resolve(true);
	await eventually('it has answered', () => states.length >= 4);
	assert.deepEqual(states, ['connecting', 'up', 'slow', 'up']);
	assert.deepEqual([fake.countOf('GET /version'), fake.countOf('GET /containers/json'), fake.countOf(inspections)], [1, 1, 3]);
});

test('an engine whose events break off again and again stays up, and no container is inspected twice', async t => {
	const {fake, watch, states} = await watchFake(t, () => true, {listMilliseconds: 20});
	await eventually('it is up', () => watch.reading.status.state === 'up');
	for (let round = 0; round < 10; round++) {
		await eventually('a stream is there to be cut', () => fake.cutEvents() > 0);
	}

	await eventually('it is listened to again', () => fake.countOf('GET /events') > 10);
	assert.deepEqual(states, ['connecting', 'up']);
	assert.equal(fake.countOf(inspections), 3);
});

test('what changes while no stream is open is seen', async t => {
	const {fake, watch} = await watchFake(t, () => true, {listMilliseconds: 20});
	await eventually('it is up', () => watch.reading.status.state === 'up');
	fake.containers = fake.containers.slice(1);
	await eventually('a stream is there to be cut', () => fake.cutEvents() > 0);
	await eventually('one is gone', () => watch.reading.containers.length === 2);
	fake.containers = [];
	await eventually('a stream is there to be cut', () => fake.cutEvents() > 0);
	await eventually('all are gone', () => watch.reading.containers.length === 0);
	assert.equal(watch.reading.status.state, 'up');
});

test('an engine that was away for a moment tells what it knows with one list, without an inspection', async t => {
	const socketPath = path.join(makeFolder(), 'd.sock');
	const {fake, watch, states} = await watchFake(t, () => true, {firstRetryMilliseconds: 10}, socketPath);
	// The list alone tells no start.
	await eventually('all are inspected', () => watch.reading.containers.length === 3
		&& watch.reading.containers.every(({startedAt}) => startedAt !== undefined));
	await fake.close();
	await eventually('it is away', () => watch.reading.status.state === 'unreachable');
	const again = await startFakeEngine(() => true, containers, socketPath);
	t.after(async () => again.close());
	await eventually('it is up again', () => watch.reading.status.state === 'up');
	assert.deepEqual([again.countOf('GET /containers/json'), again.countOf(inspections)], [1, 0]);
	assert.equal(watch.reading.containers.length, 3);
	assert.deepEqual(states, ['connecting', 'up', 'unreachable', 'up']);
});

test('what a list keeps back right after the engine has come back is seen in the next one', async t => {
	const socketPath = path.join(makeFolder(), 'd.sock');
	const pace = {firstRetryMilliseconds: 10, settleMilliseconds: 50};
	const {fake, watch} = await watchFake(t, () => true, pace, socketPath);
	await eventually('it is up', () => watch.reading.status.state === 'up');
	await fake.close();
	await eventually('it is away', () => watch.reading.status.state === 'unreachable');
	const again: FakeEngine = await startFakeEngine(question => {
		if (question === 'GET /containers/json' && again.countOf(question) === 2) {
			again.containers = containers.slice(1);
		}

		return true;
	}, containers, socketPath);
	t.after(async () => again.close());
	await eventually('the one without an event is gone', () => watch.reading.containers.length === 2);
	assert.equal(again.countOf('GET /containers/json'), 2);
});
