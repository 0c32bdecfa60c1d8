import assert from 'node:assert/strict';
import test, {after} from 'node:test';
import {openClient} from '../../../source/engine/docker/client.ts';
import {socketTarget} from '../../../source/engine/reach/target.ts';
import {engineForTests} from '../../helpers/engine.ts';

const {skip, engine: testEngine} = await engineForTests();

after(async () => {
	await testEngine.stop();
});

test('the version is agreed on once for all who ask at the same time, and again after it was forgotten', {skip}, async () => {
	const client = openClient(socketTarget(testEngine.socketPath));
	const [first, second] = await Promise.all([client.agreed(), client.agreed()]);
	assert.equal(first, second);
	client.forget();
	const third = await client.agreed();
	assert.notEqual(third, first);
	assert.equal(third.apiVersion, first.apiVersion);
	client.close();
});

test('a failed agreement is not remembered', async () => {
	const client = openClient(socketTarget('/nonexistent/d.sock'));
	const failures = new Set<unknown>();
	for (let attempt = 0; attempt < 2; attempt++) {
		failures.add(await client.agreed().catch((error: unknown) => error));
	}

	assert.equal(failures.size, 2);
	client.close();
});
