import assert from 'node:assert/strict';
import test from 'node:test';
import {parseContainerFile} from '../../../source/engine/files/docker.ts';

const id = 'c'.repeat(64);

test('Docker\'s file writes a slash before the name, and the command in two fields', () => {
	const file = {
		ID: id, Name: '/web', Path: 'sh', Args: ['-c', 'sleep 1', 7], Config: {Image: 'nginx:alpine', Labels: {colour: 'blue', odd: 7}},
	};
	assert.deepEqual(parseContainerFile(JSON.stringify(file)), {
		id, name: 'web', image: 'nginx:alpine', command: 'sh -c sleep 1', labels: {colour: 'blue'},
	});
});

test('what is no file of Docker\'s is nothing', () => {
	for (const text of ['', '{', '[]', 'null', '7', '{}', '{"Config": []}']) {
		assert.equal(parseContainerFile(text), undefined, text);
	}
});
