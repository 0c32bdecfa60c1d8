import assert from 'node:assert/strict';
import test from 'node:test';
import {connect} from '../../../source/engine/reach/connect.ts';
import {socketTarget} from '../../../source/engine/reach/target.ts';
import {EngineWatch} from '../../../source/engine/watch/watch.ts';
import {failureOf} from '../../helpers/engine-error.ts';
import {eventually} from '../../helpers/engine.ts';
import {startFakeEngine} from '../../helpers/fake-engine.ts';

const id = 'a'.repeat(64);

test('an engine that is stopped while it is watched is left so until it runs by itself, or an action wants it', async () => {
	const fake = await startFakeEngine((question, response) => {
		if (!question.startsWith('POST')) {
			return true;
		}

		response.writeHead(204).end();
		return false;
	}, [{id, name: 'web'}]);
	let isStopped = false;
	let looks = 0;
	const target = {
		...socketTarget(fake.socketPath),
		async isStopped() {
			looks++;
			return isStopped;
		},
	};
	const watch = new EngineWatch(target, async () => connect(target), {firstRetryMilliseconds: 10, lastRetryMilliseconds: 20});
	watch.start();
	await eventually('it is up', () => watch.reading.status.state === 'up');

	isStopped = true;
	fake.cutConnections();
	await eventually('it is stopped', () => watch.reading.status.state === 'stopped');
	assert.match(watch.reading.status.detail ?? '', /^Docker is stopped .* nstop waits until it runs \(sudo systemctl start docker\)\.$/);
	assert.deepEqual(watch.reading.containers.map(({name}) => name), ['web']);
	const {made} = fake.connections;
	const before = looks;
	await eventually('it has looked often', () => looks > before + 10);
	const {signal} = new AbortController();
	assert.equal((await failureOf(watch.engine!.inspect!(id, signal))).code, 'ESTOPPED');
	assert.equal(fake.connections.made, made, 'nothing connects');

	await watch.engine!.start!(id);
	assert.ok(fake.connections.made > made);
	assert.equal(fake.countOf(`POST /containers/${id}/start`), 1);
	isStopped = false;
	await eventually('it is up again', () => watch.reading.status.state === 'up');
	await watch.dispose();
	await fake.close();
});
