import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isWanted, parseQuery, type Searchable} from '../../../source/model/search/query.ts';

const web: Searchable = {texts: ['web-1', 'registry/NginX:1.27', 'tier=front'], numbers: [8080, 2441]};
const finds = (text: string, row = web): boolean => isWanted(parseQuery(text), () => row);

test('a word is found in any text, whatever the case, and is no regular expression', () => {
	for (const text of ['web', 'nginx:1', 'TIER=front', '']) {
		assert.ok(finds(text), text);
	}

	for (const text of ['db', 'web.1', '.*', 'front=tier']) {
		assert.ok(!finds(text), text);
	}
});

test('a number is found by all its digits: a part of a pid is another pid', () => {
	assert.ok(finds('8080'));
	assert.ok(!finds('80'));
	assert.ok(!finds('244'));
	assert.ok(finds('1.27'), 'in a text any part counts');
});

test('an id is found by its beginning, which a word of few letters is not', () => {
	const row = {...web, ids: ['4df030e74237']};
	assert.ok(finds('4df030', row));
	assert.ok(!finds('030e', row));
	assert.ok(!finds('4', row));
	assert.ok(finds('!4', row));
});

test('several words are all wanted, one after ! is not, and one of those between | is enough', () => {
	assert.ok(finds('nginx front'));
	assert.ok(!finds('nginx back'));
	assert.ok(finds('!db nginx'));
	assert.ok(!finds('!nginx'));
	assert.ok(finds('redis|nginx'));
	assert.ok(!finds('redis|mysql'));
	assert.ok(!finds('!redis|nginx'), 'neither of them');
	assert.ok(finds('!redis|mysql 8080'));
});

test('quotes keep blanks and signs together, also while the second one is still missing', () => {
	const row: Searchable = {texts: ['nginx -g daemon off;', 'a|b'], numbers: []};
	for (const text of ['"-g daemon"', '"nginx -g', '!"g nginx"', '"a|b"', '"x y"|"daemon off"']) {
		assert.ok(finds(text, row), text);
	}

	for (const text of ['"g nginx"', '!"-g daemon"', '"b|a"']) {
		assert.ok(!finds(text, row), text);
	}
});

test('a sign without a word, as while it is being typed, asks for nothing', () => {
	for (const text of ['!', '|', '"', '!"', '""', 'web !', 'web |', '  web  ', 'web|']) {
		assert.ok(finds(text), text);
	}
});

test('without a query nothing is looked at', () => {
	assert.ok(isWanted(parseQuery(' '), () => assert.fail('it was read')));
});

test('a word with a star is a pattern for the whole of a text', () => {
	const row = (text: string): Searchable => ({texts: [text], numbers: []});
	assert.ok(finds('shop-*-1', row('SHOP-web-1')));
	assert.ok(!finds('shop-*-1', row('shop-web-10')));
	assert.ok(!finds('web-*', row('shop-web-1')));
	assert.ok(finds('!web-*', row('shop-web-1')));
	assert.ok(finds('web|*-1', row('shop-1')));
	assert.ok(finds('a*b', row('sh -c echo a*b')), 'or it stands there as it is');
});
