import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {
	existsSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import os from 'node:os';
import {createInterface} from 'node:readline';
import process from 'node:process';
import test, {after as afterAll, type TestContext} from 'node:test';
import {text as wholeText} from 'node:stream/consumers';
import stringWidth from 'string-width';
import {flags} from '../source/flags.ts';
import {version} from '../source/version.ts';
import {engineForTests, eventually} from './helpers/engine.ts';
import {busyboxImage, ensureImage} from './helpers/images.ts';
import {
	codeOf,
	endPrograms,
	noEngineAddress,
	runCommand,
	startCommand,
	startInTerminal,
} from './helpers/program.ts';

const {skip, engine} = await engineForTests();
const name = `nstop-command-${process.pid}`;
const withEngine = {DOCKER_HOST: engine.address};
if (skip === false) {
	await ensureImage(engine, busyboxImage);
	await engine.docker('run', '--detach', '--name', name, busyboxImage, 'sleep', '1000');
}

afterAll(async () => {
	endPrograms();
	if (skip !== false) {
		return;
	}

	await engine.docker('rm', '--force', name);
	await engine.stop();
});

// eslint-disable-next-line no-control-regex, regexp/no-control-character -- what must not be there
const escape = /\u{1B}/u;

type Document = {
	readonly schema: number;
	readonly takenAt: string;
	readonly seconds: number;
	readonly host: {readonly os: string};
	readonly engines: ReadonlyArray<{readonly state: string; readonly detail: string | null}>;
	readonly containers: ReadonlyArray<{
		readonly name: string;
		readonly pids: readonly number[];
		readonly usage: {readonly cpuPercent: number | null};
	}>;
	readonly processes: ReadonlyArray<{readonly pid: number}>;
};

function oneLine(text: string): string {
	assert.match(text, /^nstop: [^\n]+\n$/, 'not one line that says who speaks');
	return text;
}

test('--help names every flag and --version the version, on standard output', async () => {
	const help = await runCommand(['--help']);
	assert.deepEqual({code: help.code, errors: help.errors}, {code: 0, errors: ''});
	for (const flag of flags) {
		assert.match(help.output, new RegExp(String.raw`--${flag.name}\b`));
	}

	assert.deepEqual(await runCommand(['-v']), {output: `${version}\n`, errors: '', code: 0});
});

for (const [words, reason] of [
	[['--nope'], /unknown flag "--nope"/],
	[['--jsn'], /unknown flag "--jsn" \(did you mean --json\?\)/],
	[['--sort', 'memroy'], /cannot sort by "memroy" \(did you mean memory\?\): there are name, image, cpu, /],
	[['--port', 'web'], /--port takes a number from 1 to 65535, not "web"/],
	[['--json=yes'], /--json takes no value, but was given "yes"/],
	[['--interval', '-1'], /--interval takes a number of seconds from 0\.2 to 60, not "-1"/],
	[['--interval='], /0\.2 to 60, not ""/],
	[['--interval', '--json'], /--interval needs a value: --interval SECONDS/],
	[['-i', '1e9'], /0\.2 to 60, not "1e9"/],
	[['--interval', 'soon'], /--interval takes a number of seconds/],
	[['--interval', '0.1'], /0\.2 to 60/],
	[['--interval'], /--interval needs a value: --interval SECONDS/],
	[['--watch'], /--watch needs --json/],
	[['--all'], /--all needs --json/],
	[['--host='], /--host takes an address/],
	[['--host', 'carrier-pigeon://loft'], /carrier-pigeon:\/\/loft/],
] as const) {
	test(`${words.join(' ')} is a wrong word: one line on standard error, nothing on standard output, code 2`, async () => {
		const {output, errors, code} = await runCommand(words);
		assert.deepEqual({output, code}, {output: '', code: 2});
		assert.match(oneLine(errors), reason);
		assert.doesNotMatch(errors, /\.\./, 'a sentence ends with one full stop');
	});
}

/**
As a shell reads it.
*/
function distribution(): string {
	return execFileSync('/bin/sh', ['-c', '. /etc/os-release; echo $NAME $VERSION_ID'], {encoding: 'utf8'}).trim();
}

/**
A folder for PATH in which `hostname` leaves a mark and then waits for what never comes, as it does where a name server is away.
*/
function folderOfSlowHostname(t: TestContext): {readonly environment: {readonly PATH: string}; readonly mark: string} {
	const folder = mkdtempSync('/tmp/nstop-command-');
	t.after(() => {
		rmSync(folder, {recursive: true});
	});
	writeFileSync(`${folder}/hostname`, `#!/bin/sh\ntouch ${folder}/mark\nexec sleep 1000\n`, {mode: 0o755});
	return {environment: {PATH: `${folder}:${process.env.PATH ?? ''}`}, mark: `${folder}/mark`};
}

test('--json names the distribution at once, and starts no program that could hang', async t => {
	const {environment, mark} = folderOfSlowHostname(t);
	const {output, code} = await runCommand(['--json', '--no-engine', '--interval', '0.2'], environment);
	assert.deepEqual([code, (JSON.parse(output) as Document).host.os, existsSync(mark)], [0, distribution(), false]);
});

test('--diagnose tells versions, host and machine, and that nothing went wrong, whatever hostname does', async t => {
	const {environment, mark} = folderOfSlowHostname(t);
	const {output, errors, code} = await runCommand(['--diagnose', '--no-engine', '--interval', '0.2'], environment);
	assert.deepEqual({errors, code}, {errors: '', code: 0});
	const lines = output.split('\n');
	assert.equal(lines[0], `nstop ${version}, Node.js ${process.versions.node}`);
	assert.ok(lines[1]?.startsWith(`host: ${distribution()}, Linux ${os.release()}, cgroup `), output);
	assert.match(lines[2] ?? '', new RegExp(String.raw`^machine: ${os.cpus().length} cpu\b`));
	assert.ok(lines.includes('faults: none'), output);
	assert.equal(existsSync(mark), false);
});

test('NSTOP_LOG names a file that gets a line for the start, and faults alone after it', async t => {
	const folder = mkdtempSync('/tmp/nstop-command-');
	t.after(() => {
		rmSync(folder, {recursive: true});
	});
	const log = `${folder}/log`;
	await runCommand(['--json', '--interval', '0.2'], {NSTOP_LOG: log});
	assert.match(readFileSync(log, 'utf8'), /^\S+Z nstop \S+ starts, Node\.js \S+, pid \d+\n$/);
	const {errors, code} = await runCommand(['--json', '--no-engine'], {NSTOP_LOG: `${folder}/none/log`});
	assert.equal(code, 1);
	assert.match(oneLine(errors), /ENOENT.*none\/log/);
});

test('a pipe that closes early ends --watch quietly', async () => {
	const command = startCommand(['--json', '--watch', '--interval', '0.2', '--no-engine']);
	const errors = wholeText(command.stderr);
	const lines = createInterface({input: command.stdout});
	const {value: first} = await lines[Symbol.asyncIterator]().next() as {value: string};
	lines.close();
	command.stdout.destroy();
	assert.equal((JSON.parse(first) as Document).schema, 1);
	assert.equal(await codeOf(command), 0);
	assert.equal(await errors, '');
});

for (const words of [[], ['--json'], ['--help']]) {
	test(`a pipe that is closed before the first line is not an error: nstop ${words.join(' ')}`, async () => {
		const command = startCommand(words.includes('--help') ? words : [...words, '--no-engine', '--interval', '0.2']);
		command.stdout.destroy();
		const [errors, code] = await Promise.all([wholeText(command.stderr), codeOf(command)]);
		assert.deepEqual({errors, code}, {errors: '', code: 0});
	});
}

test('a full disk is an error in one line, not a stack trace', async () => {
	const terminal = startInTerminal(200, 5, {
		words: ['--json', '--no-engine', '--interval', '0.2'],
		command: '"$@" >/dev/full; echo "code $?"',
	});
	await terminal.ended;
	assert.match(terminal.written(), /^nstop: ENOSPC[^\n]+\ncode 1\r?\n$/m);
	assert.doesNotMatch(terminal.written(), /\bat .*:\d+:\d+/);
});

test('--json is one document, in one line, with rates over about the interval', {skip}, async () => {
	const {output, errors, code} = await runCommand(['--json', '--interval', '0.5'], withEngine);
	assert.deepEqual({errors, code}, {errors: '', code: 0});
	assert.match(output, /^[^\n]+\n$/);
	const document = JSON.parse(output) as Document;
	assert.equal(document.schema, 1);
	assert.ok(document.seconds >= 0.4, `the samples are ${document.seconds} s apart`);
	const container = document.containers.find(each => each.name === name);
	assert.equal(typeof container?.usage.cpuPercent, 'number');
	assert.deepEqual(document.processes.filter(({pid}) => container?.pids.includes(pid)).map(({pid}) => pid), container?.pids);
});

const fieldOf = async (field: string): Promise<string> => engine.docker('inspect', '--format', `{{${field}}}`, name);

for (const [what, words] of [
	['its name', async () => [name]],
	['the beginning of its id', async () => [(await fieldOf('.Id')).slice(0, 12)]],
	['a pattern', async () => [`${name.slice(0, -1)}?`]],
	['its process', async () => ['--pid', await fieldOf('.State.Pid')]],
	['a filter', async () => ['--filter', name]],
	// With its name, as names of others may have the same numbers in them.
	['a filter with its address', async () => ['--filter', `${name} ${await fieldOf('.NetworkSettings.IPAddress')}`]],
	['a filter with the pid of its process', async () => ['--filter', `${name} ${await fieldOf('.State.Pid')}`]],
	['a filter of several words', async () => ['--filter', `${name} exited|running !nosuch`]],
] as const) {
	test(`${what} narrows the document and the table to the container`, {skip}, async () => {
		const narrowing = await words();
		const {output, errors, code} = await runCommand(['--json', '--interval', '0.2', ...narrowing], withEngine);
		assert.deepEqual({errors, code}, {errors: '', code: 0});
		const {containers, processes} = JSON.parse(output) as Document;
		assert.deepEqual(containers.map(each => each.name), [name]);
		assert.deepEqual(processes.map(({pid}) => pid), containers[0]!.pids);
		const table = await runCommand(['--interval', '0.2', ...narrowing], withEngine);
		assert.deepEqual(table.output.trimEnd().split('\n').map(line => line.split(/\s/, 1)[0]), ['NAME', name]);
	});
}

test('--sort orders the table', {skip}, async () => {
	const {output} = await runCommand(['--interval', '0.2', '--sort', '-name'], withEngine);
	const names = output.trimEnd().split('\n').slice(1).filter(line => !/^[`|│└├]/.test(line)).map(line => line.split(/\s/, 1)[0]!);
	assert.ok(names.includes(name), output);
	assert.deepEqual(names, names.toSorted((a, b) => b.localeCompare(a, 'en', {numeric: true})));
});

for (const [words, sentence] of [
	[['nosuch'], 'No container is called "nosuch".'],
	[['--pid', '1'], 'No container has a process with the pid 1.'],
	[['--port', '1'], 'No container publishes port 1 or listens on it.'],
	[['--filter', 'nosuch text'], 'No container matches the filter "nosuch text".'],
] as const) {
	test(`nstop ${words.join(' ')} finds nothing: one sentence, nothing on standard output, code 1`, {skip}, async () => {
		for (const form of [[], ['--json'], ['--json', '--watch']]) {
			assert.deepEqual(
				await runCommand([...form, '--interval', '0.2', ...words], withEngine),
				{output: '', errors: `nstop: ${sentence}\n`, code: 1},
			);
		}
	});
}

test('of two names the one that is there is printed, and the other one is told', {skip}, async () => {
	const {output, errors, code} = await runCommand(['--interval', '0.2', name, 'nosuch'], withEngine);
	assert.equal(output.split('\n').length, 3, output);
	assert.deepEqual({errors, code}, {errors: 'nstop: No container is called "nosuch".\n', code: 1});
});

test('--json --watch is a document per line, each taken later than the one before', async () => {
	const command = startCommand(['--json', '--watch', '--interval', '0.2', '--no-engine']);
	const errors = wholeText(command.stderr);
	const moments: number[] = [];
	for await (const line of createInterface({input: command.stdout})) {
		moments.push(Date.parse((JSON.parse(line) as Document).takenAt));
		if (moments.length === 4) {
			command.stdout.destroy();
			break;
		}
	}

	assert.equal(await codeOf(command), 0);
	assert.equal(await errors, '');
	assert.deepEqual(moments, [...new Set(moments)].toSorted((a, b) => a - b));
	assert.equal(moments.length, 4);
});

test('--all adds the processes of the host, this one too', async () => {
	const hasMe = async (...words: readonly string[]): Promise<boolean> => {
		const {output} = await runCommand(['--json', '--no-engine', '--interval', '0.2', ...words]);
		const {processes} = JSON.parse(output) as Document;
		return processes.some(({pid}) => pid === process.pid);
	};

	assert.equal(await hasMe(), false);
	assert.equal(await hasMe('--all'), true);
});

test('into a pipe nstop prints its table once, without colours even where they are forced', {skip}, async () => {
	const {output, errors, code} = await runCommand(['--interval', '0.2'], {...withEngine, FORCE_COLOR: '1'});
	assert.deepEqual({errors, code}, {errors: '', code: 0});
	assert.match(output, /^NAME\s+IMAGE\s+CPU%\s/);
	assert.equal(output.split('\n').filter(line => line.startsWith(`${name} `)).length, 1, output);
	assert.doesNotMatch(output, escape);
});

for (const [columns, environment, widest] of [[80, {}, 80], [132, {}, 132], [132, {COLUMNS: '70'}, 70]] as const) {
	test(`on a terminal of ${columns} columns with ${JSON.stringify(environment)} no line of the table is broken`, {skip}, async () => {
		const terminal = startInTerminal(columns, 30, {
			words: ['--interval', '0.2'], environment: {...withEngine, TERM: 'dumb', ...environment},
		});
		assert.equal(await terminal.ended, 0);
		const lines = terminal.written().split('\r\n');
		assert.ok(lines.some(line => line.startsWith(name.slice(0, 12)) && line.includes(' up ')), terminal.written());
		assert.deepEqual(lines.filter(line => stringWidth(line) > widest), []);
	});
}

test(
	'where no engine answers the table tells what the kernel and the engine\'s files say, and one line on standard error says why that is all',
	{skip},
	async () => {
		const {output, errors, code} = await runCommand(['--interval', '0.2'], {DOCKER_HOST: noEngineAddress});
		assert.equal(code, 0);
		assert.match(output, new RegExp(`^${name} +.* up`, 'm'));
		assert.match(oneLine(errors), /Could not reach unix:\/\/\/nonexistent\/nstop-test\.sock: its socket does not exist\./);
	},
);

test('where no engine answers the document says so itself, and standard error stays empty', async () => {
	const {output, errors, code} = await runCommand(['--json', '--interval', '0.2']);
	assert.deepEqual({errors, code}, {errors: '', code: 0});
	const [status] = (JSON.parse(output) as Document).engines;
	assert.equal(status?.state, 'unreachable');
	assert.match(status.detail ?? '', /its socket does not exist/);
});

test('a terminal that calls itself dumb gets the table and no screen', async () => {
	const terminal = startInTerminal(200, 30, {words: ['--no-engine', '--interval', '0.2'], environment: {TERM: 'dumb'}});
	assert.equal(await terminal.ended, 0);
	assert.match(terminal.written(), /^NAME\s/);
	assert.doesNotMatch(terminal.written(), escape);
});

test('without a terminal to read keys from nstop prints the table, though it could draw', async () => {
	const terminal = startInTerminal(200, 30, {words: ['--no-engine', '--interval', '0.2'], command: 'exec "$@" </dev/null'});
	assert.equal(await terminal.ended, 0);
	assert.match(terminal.written(), /^NAME\s/);
	assert.doesNotMatch(terminal.written(), escape);
});

test('with a terminal at both ends nstop draws a screen, leaves it on q and gives the terminal back', async () => {
	const terminal = startInTerminal(120, 40, {words: ['--no-engine', '--interval', '0.2']});
	await eventually('the panes are drawn', async () => {
		const screen = await terminal.screenText();
		return screen.includes('Containers');
	});
	assert.equal(terminal.xterm.buffer.active.type, 'alternate');
	terminal.pty.write('q');
	assert.equal(await terminal.ended, 0);
	assert.match(await terminal.screenText(), /^\s*$/);
	assert.equal(terminal.xterm.buffer.active.type, 'normal');
});
