import test from 'node:test';
import assert from 'node:assert/strict';
import {flattenTree, subtreeKeys} from '../../../source/model/build/tree.ts';

type Node = readonly [name: string, parent?: string];

const flat = (nodes: readonly Node[]) =>
	flattenTree(
		nodes,
		([name]) => name,
		([, parent]) => parent,
	).map(({item: [name], isLastAt}) => `${name}${isLastAt.map(isLast => (isLast ? '.' : '|')).join('')}`);

test('children stand below their parents, siblings as they came', () => {
	assert.deepEqual(flat([['c', 'a'], ['a'], ['b'], ['d', 'a'], ['e', 'c']]), ['a', 'c|', 'e|.', 'd.', 'b']);
});

test('an item whose parent is not there is a root', () => {
	assert.deepEqual(flat([['a', 'gone'], ['b', 'a']]), ['a', 'b.']);
});

test('roots have no branch, whether the last or not', () => {
	assert.deepEqual(flat([['a'], ['b']]), ['a', 'b']);
});

test('its own parent, or a circle, is shown once and ends', () => {
	assert.deepEqual(flat([['a', 'a']]), ['a']);
	assert.deepEqual(flat([['b', 'c'], ['c', 'b'], ['a']]), ['a', 'b', 'c.']);
});

test('nothing is lost, whatever the parents say', () => {
	const names = ['a', 'b', 'c', 'd'];
	const parents = [undefined, ...names];
	for (let code = 0; code < parents.length ** names.length; code++) {
		const nodes = names.map((name, index): Node => [name, parents[Math.floor(code / (parents.length ** index)) % parents.length]]);
		const rows = flattenTree(nodes, ([name]) => name, ([, parent]) => parent);
		assert.deepEqual(rows.map(({item: [name]}) => name).toSorted(), names, JSON.stringify(nodes));
	}
});

test('a chain of a hundred thousand has its nearest levels at each item, and the number of the others', () => {
	const chain = Array.from({length: 100_000}, (_, index): Node => [`n${index}`, index === 0 ? undefined : `n${index - 1}`]);
	const rows = flattenTree(chain, ([name]) => name, ([, parent]) => parent);
	assert.equal(rows.length, chain.length);
	for (const [level, {isLastAt, hiddenLevels}] of rows.entries()) {
		assert.equal(isLastAt.length + hiddenLevels, level);
		assert.ok(isLastAt.length <= 16);
	}
});

test('all that hangs below one, itself included, however deep; circles end', () => {
	const parents = [['b', 'a'], ['c', 'b'], ['d', undefined], ['e', 'd']] as const;
	assert.deepEqual([...subtreeKeys<string>(['a'], parents)], ['a', 'b', 'c']);
	assert.deepEqual([...subtreeKeys<string>(['x'], parents)], ['x']);
	assert.deepEqual([...subtreeKeys<string>(['b', 'x', 'a'], parents)].toSorted(), ['a', 'b', 'c', 'x'], 'of several, each once');
	assert.deepEqual([...subtreeKeys<string>(['a'], [['a', 'b'], ['b', 'a']])].toSorted(), ['a', 'b']);
});
