import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {EmptyCgroupWalk} from '../../../../source/kernel/cgroup/reader/empty.ts';

const root = mkdtempSync(path.join(tmpdir(), 'nstop-empty-'));
after(() => {
	rmSync(root, {recursive: true});
});

/**
A hierarchy of these directories, by itself.
*/
function hierarchy(name: string, directories: readonly string[], mountRoot = '/') {
	const directory = path.join(root, name);
	for (const each of directories) {
		mkdirSync(path.join(directory, each), {recursive: true});
	}

	return new EmptyCgroupWalk({directory, root: mountRoot});
}

test('a cgroup is empty where no process is in it or below it; the root is no cgroup to be counted', () => {
	const walk = hierarchy('few', ['a.slice/b.service/below', 'a.slice/c.service', 'd/e/f']);
	const populated = new Set(['/', '/a.slice', '/a.slice/b.service']);
	assert.deepEqual(walk.step(populated), {count: 5, isWhole: true});
	assert.deepEqual(walk.step(new Set([...populated, '/d', '/d/e'])), {count: 3, isWhole: true});
	assert.deepEqual(walk.step(new Set()), {count: 7, isWhole: true});
});

test('where only a part of the tree is mounted, paths begin with what it is a part of', () => {
	const walk = hierarchy('part', ['a', 'b'], '/docker/1');
	assert.deepEqual(walk.step(new Set(['/docker/1/a', '/b'])), {count: 1, isWhole: true});
});

test('of thousands each step looks at a part, and the count of the round before stands until there are more', () => {
	const walk = hierarchy('many', Array.from({length: 2500}, (_, index) => `leak/${index}`));
	const steps = [walk.step(new Set()), walk.step(new Set()), walk.step(new Set())];
	assert.deepEqual(steps.map(({isWhole}) => isWhole), [false, false, true]);
	assert.ok(steps[0]!.count <= 1000, `${steps[0]!.count} in one step`);
	assert.ok(steps[1]!.count <= 2000, `${steps[1]!.count} in two`);
	assert.equal(steps[2]!.count, 2501);
	assert.equal(walk.isAtStart, true);
	assert.deepEqual(walk.step(new Set()), {count: 2501, isWhole: true});
	assert.equal(walk.isAtStart, false);
});

test('what vanishes while it is counted is not there, nor is a hierarchy that cannot be read', () => {
	const walk = hierarchy('vanishing', Array.from({length: 1500}, (_, index) => `leak/${index}`));
	walk.step(new Set());
	rmSync(path.join(root, 'vanishing/leak'), {recursive: true});
	assert.ok(walk.step(new Set()).count <= 1000);
	assert.deepEqual(walk.step(new Set()), {count: 0, isWhole: true});
	assert.deepEqual(new EmptyCgroupWalk({directory: '/nonexistent', root: '/'}).step(new Set()), {count: 0, isWhole: true});
});
