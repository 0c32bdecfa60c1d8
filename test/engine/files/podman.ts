import assert from 'node:assert/strict';
import test from 'node:test';
import {parseStorageFile} from '../../../source/engine/files/podman.ts';

const id = 'c'.repeat(64);

test('Podman\'s file keeps the name of the image in a text within the text', () => {
	const entry = {
		id,
		names: ['web'],
		image: 'a'.repeat(64),
		layer: 'b',
		metadata: JSON.stringify({'image-name': 'localhost/web:1', 'image-id': 'a'.repeat(64), name: 'web'}),
	};
	const infra = {
		id: 'd'.repeat(64), names: ['cc6b21423649-infra'], image: 'e'.repeat(64), metadata: '{"image-name": ""}',
	};
	const files = parseStorageFile(JSON.stringify([entry, infra]));
	assert.deepEqual(files.get(id), {
		id, name: 'web', image: 'localhost/web:1', command: undefined, labels: undefined,
	});
	assert.equal(files.get(infra.id)?.image, 'e'.repeat(64), 'an image without a name');
	assert.equal(files.size, 2);
});

test('a container of Podman\'s may have neither name nor image, and its notes may be broken', () => {
	const files = parseStorageFile(JSON.stringify([{id, names: null, metadata: '{'}, {names: ['no id']}, 7, null]));
	assert.deepEqual([...files], [[id, {
		id, name: undefined, image: undefined, command: undefined, labels: undefined,
	}]]);
	for (const text of ['', '{', '{}', 'null', '7']) {
		assert.equal(parseStorageFile(text).size, 0, text);
	}
});
