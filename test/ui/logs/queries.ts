import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LogRing} from '../../../source/logs/ring.ts';
import {LogQueries} from '../../../source/ui/logs/queries.ts';
import {readingOf} from '../../helpers/log-reading.ts';

const none = {words: '', isTyping: false};

/**
What is found of these lines for words that come one after the other, as they are typed.
*/
function queriesOn(texts: readonly string[]) {
	const {ring} = readingOf(texts.map(text => ({text})));
	const queries = new LogQueries(ring);
	const shown = (): readonly string[] => {
		queries.run(() => false);
		const {filtered} = queries;
		const numbers = filtered ? Array.from({length: filtered.count}, (_match, index) => filtered.at(index)) : texts.keys().toArray();
		return numbers.map(number => texts[number]!);
	};

	return {
		queries,
		type(words: string): readonly string[] {
			for (const length of Array.from({length: words.length}, (_letter, index) => index + 1)) {
				queries.set({filter: {words: words.slice(0, length), isTyping: true}, search: none, isStructured: false});
				shown();
			}

			return shown();
		},
		set(filter: string, {search = '', isStructured = false} = {}): readonly string[] {
			queries.set({filter: {words: filter, isTyping: false}, search: {words: search, isTyping: false}, isStructured});
			return shown();
		},
	};
}

test('a pattern asks for nothing while it is typed, and one that is wrong leaves in force what was before it', () => {
	const texts = ['red', 'green', '/re', 'a green /re'];
	for (const [typed, expected] of [
		['/re', texts], ['/re(', texts], ['/re(/', texts], ['/^re/', ['red']], ['green /re', ['green', 'a green /re']], ['green /re(/', ['green', 'a green /re']],
	] as const) {
		assert.deepEqual(queriesOn(texts).type(typed), expected, typed);
	}

	const {type, set, queries} = queriesOn(texts);
	assert.deepEqual(type('/re'), texts);
	assert.deepEqual(set('/re'), ['/re', 'a green /re'], 'once it is typed it is a word');
	assert.deepEqual(type('green /re(/'), ['green', 'a green /re']);
	assert.equal(
		queries.problem,
		'The pattern /re(/ is not valid: unterminated group. Until it is right, what was asked for before it counts.',
	);
	assert.deepEqual(type('/re(/'), texts);
	assert.match(queries.problem ?? '', /Until it is right, it asks for nothing\.$/);
	type('red');
	assert.equal(queries.problem, undefined);
});

test('a search that asks for nothing finds nothing, and not every line', () => {
	const {set, queries} = queriesOn(['a']);
	const countOf = ({found}: LogQueries): number | undefined => found?.count;
	set('', {search: 'level:'});
	assert.equal(countOf(queries), undefined);
	set('', {search: 'a'});
	assert.equal(countOf(queries), 1);
});

test('where records are shown as words, these are looked through too', () => {
	const json = '{"level":"error","msg":"It failed","status":500}';
	const {set, queries} = queriesOn([json, 'level=info msg="it works" status=200', 'status 500']);
	assert.deepEqual(set('status=500'), []);
	assert.deepEqual(set('status=500', {isStructured: true}), [json]);
	assert.equal(set('"status"', {isStructured: true}).length, 3);
	assert.equal(set(String.raw`/status=\d/`, {isStructured: true}).length, 2);
	const countOf = ({found}: LogQueries): number | undefined => found?.count;
	set('', {search: 'status=500', isStructured: true});
	assert.equal(countOf(queries), 1);
	set('', {search: 'status=500'});
	assert.equal(countOf(queries), 0);
});

test('a pattern that gave up on a long line is told', () => {
	const ring = new LogRing();
	ring.add(new Uint8Array(1024 * 1024).fill(0x78), {
		time: undefined, stream: 'stdout', origin: 0, bytesCut: 0,
	});
	const queries = new LogQueries(ring);
	queries.set({filter: {words: '/x*y/', isTyping: false}, search: none, isStructured: false});
	queries.run(() => false);
	assert.equal(queries.problem, 'The pattern takes too long in some long lines: what is near their ends was not looked at.');
});
