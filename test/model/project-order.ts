import test from 'node:test';
import assert from 'node:assert/strict';
import {startLevels} from '../../source/model/project-order.ts';
import {composeLabels} from '../helpers/compose.ts';
import {makeContainer} from '../helpers/make.ts';

/**
Levels by name of containers that are given as `name: what it depends on`.
*/
function levelsOf(dependencies: Readonly<Record<string, readonly string[]>>, project = 'shop'): Readonly<Record<string, number>> {
	const containers = Object.entries(dependencies)
		.map(([name, needed]) => makeContainer({name, labels: composeLabels(project, name.split('-', 1)[0]!, needed)}));
	const levels = startLevels(containers);
	return Object.fromEntries(containers.map(({key, name}) => [name, levels.get(key)!]));
}

test('a container comes after all that its service depends on, however many steps that are', () => {
	assert.deepEqual(levelsOf({
		web: ['api', 'cache'], api: ['db'], db: [], cache: [], lone: [],
	}), {
		web: 2, api: 1, db: 0, cache: 0, lone: 0,
	});
});

test('each container of a service counts', () => {
	assert.deepEqual(levelsOf({
		'web-1': ['api'], 'web-2': ['api'], 'api-1': [], 'api-2': ['db'],
	}), {
		'web-1': 1, 'web-2': 1, 'api-1': 0, 'api-2': 0,
	}, 'a service that is not there is waited for by nobody');
});

test('a circle ends, and what hangs on it comes after it', () => {
	const levels = levelsOf({
		a: ['b'], b: ['c'], c: ['a'], after: ['a'], self: ['self'],
	});
	assert.equal(levels.self, 0);
	assert.deepEqual([levels.c, levels.b, levels.a, levels.after], [0, 1, 2, 3]);
});

test('services of the same name in another project or in another container are others', () => {
	const web = makeContainer({name: 'web', labels: composeLabels('shop', 'web', ['db'])});
	const others = [
		makeContainer({name: 'db-1', labels: composeLabels('blog', 'db')}),
		makeContainer({name: 'db-3', labels: composeLabels('shop', 'db'), parent: web.key}),
	];
	assert.equal(startLevels([web, ...others]).get(web.key), 0);
	assert.equal(startLevels([web, makeContainer({name: 'db', labels: composeLabels('shop', 'db')})]).get(web.key), 1);
});

test('what is in no project is in no order', () => {
	const [a, b] = [makeContainer({name: 'a'}), makeContainer({name: 'b', pod: 'p'})];
	assert.deepEqual([...startLevels([a, b]).values()], [0, 0]);
});
