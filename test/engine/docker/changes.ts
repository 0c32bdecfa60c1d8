import assert from 'node:assert/strict';
import test from 'node:test';
import {connect} from '../../../source/engine/reach/connect.ts';
import {socketTarget} from '../../../source/engine/reach/target.ts';
import {sentence} from '../../../source/engine/sentence.ts';
import {limitsOfInspection, updateOf} from '../../../source/engine/docker/limits.ts';
import {openCast} from '../../helpers/cast.ts';
import {failureOf} from '../../helpers/engine-error.ts';
import {startFakeEngine} from '../../helpers/fake-engine.ts';
import {busyboxImage} from '../../helpers/images.ts';

const mebibyte = 2 ** 20;
const cast = await openCast(busyboxImage);
const {skip, engine, name} = cast;

test('a container gets another name; one that is taken is refused in a sentence', {skip}, async () => {
	const id = await cast.run('old', busyboxImage, '--', 'sleep', '1000');
	await cast.run('taken', busyboxImage, '--', 'sleep', '1000');
	const client = await connect(socketTarget(engine.socketPath));
	try {
		await client.rename(id, name('new'));
		assert.equal(await engine.docker('inspect', '--format', '{{.Name}}', id), `/${name('new')}`);
		const refusal = await failureOf(client.rename(id, name('taken')));
		assert.equal(sentence(refusal, 'new'), 'Could not rename new: another container of this engine has that name.');
		await client.rename(id, name('old'));
	} finally {
		client.close();
	}
});

test('limits of a running container are told and changed, what is not named stays; a refusal is the engine\'s own', {skip}, async () => {
	const id = await cast.run('limited', busyboxImage, '--memory', '64m', '--cpu-quota', '50000', '--', 'sleep', '1000');
	const client = await connect(socketTarget(engine.socketPath));
	const limits = async () => client.limits(id, new AbortController().signal);
	try {
		assert.deepEqual(await limits(), {memoryBytes: 64 * mebibyte, memoryAndSwapBytes: 128 * mebibyte, cpus: 0.5});
		await client.update(id, {cpus: 1.5, pids: 50});
		assert.deepEqual(await limits(), {
			memoryBytes: 64 * mebibyte, memoryAndSwapBytes: 128 * mebibyte, cpus: 1.5, pids: 50,
		});
		await client.update(id, {pids: 'none'});
		assert.equal((await limits()).pids, undefined);
		assert.match(
			sentence(await failureOf(client.update(id, {memoryBytes: 256 * mebibyte})), 'limited'),
			/^Could not change the limits of limited: Memory limit should be smaller than already set memoryswap limit/,
		);
	} finally {
		client.close();
	}
});

test('a container without limits gets one of the memory, where memory and swap are told to stay without', {skip}, async () => {
	const id = await cast.run('free', busyboxImage, '--', 'sleep', '1000');
	const client = await connect(socketTarget(engine.socketPath));
	try {
		await client.update(id, {memoryBytes: 64 * mebibyte, memoryAndSwapBytes: 'none'});
		const {memoryBytes, memoryAndSwapBytes} = await client.limits(id, new AbortController().signal);
		assert.deepEqual([memoryBytes, memoryAndSwapBytes], [64 * mebibyte, 'none']);
	} finally {
		client.close();
	}
});

test('CPUs change in the form that the container has', () => {
	assert.deepEqual(updateOf({cpus: 2}, {HostConfig: {NanoCpus: 1e9}}), {NanoCpus: 2e9});
	assert.deepEqual(updateOf({cpus: 0.5}, {HostConfig: {CpuQuota: 5000, CpuPeriod: 10_000}}), {CpuPeriod: 10_000, CpuQuota: 5000});
	assert.deepEqual(updateOf({memoryAndSwapBytes: 'none', pids: 'none'}, {}), {MemorySwap: -1, PidsLimit: -1});
	assert.deepEqual(limitsOfInspection({
		HostConfig: {
			Memory: 0, MemorySwap: -1, PidsLimit: null, NanoCpus: 1.5e9,
		},
	}), {memoryAndSwapBytes: 'none', cpus: 1.5});
	assert.deepEqual(limitsOfInspection({}), {});
});

test('Podman does not change limits by Docker\'s API, and says so with what it is', async () => {
	const fake = await startFakeEngine((question, response) => {
		if (!question.includes('/version')) {
			return true;
		}

		response.writeHead(200, {'Content-Type': 'application/json'}).end(JSON.stringify({
			ApiVersion: '1.41', Components: [{Name: 'Podman Engine', Version: '4.3.1'}],
		}));
		return false;
	});
	const client = await connect(socketTarget(fake.socketPath));
	const {kind, operations} = await client.identify(new AbortController().signal);
	assert.equal(kind, 'podman');
	assert.equal(operations?.has('update'), false);
	assert.equal(operations?.has('rename'), true);
	client.close();
	await fake.close();
});
