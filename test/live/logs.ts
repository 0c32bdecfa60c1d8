import assert from 'node:assert/strict';
import process from 'node:process';
import test, {after, before} from 'node:test';
import {prepare, type LocalHost} from '../../source/host/local.ts';
import type {LogSource, LogStart} from '../../source/logs/line.ts';
import {parseOptions} from '../../source/options.ts';
import {eventually} from '../helpers/engine.ts';
import {keepLines} from '../helpers/kept-lines.ts';
import {openZoo} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('logs', {isPrivate: true});
const all: LogStart = {kind: 'all'};
let host: LocalHost;

const keyOf = (name: string) => host.snapshots.get()?.containers.values().find(each => each.name === zoo.fullName(name))?.key;
const stateOfEngine = () => host.snapshots.get()?.engines[0]?.state;

async function sourceOf(name: string): Promise<LogSource | string> {
	return eventually(`${name} has a row`, () => {
		const key = keyOf(name);
		return key === undefined ? undefined : host.logs(key);
	});
}

/**
The source, where there is one.
*/
function readable(source: LogSource | string | undefined): LogSource {
	if (typeof source !== 'object') {
		throw new TypeError(`There is no log: ${source}`);
	}

	return source;
}

function follow(source: LogSource) {
	const {sink, texts} = keepLines();
	const given = new AbortController();
	return {texts, given, reading: source.read({start: all, isFollowed: true}, sink, given.signal)};
}

before(async () => {
	if (skip !== false) {
		return;
	}

	// Docker reads both streams side by side: the second line waits until the first one is in the log.
	await zoo.run('talks', '--', 'sh', '-c', 'echo one; until [ -e /go ]; do sleep 0.1; done; echo two >&2; while sleep 0.2; do :; done');
	await zoo.run('local', '--log-driver', 'local', '--', 'sh', '-c', 'echo one; sleep 1000');
	host = prepare(parseOptions([...zoo.words, '--interval', '0.2']));
	host.start();
	host.begin();
	await eventually('the engine is up', () => stateOfEngine() === 'up');
	const {texts, given, reading} = follow(readable(await sourceOf('talks')));
	await eventually('the first line is written', () => texts().length === 1);
	await zoo.inside('talks', 'touch', '/go');
	await eventually('both lines are written', () => texts().length === 2);
	given.abort();
	await reading;
});
after(async () => {
	if (skip === false) {
		await host.end();
	}
});

test('the log of a container comes from Docker\'s file or from its engine, and the host has none', {skip}, async () => {
	for (const [name, expected] of [['talks', [['one', 'stdout'], ['two', 'stderr']]], ['local', [['one', 'stdout']]]] as const) {
		const {sink, lines} = keepLines();
		const source = readable(await sourceOf(name));
		await source.read({start: all, isFollowed: false}, sink, new AbortController().signal);
		assert.deepEqual(lines.map(({text, stream}) => [text, stream]), expected);
	}

	assert.equal(host.logs('host:'), undefined);
	assert.equal(host.logs('nothing'), undefined);
});

test('an engine that hangs under an open log is an error, and what is in a file can be read', {skip}, async () => {
	const {texts, reading} = follow(readable(await sourceOf('local')));
	const failed = assert.rejects(reading, {message: new RegExp(`^Could not read the log of ${zoo.fullName('local')}: the engine does not answer`)});
	await eventually('the line', () => texts().length === 1);
	process.kill(zoo.engine.pid()!, 'SIGSTOP');
	try {
		const {texts: inFile, given, reading: second} = follow(readable(await sourceOf('talks')));
		await eventually('the lines', () => inFile().length === 2);
		assert.deepEqual(inFile(), ['one', 'two']);
		given.abort();
		await second;
		await failed;
		await eventually('it is known to hang', () => stateOfEngine() !== 'up');
	} finally {
		process.kill(zoo.engine.pid()!, 'SIGCONT');
	}

	await eventually('the engine is up again', () => stateOfEngine() === 'up');
});

test('an engine that is killed under an open log is an error', {skip}, async () => {
	const {texts, reading} = follow(readable(await sourceOf('local')));
	const failed = assert.rejects(reading, {message: `Could not read the log of ${zoo.fullName('local')}: the engine closed the connection.`});
	await eventually('the line', () => texts().length === 1);
	process.kill(zoo.engine.pid()!, 'SIGKILL');
	await failed;
	await eventually('it is dead', () => zoo.engine.pid() === undefined);
	await zoo.engine.startAgain();
});

test('without an engine the files of Docker are found from the kernel\'s side, and what only Docker reads is said', {skip}, async () => {
	const talking = await zoo.run('alone', '--', 'sh', '-c', 'i=0; while sleep 0.1; do i=$((i+1)); echo $i; done');
	const local = await zoo.run('alone-local', '--log-driver', 'local', '--', 'sh', '-c', 'echo one; sleep 1000');
	const without = prepare(parseOptions(['--no-engine', '--interval', '0.2']));
	without.start();
	const find = async (id: string) => eventually('its row', () => {
		const key = without.snapshots.get()?.containers.values().find(each => each.id === id)?.key;
		return key === undefined ? undefined : without.logs(key);
	});
	const {texts, reading} = follow(readable(await find(talking)));
	await eventually('some lines', () => texts().length > 5);
	await zoo.engine.docker('kill', talking);
	await reading;
	assert.deepEqual(texts(), texts().map((_, index) => String(index + 1)));
	const refusal = await find(local);
	assert.match(typeof refusal === 'string' ? refusal : '', /only Docker reads \(the driver local\)/);
	await without.end();
});
