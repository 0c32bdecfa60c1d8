import assert from 'node:assert/strict';
import test from 'node:test';
import {connect} from '../../../source/engine/reach/connect.ts';
import {socketTarget} from '../../../source/engine/reach/target.ts';
import {failureOf} from '../../helpers/engine-error.ts';
import {startFakeEngine} from '../../helpers/fake-engine.ts';

const id = 'a'.repeat(64);

test('removing what is being removed already is no failure, another conflict is one', async () => {
	const messages = [`removal of container ${id} is already in progress`, 'You cannot remove a running container'];
	const fake = await startFakeEngine((question, response) => {
		if (!question.startsWith('DELETE')) {
			return true;
		}

		response.writeHead(409, {'Content-Type': 'application/json'}).end(JSON.stringify({message: messages.shift()}));
		return false;
	});
	const engine = await connect(socketTarget(fake.socketPath));
	await engine.remove(id, {force: true});
	const error = await failureOf(engine.remove(id, {force: false}));
	assert.deepEqual([error.operation, error.statusCode], ['remove', 409]);
	assert.equal(fake.countOf(/^DELETE/), 2);
	engine.close();
	await fake.close();
});
