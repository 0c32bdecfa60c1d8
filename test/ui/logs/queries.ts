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

	const typing = (words: readonly string[]): readonly string[] => {
		for (const typed of words) {
			queries.set({filter: {words: typed, isTyping: true}, search: none, isStructured: false});
			shown();
		}

		return shown();
	};

	return {
		queries,
		type: (words: string): readonly string[] => typing(Array.from({length: words.length}, (_letter, index) => words.slice(0, index + 1))),
		/**
		Takes off letter by letter what both do not begin with, and types the rest.
		*/
		edit(from: string, to: string): readonly string[] {
			const kept = [...from].findIndex((letter, index) => letter !== to[index]);
			const same = kept === -1 ? from.length : kept;
			return typing([
				...Array.from({length: from.length - same}, (_letter, index) => from.slice(0, from.length - index - 1)),
				...Array.from({length: to.length - same}, (_letter, index) => to.slice(0, same + index + 1)),
			]);
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
		'The pattern /re(/ is not valid: unterminated group. The last one that was right is used.',
	);
	set('');
	assert.deepEqual(type('/re(/'), texts);
	assert.match(queries.problem ?? '', /Until it is right, it asks for nothing\.$/);
	type('red');
	assert.equal(queries.problem, undefined);
});

test('a pattern that is changed chooses what it chose until it is right again, whether it was kept meanwhile or not', () => {
	const {type, edit, set, queries} = queriesOn(['100', 'a 2', 'b 300']);
	for (const wrong of [String.raw`/ \d$[/`, '/(c+)+ x/']) {
		set('');
		assert.deepEqual(type(String.raw`/ \d$/`), ['a 2']);
		set(String.raw`/ \d$/`);
		assert.deepEqual(edit(String.raw`/ \d$/`, wrong), ['a 2'], wrong);
		assert.match(queries.problem ?? '', /The last one that was right is used\.$/);
		assert.deepEqual(set(wrong), ['a 2'], 'once it is kept');
		assert.deepEqual(edit(wrong, '/b/'), ['b 300']);
		assert.equal(queries.problem, undefined);
	}
});

test('while a pattern is open nothing is wrong with it, and kept so it is a word', () => {
	const {type, edit, set, queries} = queriesOn(['a', 'b', '/b']);
	assert.deepEqual(type('/a/'), ['a']);
	edit('/a/', '/b(/');
	assert.notEqual(queries.problem, undefined);
	assert.deepEqual(edit('/b(/', '/b'), ['a']);
	assert.equal(queries.problem, undefined);
	assert.deepEqual(set('/b'), ['/b']);
});

test('what was right last holds in another log too, until other words come', () => {
	const {type, queries} = queriesOn(['a 1', 'b']);
	type(String.raw`/\d/`);
	type(String.raw`/\d(/`);
	const next = new LogQueries(readingOf([{text: 'c'}, {text: 'd 2'}]).ring, queries);
	const wanted = {search: none, isStructured: false};
	next.set({...wanted, filter: {words: String.raw`/\d(/`, isTyping: false}});
	next.run(() => false);
	assert.deepEqual([next.filtered?.count, next.filtered?.at(0)], [1, 1]);
	assert.match(next.problem ?? '', /The last one that was right is used\.$/);
	next.set({...wanted, filter: none});
	assert.equal(next.filtered, undefined);
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
