import assert from 'node:assert/strict';
import {setTimeout as sleep} from 'node:timers/promises';
import test from 'node:test';
import {printDocument, type Document} from '../helpers/documents.ts';
import {startFakeEngine} from '../helpers/fake-engine.ts';
import {runCommand} from '../helpers/program.ts';

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

/**
A module that holds up the program that loads it once it begins to connect: nothing of it runs for some time.
*/
const holdingUp = `data:text/javascript,${encodeURIComponent(`
import {Socket} from 'node:net';
const {connect} = Socket.prototype;
Socket.prototype.connect = function (...words) {
	Socket.prototype.connect = connect;
	setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${lateMilliseconds}));
	return connect.apply(this, words);
};
`)}`;

test('What an engine has answered while the program was held up is not taken for silence', async () => {
	// Longer than the interval, in which an engine may still make up for it.
	const fake = await startFakeEngine(async () => {
		await sleep(1000);
		return true;
	}, containers);
	const {output} = await runCommand(['--json', '--host', fake.address, '--interval', '0.4'], {NODE_OPTIONS: `--import=${holdingUp}`});
	const {engines: [engine], containers: found} = JSON.parse(output) as Document;
	assert.deepEqual([engine?.state, engine?.detail], ['up', null]);
	assert.ok(found.some(({name}) => name === 'web'));
	await fake.close();
});
