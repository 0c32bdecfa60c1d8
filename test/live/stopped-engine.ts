import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {lacksActivation, startActivatedEngine, type ActivatedEngine} from '../helpers/activated-engine.ts';
import {DocumentStream, printDocument} from '../helpers/documents.ts';

const skip = lacksActivation;
let engine: ActivatedEngine;

before(async () => {
	if (skip === false) {
		engine = await startActivatedEngine();
	}
});
after(() => {
	if (skip === false) {
		engine.end();
	}
});

test('A document of a stopped engine says so, and leaves it stopped', {skip}, async () => {
	const document = await printDocument(['--host', engine.address, '--interval', '0.4']);
	assert.equal(document.engines[0]?.state, 'stopped');
	assert.match(document.engines[0].detail ?? '', /^Docker is stopped .*Connecting would start it/);
	assert.equal(engine.isStarted(), false);
});

test('A program that goes on waits for as long as it is stopped, and shows it once it has been started', {skip}, async () => {
	const stream = new DocumentStream(['--host', engine.address, '--interval', '0.4']);
	try {
		const place = stream.count;
		await stream.until('a number of samples', () => stream.count >= place + 6);
		assert.ok(stream.since(place).every(({engines}) => engines[0]?.state === 'stopped'));
		assert.equal(engine.isStarted(), false);
		engine.start();
		const {document} = await stream.until('it is up', ({engines}) => engines[0]?.state === 'up');
		assert.equal(document.engines[0]?.detail, null);
		assert.equal(engine.isStarted(), true);
	} finally {
		assert.deepEqual(await stream.end(), {code: 0, stderr: ''});
	}
});
