import test from 'node:test';
import assert from 'node:assert/strict';
import {expandTabs, fold} from '../../source/text/fold.ts';
import {reach} from '../../source/ui/layout/reach.ts';
import {
	hitsIn,
	markHits,
	nextHit,
	plainText,
} from '../../source/text/search.ts';

test('words are looked for whatever the case, across pieces of a line, and signs mean themselves', () => {
	const lines = ['VmRSS: 12 kB', [{text: 'vm'}, {text: 'rss'}], 'a.b', 'axb', ''];
	assert.deepEqual(hitsIn(lines, 'VMRSS'), [0, 1]);
	assert.deepEqual(hitsIn(lines, 'a.b'), [2]);
	assert.deepEqual(hitsIn(lines, ''), []);
	for (const words of ['[', '(', '\\', '*+?', '{1}', '^$|', '(?=', '/', '-]']) {
		assert.deepEqual(hitsIn([`x${words}y`, 'none'], words), [0], words);
	}
});

test('the next hit goes round at both ends', () => {
	assert.deepEqual(
		[nextHit([2, 5], 2, 1), nextHit([2, 5], 5, 1), nextHit([2, 5], 2, -1), nextHit([2, 5], 3, -1), nextHit([], 3, 1)],
		[5, 2, 5, 2, undefined],
	);
});

test('marks stand where the words are and nothing of the line is lost', () => {
	const line = [{text: 'abcab', tone: 'dim' as const}, {text: 'cab', tone: 'strong' as const}];
	const marked = markHits(line, 'CA', 'selected');
	assert.deepEqual(marked, [
		{text: 'ab', tone: 'dim'},
		{text: 'ca', tone: 'selected'},
		{text: 'b', tone: 'dim'},
		{text: 'ca', tone: 'selected'},
		{text: 'b', tone: 'strong'},
	]);
	assert.equal(plainText(marked), 'abcabcab');
	assert.equal(plainText(markHits(line, 'bcabca', 'selected')), 'abcabcab', 'a place in two pieces');
	assert.equal(markHits(line, 'x', 'selected'), line);
	assert.equal(markHits(line, '', 'selected'), line);
});

test('folding loses nothing, whatever the width of its characters', () => {
	for (const text of ['x'.repeat(95), '漢字'.repeat(30), 'e\u{301}'.repeat(50), '', '👩‍👩‍👧‍👦'.repeat(9)]) {
		const pieces = fold(text, 10);
		assert.equal(pieces.join(''), text);
		assert.ok(pieces.length > 0);
	}

	assert.deepEqual(fold('abcdefghijk', 5), ['abcde', 'fghij', 'k']);
	assert.deepEqual(fold('漢字漢', 5), ['漢字', '漢']);
});

test('tabs go to the next stop of eight', () => {
	assert.equal(expandTabs('Name:\tsh'), 'Name:   sh');
	assert.equal(expandTabs('12345678\tx\t'), `12345678        x${' '.repeat(7)}`);
	assert.equal(expandTabs('none'), 'none');
});

test('the chosen word is always in reach, and with room for all nothing is left out', () => {
	const widths = [5, 6, 7, 8, 9];
	assert.deepEqual(reach(widths, 0, 40), {from: 0, to: 5});
	for (const room of [0, 5, 12, 20, 30, 39]) {
		for (const chosen of widths.keys()) {
			const {from, to} = reach(widths, chosen, room);
			assert.ok(from <= chosen, `${chosen} in ${room}`);
			assert.ok(chosen < to, `${chosen} in ${room}`);
			const used = widths.slice(from, to).reduce((sum, width) => sum + width + 1, 0) + (from > 0 ? 2 : 0) + (to < widths.length ? 2 : 0);
			assert.ok(used <= room || to - from === 1, `${chosen} in ${room}: ${used}`);
		}
	}
});
