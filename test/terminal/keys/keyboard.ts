import test from 'node:test';
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {
	decodeKeys,
	flushKeys,
	nothingPending,
	type Key,
	type Pending,
} from '../../../source/terminal/keys/keyboard.ts';

const namesOf = (keys: readonly Key[]) => keys.map(({name}) => name);

/**
Names of the keys of an input that leaves nothing over.
*/
function names(input: string | Uint8Array): readonly string[] {
	const {keys, pending} = decodeKeys(input);
	assert.equal(pending, nothingPending, JSON.stringify(input));
	return namesOf(keys);
}

function decodeChunks(chunks: ReadonlyArray<string | Uint8Array>): {readonly keys: readonly Key[]; readonly pending: Pending} {
	const keys: Key[] = [];
	let pending = nothingPending;
	for (const chunk of chunks) {
		const decoded = decodeKeys(chunk, pending);
		keys.push(...decoded.keys);
		pending = decoded.pending;
	}

	return {keys, pending};
}

const known: ReadonlyArray<readonly [string, string]> = [
	...['A up', 'B down', 'C right', 'D left', 'H home', 'F end'].flatMap(pair => {
		const [final, name] = pair.split(' ') as [string, string];
		return [
			[`\u{1B}[${final}`, name],
			[`\u{1B}O${final}`, name],
			[`\u{1B}[1;5${final}`, `ctrl-${name}`],
			[`\u{1B}[1;2${final}`, `shift-${name}`],
			[`\u{1B}[1;6${final}`, `ctrl-shift-${name}`],
			[`\u{1B}[1;3${final}`, `alt-${name}`],
		] as const;
	}),
	...['1 home', '2 insert', '3 delete', '4 end', '5 pageUp', '6 pageDown', '7 home', '8 end'].flatMap(pair => {
		const [number, name] = pair.split(' ') as [string, string];
		return [
			[`\u{1B}[${number}~`, name],
			[`\u{1B}[${number};5~`, `ctrl-${name}`],
			[`\u{1B}[${number}^`, `ctrl-${name}`],
			[`\u{1B}[${number}$`, `shift-${name}`],
			[`\u{1B}[${number}@`, `ctrl-shift-${name}`],
		] as const;
	}),
	...[...'PQRS'].flatMap(
		(final, index) =>
			[
				[`\u{1B}O${final}`, `f${index + 1}`],
				[`\u{1B}[${final}`, `f${index + 1}`],
				[`\u{1B}[1;2${final}`, `shift-f${index + 1}`],
				[`\u{1B}O5${final}`, `ctrl-f${index + 1}`],
			] as const,
	),
	...[...'ABCDE'].map((final, index) => [`\u{1B}[[${final}`, `f${index + 1}`] as const),
	...[11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24].map((number, index) => [`\u{1B}[${number}~`, `f${index + 1}`] as const),
	['\u{1B}[25~', 'f13'],
	['\u{1B}[24;2~', 'shift-f12'],
	['\u{1B}[Z', 'shift-tab'],
	['\u{1B}[a', 'shift-up'],
	['\u{1B}Od', 'ctrl-left'],
	['\u{1B}OM', 'enter'],
	['\u{1B}Oq', '1'],
	['\u{1B}[97;5u', 'ctrl-a'],
	['\u{1B}[97;2u', 'A'],
	['\u{1B}[27u', 'escape'],
	['\u{1B}[13;2u', 'shift-enter'],
	['\u{1B}[27;5;9~', 'ctrl-tab'],
	// Kitty's protocol: pressed, repeated, let go; with Num Lock.
	['\u{1B}[97;1:1u', 'a'],
	['\u{1B}[97;5:2u', 'ctrl-a'],
	['\u{1B}[97;1:3u', ''],
	['\u{1B}[97;;97u', 'a'],
	['\u{1B}[97:65;2:3u', ''],
	['\u{1B}[1;1:2A', 'up'],
	['\u{1B}[1;1:3A', ''],
	['\u{1B}[3;5:3~', ''],
	['\u{1B}[13;129u', 'enter'],
	['\u{1B}[97;129:3u', ''],
	['\u{1B}[27;2;65~', 'A'],
	['\u{9B}A', 'up'],
	['\u{1B}x', 'alt-x'],
	['\u{1B}X\u{1B}\\', ''],
	['\u{1B}é', 'alt-é'],
	['\u{1B}\r', 'alt-enter'],
	['\u{1B}\u{7F}', 'alt-backspace'],
	['\u{1B}\u{1}', 'ctrl-alt-a'],
	['\u{1B} ', 'alt-space'],
	['\r', 'enter'],
	['\n', 'enter'],
	['\t', 'tab'],
	['\u{7F}', 'backspace'],
	['\b', 'backspace'],
	[' ', 'space'],
	['\0', 'ctrl-space'],
	['\u{1}', 'ctrl-a'],
	['\u{3}', 'ctrl-c'],
	['\u{C}', 'ctrl-l'],
	['\u{1A}', 'ctrl-z'],
	['\u{1C}', 'ctrl-\\'],
	['\u{1F}', 'ctrl-_'],
	['a', 'a'],
	['G', 'G'],
	['?', '?'],
	['é', 'é'],
	['漢', '漢'],
	['🚀', '🚀'],
];

test('every form in which terminals send a key', () => {
	for (const [sequence, name] of known) {
		assert.deepEqual(names(sequence), name === '' ? [] : [name], JSON.stringify(sequence));
	}
});

test('the same keys in one burst, and in bytes', () => {
	const all = known.map(([sequence]) => sequence).join('');
	const expected = known.map(([, name]) => name).filter(Boolean);
	assert.deepEqual(names(all), expected);
	assert.deepEqual(names(Buffer.from(all)), expected);
});

test('the same keys cut at every place', () => {
	for (const [sequence, name] of known) {
		const bytes = Buffer.from(`${sequence}j`);
		for (let cut = 1; cut < bytes.length; cut++) {
			const {keys, pending} = decodeChunks([bytes.subarray(0, cut), bytes.subarray(cut)]);
			assert.deepEqual(namesOf(keys), [...(name === '' ? [] : [name]), 'j'], `${JSON.stringify(sequence)} at ${cut}`);
			assert.equal(pending, nothingPending);
		}
	}
});

test('a burst of letters is as many keys', () => {
	assert.deepEqual(names('jjj'), ['j', 'j', 'j']);
	assert.deepEqual(names('sOK\r'), ['s', 'O', 'K', 'enter']);
});

test('only what writes something has a text', () => {
	assert.deepEqual(
		decodeKeys('a \r\u{1B}[A\u{1B}x\u{1}').keys.map(({text}) => text),
		['a', ' ', undefined, undefined, undefined, undefined],
	);
});

test('a lone escape character is the key once nothing follows', () => {
	const {keys, pending} = decodeKeys('\u{1B}');
	assert.deepEqual(keys, []);
	assert.notEqual(pending, nothingPending);
	assert.deepEqual(flushKeys(pending), {keys: [{name: 'escape'}], pending: nothingPending});
	assert.deepEqual(namesOf(decodeChunks(['\u{1B}', '[A']).keys), ['up']);
});

test('escape twice, and escape before an arrow, are lost neither', () => {
	const {keys, pending} = decodeKeys('\u{1B}\u{1B}');
	assert.deepEqual(namesOf([...keys, ...flushKeys(pending).keys]), ['escape', 'escape']);
	assert.deepEqual(names('\u{1B}\u{1B}[A'), ['escape', 'up']);
});

test('alt with a character also tells the character, for where Escape and it came in one piece', () => {
	for (const [input, name] of [['x', 'x'], ['é', 'é'], ['\r', 'enter'], ['\u{1}', 'ctrl-a'], [' ', 'space']] as const) {
		assert.equal(decodeKeys(`\u{1B}${input}`).keys[0]?.afterEscape?.name, name);
	}

	assert.equal(flushKeys(decodeKeys('\u{1B}[').pending).keys[0]?.afterEscape?.name, '[');
	assert.equal(decodeKeys('\u{1B}[1;3A').keys[0]?.afterEscape, undefined, 'of a sequence it is sure');
});

test('alt with a character that begins sequences', () => {
	for (const character of ['[', 'O', 'P', ']', '_', '^', 'X']) {
		const {keys, pending} = decodeKeys(`\u{1B}${character}`);
		assert.deepEqual(keys, []);
		assert.deepEqual(namesOf(flushKeys(pending).keys), [`alt-${character}`]);
	}
});

test('half a sequence whose rest never comes is dropped', () => {
	for (const half of ['\u{1B}[1;', '\u{1B}[[', '\u{1B}O5', '\u{1B}[<0;1', '\u{1B}]11;rgb', '\u{1B}[M!', '\u{1B}P1$r']) {
		assert.deepEqual(flushKeys(decodeKeys(half).pending), {keys: [], pending: nothingPending}, JSON.stringify(half));
	}

	const character = decodeKeys(Buffer.from([0xE6, 0xBC]));
	assert.deepEqual(flushKeys(character.pending), {keys: [], pending: nothingPending});
});

test('unknown sequences are dropped whole', () => {
	for (const sequence of [
		'\u{1B}[I',
		'\u{1B}[O',
		'\u{1B}[?2026;1$y',
		'\u{1B}[?62;22c',
		'\u{1B}[>0;276;0c',
		'\u{1B}[99~',
		'\u{1B}[0n',
		'\u{1B}[E',
		'\u{1B}OE',
		'\u{1B}[1;2;3;4x',
		'\u{1B}[ q',
		'\u{1B}]11;rgb:0000/0000/0000\u{7}',
		'\u{1B}]11;rgb:0000/0000/0000\u{1B}\\',
		'\u{1B}P1$r0m\u{1B}\\',
		'\u{1B}_Gi=1;OK\u{1B}\\',
		'\u{1B}[M !!',
		'\u{1B}[[Z',
		'\u{1B}[57441;1u',
		'\u{1B}[=1;1;z',
	]) {
		assert.deepEqual(names(`${sequence}j`), ['j'], JSON.stringify(sequence));
	}
});

test('a sequence broken off by another gives the other', () => {
	assert.deepEqual(names('\u{1B}[1;\u{1B}[A'), ['up']);
	assert.deepEqual(names('\u{1B}[1\r'), ['enter']);
	assert.deepEqual(names('\u{1B}O\u{1B}[B'), ['down']);
	assert.deepEqual(names('\u{1B}]11;\u{1B}[A'), ['up']);
});

test('a sequence without end does not wait for ever', () => {
	assert.equal(decodeKeys(`\u{1B}[${'1;'.repeat(5000)}`).pending, nothingPending);
	assert.equal(decodeKeys(`\u{1B}]${'x'.repeat(5000)}`).pending, nothingPending);
	assert.equal(decodeKeys(`\u{1B}O${'1'.repeat(5000)}`).pending, nothingPending);
});

test('bytes that are no UTF-8 are no keys', () => {
	assert.deepEqual(names(Buffer.from([0x61, 0xFF, 0xC0, 0x80, 0xE9, 0x62])), ['a', 'b']);
	assert.deepEqual(names('a\u{D800}b\u{85}'), ['a', 'b']);
});

test('an unfinished character does not hold on to the caller\'s buffer', () => {
	const bytes = Buffer.from([0xE6, 0xBC]);
	const {pending} = decodeKeys(bytes);
	bytes.fill(0);
	const rest = decodeKeys(Buffer.from([0xA2]), pending);
	assert.deepEqual(namesOf(rest.keys), ['漢']);
});

test('a paste is one key, whatever it contains', () => {
	const text = 'rm -rf /\rq\u{1B}[Aq漢\u{1B}';
	assert.deepEqual(decodeKeys(`a\u{1B}[200~${text}\u{1B}[201~b`).keys, [
		{name: 'a', text: 'a'},
		{name: 'paste', text},
		{name: 'b', text: 'b'},
	]);
	const bytes = Buffer.from(`\u{1B}[200~${text}\u{1B}[201~b`);
	for (let cut = 1; cut < bytes.length; cut++) {
		const {keys} = decodeChunks([bytes.subarray(0, cut), bytes.subarray(cut)]);
		assert.deepEqual(namesOf(keys), ['paste', 'b'], String(cut));
	}
});

test('the rest of a paste on a slow line does not become keys', () => {
	const {pending} = decodeKeys('\u{1B}[200~stop ');
	const flushed = flushKeys(pending);
	assert.deepEqual(flushed.keys, []);
	assert.deepEqual(decodeKeys('qqq\u{1B}[201~', flushed.pending).keys, [{name: 'paste', text: 'stop qqq'}]);
});

test('ctrl-c gets out of a paste without end once nothing follows it, and is a part of one that goes on', () => {
	const {keys, pending} = decodeChunks(['\u{1B}[200~abc', '\u{3}']);
	assert.deepEqual(keys, []);
	assert.deepEqual(flushKeys(pending), {keys: [{name: 'ctrl-c'}], pending: nothingPending});
	assert.deepEqual(decodeChunks(['\u{1B}[200~abc', '\u{3}', 'Sy\u{1B}[201~']).keys, [{name: 'paste', text: 'abc\u{3}Sy'}]);
});

test('mouse reports, counted from 0', () => {
	const mouse = (sequence: string) => decodeKeys(sequence).keys.map(key => key.mouse);
	assert.deepEqual(mouse('\u{1B}[<0;12;3M'), [
		{
			action: 'press',
			column: 11,
			row: 2,
		},
	]);
	assert.deepEqual(
		mouse('\u{1B}[<2;1;1m\u{1B}[<64;1;1M\u{1B}[<65;1;1M\u{1B}[<35;1;1M\u{1B}[<16;1;1M').map(report => report?.action),
		['release', 'wheelUp', 'wheelDown', 'move', 'press'],
	);
	assert.deepEqual(names('\u{1B}[<66;1;1M\u{1B}[<128;1;1M\u{1B}[<0;1M\u{1B}[<;;M\u{1B}[<0;0;0M'), []);
});

test('no input of any kind throws, and none leaves text of a sequence behind', () => {
	let seed = 7;
	const next = (below: number) => {
		seed = ((seed * 1_103_515_245) + 12_345) % 2_147_483_648;
		return Math.floor(seed / 2_147_483_648 * below);
	};

	const alphabet = [
		'\u{1B}',
		'[',
		'O',
		'1',
		';',
		'~',
		'A',
		'<',
		'M',
		'\u{9B}',
		'$',
		'P',
		']',
		'\\',
		'\u{7}',
		'é',
		'200~',
		'\u{1B}[201~',
		'\r',
		'?',
		'u',
	];
	for (let round = 0; round < 20_000; round++) {
		const chunks = Array.from({length: 1 + next(3)}, () => Array.from({length: next(7)}, () => alphabet[next(alphabet.length)]!).join(''));
		const whole = decodeChunks([chunks.join('')]);
		const parts = decodeChunks(chunks);
		assert.deepEqual(parts, whole, JSON.stringify(chunks));
	}
});
