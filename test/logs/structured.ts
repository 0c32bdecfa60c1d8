import assert from 'node:assert/strict';
import {test} from 'node:test';
import {structuredLine, recordLines} from '../../source/logs/record.ts';
import {structuredOf} from '../../source/logs/structured.ts';
import {plainText} from '../../source/text/search.ts';
import {lineWidth} from '../../source/text/spans.ts';

const drawn = (text: string): string | undefined => {
	const found = structuredOf(text);
	return found && plainText(structuredLine(found));
};

test('the usual names are found in JSON, whatever their order, and all else follows', () => {
	assert.equal(
		drawn('{"msg":"listening on :80","port":80,"lvl":"warning","ts":"2024-08-06T14:55:55Z","ok":true,"none":null}'),
		'2024-08-06T14:55:55Z warn  listening on :80 port=80 ok=true none=null',
	);
	assert.equal(drawn('{"level":50,"time":1722956155980,"pid":1,"msg":"x"}'), '2024-08-06T14:55:55.980Z error x pid=1');
	assert.equal(drawn('{"severity":"ERROR","message":"m","timestamp":1722956155.98}'), '2024-08-06T14:55:55.980Z error m');
	assert.equal(drawn('{"level":"odd","msg":"x"}'), 'x level=odd', 'what is no level is not lost');
	assert.equal(drawn('{"log":{"level":"info"},"@timestamp":"now","message":"ecs"}'), 'now info  ecs');
	assert.equal(drawn(String.raw`{"a":"","b":"x y","c":"q\"","d":"plain"}`), String.raw`a="" b="x y" c="q\"" d=plain`);
});

test('nested objects have dots, arrays are one value, and empty ones are not lost', () => {
	assert.equal(drawn('{"a":{"b":{"c":1}},"list":[1,{"x":2}],"none":{},"empty":[]}'), 'a.b.c=1 list=[1,{"x":2}] none={} empty=[]');
});

test('what stands before a record is kept', () => {
	assert.equal(drawn('web-1  | {"level":"info","msg":"x"}'), 'web-1  | info  x');
	assert.equal(drawn('Aug  6 14:55:55 host app[1]: {"msg":"x"}'), 'Aug  6 14:55:55 host app[1]: x');
	assert.equal(drawn('app: time=now level=info msg="a b"'), 'app: now info  a b');
});

test('logfmt needs two pairs, one of them with a usual name, and nothing else after them', () => {
	assert.equal(drawn(String.raw`time="2024-08-06T14:55:55Z" level=info msg="say \"x\"" a=b c=`), '2024-08-06T14:55:55Z info  say "x" a=b c=""');
	for (const line of ['level=info', 'a=1 b=2', 'level=info msg=x and more', 'see http://x/?level=info&msg=x', 'level=info msg="open', '', '=']) {
		assert.equal(structuredOf(line), undefined, line);
	}
});

test('what is no record, or too long or too deep for one, is none', () => {
	const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
	for (const line of ['text', '{', '{}', '{a}', '[1]', 'x{"a":1}', '{"a":1} tail', nested(33), nested(10_000), `{"a":"${'x'.repeat(65_536)}"}`]) {
		assert.equal(structuredOf(line), undefined, line.slice(0, 20));
	}

	assert.ok(structuredOf(nested(32)));
	assert.equal(structuredOf(`${'['.repeat(60_000)}{}`), undefined);
});

test('names that JavaScript knows are names like others', () => {
	assert.equal(drawn('{"__proto__":{"level":"fatal"},"constructor":"x","toString":1}'), '__proto__.level=fatal constructor=x toString=1');
	assert.equal(drawn('__proto__=1 level=info'), 'info  __proto__=1');
	const other: {level?: string} = {};
	assert.equal(other.level, undefined);
});

test('what JSON spells out commands no terminal', () => {
	const found = structuredOf(String.raw`{"msg":"a\u001b[2Jb\u202ec","\u001b]0;k":"\u009b2J","n":{"x\u0007":"\ny"}}`)!;
	const text = [structuredLine(found), ...recordLines(found, 20)].map(line => plainText(line)).join('');
	assert.doesNotMatch(text, /[\p{Control}\p{Format}]/u);
	assert.match(text, /a␛\[2Jbc/);
});

test('a whole record is an indented tree that fits its width and loses nothing', () => {
	const found = structuredOf(String.raw`app: {"msg":"one two","http":{"status":200,"tags":["a"]},"stack":"Error: x\n\tat f\n\tat g","long":"0123456789abcdefghij"}`)!;
	assert.deepEqual(recordLines(found, 16).map(line => plainText(line)), [
		'app:',
		'msg one two',
		'http',
		'  status 200',
		'  tags',
		'    0 a',
		'stack',
		'  Error: x',
		'    at f',
		'    at g',
		'long',
		'  0123456789abcd',
		'  efghij',
	]);
	for (const width of [8, 12, 40, 200]) {
		assert.ok(recordLines(structuredOf('{"a":{"b":{"c":{"d":{"e":"漢字漢字漢字"}}}}}')!, width).every(line => lineWidth(line) <= width), String(width));
	}
});

test('a level is a word and a tone', () => {
	assert.deepEqual(structuredLine(structuredOf('{"level":"fatal","msg":"x"}')!), [{text: 'fatal', tone: 'bad'}, {text: ' '}, {text: 'x'}]);
	assert.deepEqual(structuredLine(structuredOf('{"level":"warn","k":1}')!), [
		{text: 'warn ', tone: 'warn'},
		{text: ' '},
		{text: 'k=', tone: 'dim'},
		{text: '1'},
	]);
});
