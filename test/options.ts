import test from 'node:test';
import assert from 'node:assert/strict';
import {flags, helpText, type Flag} from '../source/flags.ts';
import {parseOptions, UsageError} from '../source/options.ts';

/**
The sentence with which these words are refused.
*/
function refusal(...words: readonly string[]): string {
	try {
		parseOptions(words);
	} catch (error) {
		if (error instanceof UsageError) {
			return error.message;
		}

		throw error;
	}

	return 'not refused';
}

test('without flags', () => {
	assert.deepEqual(parseOptions([]), {
		json: false,
		watch: false,
		all: false,
		threads: false,
		intervalSeconds: undefined,
		host: undefined,
		selection: {names: [], pid: undefined, port: undefined},
		filter: '',
		sort: undefined,
		readOnly: false,
		noEngine: false,
		diagnose: false,
		help: false,
		version: false,
	});
});

test('each flag does something, short and long the same', () => {
	const start = parseOptions([]);
	for (const flag of flags as readonly Flag[]) {
		const value = ['interval', 'pid', 'port'].includes(flag.name) ? '5' : 'tcp://h:1';
		const words = [`--${flag.name}`, ...(flag.value ? [value] : []), ...(['watch', 'all', 'threads'].includes(flag.name) ? ['--json'] : [])];
		const options = parseOptions(words);
		assert.notDeepEqual(options, start, flag.name);
		const asLetter = flag.short === undefined ? options : parseOptions([`-${flag.short}`, ...words.slice(1)]);
		assert.deepEqual(asLetter, options, flag.name);
	}
});

test('no two flags share a name or a letter', () => {
	const names = (flags as readonly Flag[]).flatMap(({name, short}) => short ? [name, short] : [name]);
	assert.equal(new Set(names).size, names.length);
});

test('the interval has bounds, and says them', () => {
	assert.equal(parseOptions(['-i', '0.2']).intervalSeconds, 0.2);
	assert.equal(parseOptions(['--interval=60']).intervalSeconds, 60);
	for (const text of ['0', '0.19', '60.1', '-1', 'NaN', 'Infinity', 'often', '', '1s']) {
		assert.match(refusal(`--interval=${text}`), /--interval takes a number of seconds from 0\.2 to 60/);
	}
});

test('--watch, --all and --threads alone make no sense', () => {
	assert.match(refusal('--watch'), /--watch needs --json/);
	assert.match(refusal('--all'), /--all needs --json/);
	assert.match(refusal('--threads'), /--threads needs --json/);
	assert.ok(parseOptions(['--json', '--watch', '--all']).watch);
});

test('an address is not empty', () => {
	assert.match(refusal('--host='), /--host takes an address/);
	assert.equal(parseOptions(['-H', 'unix:///x y']).host, 'unix:///x y');
});

test('what is not known, lacks its value or has one too many is refused with the word itself', () => {
	assert.match(refusal('--cpu'), /--cpu/);
	assert.match(refusal('-x'), /-x/);
	assert.match(refusal('--host'), /--host/);
	assert.match(refusal('--json=yes'), /--json/);
	assert.match(refusal('web', ''), /cannot be empty/);
});

test('an unknown flag is answered with the nearest right one, if one is near', () => {
	assert.equal(refusal('--jsno'), 'unknown flag "--jsno" (did you mean --json?)');
	assert.equal(refusal('--readonly'), 'unknown flag "--readonly" (did you mean --read-only?)');
	assert.equal(refusal('--inter', '5'), 'unknown flag "--inter" (did you mean --interval?)');
	assert.equal(refusal('--zebra'), 'unknown flag "--zebra"');
});

test('a flag is never taken for the value of the one before it, a negative number is', () => {
	assert.match(refusal('--host', '--json'), /^--host needs a value: --host ADDRESS$/);
	assert.match(refusal('-i', '-h'), /^-i needs a value: -i SECONDS$/);
	assert.match(refusal('--interval', '-1'), /^--interval takes a number of seconds from 0\.2 to 60, not "-1"$/);
	assert.match(refusal('-i', '-.5'), /not "-\.5"$/);
	assert.equal(parseOptions(['--host=-x']).host, '-x');
});

test('names that every object has are not flags, and neither are negated ones', () => {
	for (const word of ['--constructor', '--__proto__', '--toString=1', '--no-json', '--=', '---']) {
		assert.match(refusal(word), /^unknown flag "--/);
	}
});

test('a word over several lines is quoted on one', () => {
	assert.match(refusal('--a\nb'), /^unknown flag "--a\\nb"/);
	assert.match(refusal('--x\u{9B}31m\u{202E}'), /^unknown flag "--x\u{FFFD}31m\u{FFFD}"$/u);
});

test('words that are no flags are names, wherever they stand', () => {
	assert.deepEqual(parseOptions(['web-*', '--json', 'db', '--', '--odd']).selection.names, ['web-*', 'db', '--odd']);
	assert.deepEqual(parseOptions(['-p', '12', '--port=80']).selection, {names: [], pid: 12, port: 80});
});

test('a pid and a port are numbers in their bounds', () => {
	for (const text of ['0', '-1', '1.5', 'web', '', '65536']) {
		assert.match(refusal(`--port=${text}`), /^--port takes a number from 1 to 65535, not "/);
	}

	assert.match(refusal('--pid', '99999999'), /^--pid takes a number from 1 to 4194304, not "99999999"$/);
});

test('a column to sort by may begin with a minus', () => {
	assert.equal(parseOptions(['--sort', '-memory']).sort, '-memory');
	assert.match(refusal('--sort', '--json'), /^--sort needs a value: --sort COLUMN$/);
});

test('the last of a repeated flag counts', () => {
	assert.equal(parseOptions(['-i', '5', '--interval=6']).intervalSeconds, 6);
});

test('the help names every flag with its help, each on a line of its own', () => {
	const lines = helpText().split('\n');
	for (const {name, help, short, value} of flags as readonly Flag[]) {
		const line = lines.find(text => text.includes(`--${name}${value ? ` ${value}` : ''} `)) ?? '';
		assert.ok(line.endsWith(help), name);
		assert.ok(!short || line.includes(`-${short}, `), name);
	}
});
