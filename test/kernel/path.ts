import test from 'node:test';
import assert from 'node:assert/strict';
import {isPathWithin} from '../../source/kernel/path.ts';

test('a path lies in itself and in what is above it, and a longer name is another one', () => {
	for (const [path, directory, isWithin] of [
		['/a/b', '/a', true],
		['/a', '/a', true],
		['/a', '/', true],
		['/', '/', true],
		['/ab', '/a', false],
		['/a', '/a/b', false],
		['/', '/a', false],
	] as const) {
		assert.equal(isPathWithin(path, directory), isWithin, `${path} in ${directory}`);
	}
});
