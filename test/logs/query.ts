import assert from 'node:assert/strict';
import {test} from 'node:test';
import {closedPart, queryOf} from '../../source/logs/query.ts';
import type {LogLevel} from '../../source/logs/levels.ts';
import type {LogStream} from '../../source/logs/line.ts';

type Known = {readonly stream: LogStream; readonly level: LogLevel | undefined; readonly shown?: string};

const plain: Known = {stream: 'stdout', level: undefined};

function finds(words: string, line: string, known: Known = plain): boolean {
	const query = queryOf(words);
	assert.ok('matches' in query, words);
	return query.matches(line, known);
}

function problemOf(words: string): string | undefined {
	const query = queryOf(words);
	return 'problem' in query ? query.problem : undefined;
}

test('words are all wanted, in any order, or left out, or either of them', () => {
	const line = 'GET /api/items 200 from 10.0.0.1';
	assert.ok(finds('200 items', line));
	assert.ok(!finds('200 posts', line));
	assert.ok(finds('!posts', line));
	assert.ok(!finds('items !200', line));
	assert.ok(finds('posts|items', line));
	assert.ok(!finds('!posts|items', line));
	assert.ok(finds('"200 from"', line));
	assert.ok(!finds('"from 200"', line));
	assert.ok(finds('', line));
	assert.ok(finds('! | ""', line), 'signs without a word ask for nothing');
});

test('case counts for words with a capital letter', () => {
	assert.ok(finds('error', 'An ERROR'));
	assert.ok(finds('ERROR', 'An ERROR'));
	assert.ok(!finds('ERROR', 'an error'));
	assert.ok(!finds('Error', 'an error'));
	assert.ok(finds('Error|an', 'an error'));
	assert.ok(finds('ä', 'Ä'));
});

test('between slashes stands a regular expression, which may have blanks in it', () => {
	assert.ok(finds(String.raw`/\b5\d\d\b/`, 'GET / 502'));
	assert.ok(!finds(String.raw`/\b5\d\d\b/`, 'GET / 200'));
	assert.ok(finds(String.raw`/took \d+ ms/ get`, 'GET took 12 ms'));
	assert.ok(!finds('/get/', 'GET'));
	assert.ok(finds('/get/i', 'GET'));
	assert.ok(!finds('!/get/i', 'GET'));
	assert.ok(finds(String.raw`/a\/b/`, 'a/b'));
	assert.ok(finds('/var/log', 'open /var/log/x'), 'a path is a word');
	assert.ok(finds('/var/log/', 'open /var/log/x'));
	assert.ok(!finds('/var/log', 'var log'));
	assert.ok(finds('/half', 'a /half'), 'what is not closed is a word');
	assert.ok(finds('"/x/"', 'a /x/ b'), 'quotes make it a word');
	assert.ok(!finds('"/x/"', 'x'));
});

test('a pattern that is not closed is no part of what is being typed', () => {
	for (const [typed, closed] of [
		['/re', ''],
		['/', ''],
		['!/re', ''],
		['word /re', 'word '],
		[String.raw`word /took \d+ m`, 'word '],
		[String.raw`/a\/b`, ''],
		['/re\\', ''],
		['/re/', '/re/'],
		['/re(/', '/re(/'],
		['/re/i', '/re/i'],
		['/re/ /x', '/re/ '],
		['/var/log', '/var/log'],
		['a/b', 'a/b'],
		['"a /b', '"a /b'],
		['"a b" /c', '"a b" '],
		['word', 'word'],
		['', ''],
	] as const) {
		assert.equal(closedPart(typed), closed, typed);
	}
});

test('what asks for nothing says so', () => {
	const isEmpty = (words: string): boolean => {
		const query = queryOf(words);
		assert.ok('matches' in query);
		return query.isEmpty;
	};

	assert.deepEqual(['', ' ', '!', 'level:', 'a', '/a/', '!a'].map(words => isEmpty(words)), [true, true, true, true, false, false, false]);
});

test('words and patterns may stand in what is shown or in the line itself, and what is left out in neither', () => {
	const line = '{"status":500,"msg":"It failed"}';
	const known: Known = {...plain, shown: 'It failed status=500'};
	for (const [words, isFound] of [
		['status=500', true],
		['"status":500', false],
		['msg', true],
		[String.raw`/status=\d+/`, true],
		[String.raw`/^\{.*500/`, true],
		['status=500 msg failed', true],
		['status=200', false],
		['!status=500', false],
		['!msg', false],
		['!other', true],
		['FAILED', false],
	] as const) {
		assert.equal(finds(words, line, known), isFound, words);
	}

	const lazy: Known = {
		...plain, get shown() {
			return assert.fail('it was made');
		},
	};
	assert.ok(finds('msg failed', line, lazy));
});

test('a level means that one or worse, and may be shortened', () => {
	const at = (level: LogLevel | undefined): Known => ({...plain, level});
	assert.deepEqual(
		([undefined, 'debug', 'info', 'warn', 'error', 'fatal'] as const).filter(level => finds('level:warn', '', at(level))),
		['warn', 'error', 'fatal'],
	);
	assert.ok(finds('level:w', '', at('error')));
	assert.ok(finds('level:ERR', '', at('error')));
	assert.ok(finds('level:critical', '', at('fatal')));
	assert.ok(finds('!level:warn', '', at(undefined)));
	assert.ok(!finds('!level:warn', '', at('error')));
	assert.ok(finds('level:', '', at(undefined)));
	assert.ok(finds('"level:warn"', 'a level:warn b'));
	assert.equal(problemOf('level:loud'), 'There is no level loud, but trace, debug, info, warn, error and fatal.');
});

test('a stream is asked for by its name', () => {
	assert.ok(finds('stream:stderr', '', {...plain, stream: 'stderr'}));
	assert.ok(!finds('stream:stderr', ''));
	assert.ok(finds('!stream:stderr', ''));
	assert.ok(finds('stream:std', ''), 'half a name asks for nothing');
	assert.equal(problemOf('stream:both'), 'There is no stream both, but stdout and stderr.');
});

test('the level is not found out where it is not asked for', () => {
	const known: Known = {
		stream: 'stdout', get level() {
			return assert.fail('it was read');
		},
	};
	assert.ok(finds('word', 'a word', known));
	assert.ok(!finds('other level:warn', 'a word', known));
});

test('an invalid pattern, or one that may take for ever, is told in a sentence', () => {
	assert.equal(problemOf('x /(/'), 'The pattern /(/ is not valid: unterminated group.');
	for (const pattern of ['(a+)+', '(a*)*', '(a|a)*', '(a+)*b', '((a+))+', '(?:a+b?)+', '(a|ab)*', '(.|a)+', '(a{2,})+', String.raw`(\w|b)*`, '(?<x>a+)+', '((ab)*c)*']) {
		assert.match(problemOf(`/${pattern}/`) ?? '', /could take for ever/, pattern);
	}

	for (const pattern of ['a+b+', '(ab)+', '(foo|bar)+', '(a+)b', '[(a+)]+', String.raw`(\d{1,3}\.){3}`, String.raw`\(a+\)+`, '(?=a+)b', '(a+)?', '(a|b)']) {
		assert.equal(problemOf(`/${pattern}/`), undefined, pattern);
	}
});

test('words and expressions see all of a line, unless that would take too long', () => {
	const line = `${'x'.repeat(5000)}needle`;
	assert.ok(finds('needle', line));
	assert.ok(finds('/needle$/', line));
	assert.ok(!finds('!/needle/', line));
	assert.ok(!finds('/^needle/', line));
	for (const words of ['/x*y/', '!/x*y/']) {
		const query = queryOf(words);
		assert.ok('matches' in query);
		assert.ok(!query.hasGivenUp);
		query.matches('x'.repeat(1_000_000), plain);
		assert.ok(query.hasGivenUp);
	}
});

test('where words and patterns stand is told, but not what is left out', () => {
	const query = queryOf(String.raw`items|GET /\d+/ !posts level:warn`);
	assert.ok('matches' in query);
	assert.deepEqual(
		query.placesIn('GET /items 200 get').map(({start, end}) => [start, end]),
		[[5, 10], [0, 3], [11, 14]],
	);
	assert.deepEqual(query.placesIn(`${'-'.repeat(3000)} 5 items`).map(({start}) => start), [3003, 3001]);
});
