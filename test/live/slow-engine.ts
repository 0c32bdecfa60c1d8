import assert from 'node:assert/strict';
import {setTimeout as sleep} from 'node:timers/promises';
import test from 'node:test';
import {printDocument} from '../helpers/documents.ts';
import {startFakeEngine} from '../helpers/fake-engine.ts';

const containers = [{id: 'a'.repeat(64), name: 'web'}];

/**
Longer than a document waits for an engine that gives no sign of life.
*/
const lateMilliseconds = 6000;

test('A document waits for the list of an engine that has begun to answer', async () => {
	const fake = await startFakeEngine(async question => {
		if (question === 'GET /containers/json') {
			await sleep(lateMilliseconds);
		}

		return true;
	}, containers);
	const {engines: [engine], containers: found} = await printDocument(['--host', fake.address, '--interval', '0.4']);
	assert.deepEqual([engine?.state, engine?.detail], ['up', null]);
	assert.ok(found.some(({name}) => name === 'web'));
	await fake.close();
});

test('A document does without the names of an engine that gives no sign of life, and says so', async () => {
	const fake = await startFakeEngine(() => false, containers);
	const {engines: [engine]} = await printDocument(['--host', fake.address, '--interval', '0.4']);
	assert.deepEqual([engine?.state, engine?.detail], ['connecting', 'It has not answered yet.']);
	await fake.close();
});
