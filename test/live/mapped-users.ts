import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import test, {before} from 'node:test';
import {printDocument, runProgram, type Document} from '../helpers/documents.ts';
import {eventually, mappedUser, mappedUsers} from '../helpers/engine.ts';
import {lineWith, openSession} from '../helpers/session.ts';
import {
	containerIn,
	namespaceInode,
	openZoo,
	statusField,
} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('mapped', {isUserMapped: true});
const ids = new Map<string, string>();
const inits = new Map<string, number>();
let document: Document;

before(async () => {
	if (skip !== false) {
		return;
	}

	for (const [name, ...words] of [
		['first', '--network', 'none', '--', 'sh', '-c', 'sleep 3000 & wait'],
		['second', '--network', 'none', '--user', '1000:1000', '--', 'sleep', '3001'],
		['opted-out', '--network', 'none', '--userns', 'host', '--', 'sleep', '3002'],
	] as const) {
		ids.set(name, await zoo.run(name, ...words));
		inits.set(name, Number(await zoo.inspect(name, '.State.Pid')));
	}

	await eventually('the first has its child', () =>
		readFileSync(`/proc/${inits.get('first')}/task/${inits.get('first')}/children`, 'utf8').trim(),
	);
	document = await printDocument([...zoo.words, '--interval', '0.4']);
});

/**
The ranges in /proc/PID/uid_map.
*/
function rangesOf(pid: number): ReadonlyArray<Readonly<Record<'inside' | 'outside' | 'count', number>>> {
	return readFileSync(`/proc/${pid}/uid_map`, 'utf8').trim().split('\n').map(line => {
		const [inside, outside, count] = line.trim().split(/\s+/).map(Number) as [number, number, number];
		return {inside, outside, count};
	});
}

test('The engine itself says that it gives its containers users of their own, and keeps them apart in its folder', {skip}, async () => {
	assert.match(await zoo.engine.docker('info', '--format', '{{.SecurityOptions}}'), /name=userns/);
	const folder = await zoo.engine.docker('info', '--format', '{{.DockerRootDir}}');
	assert.equal(path.basename(folder), `${mappedUser}.${mappedUser}`);
	const engine = document.engines.find(({address}) => address === zoo.engine.address);
	assert.deepEqual([engine?.state, engine?.rootless, engine?.pid, engine?.container], ['up', false, zoo.engine.pid(), null]);
});

test('The users of a container are mapped as the kernel and the engine\'s settings have it', {skip}, () => {
	for (const name of ['first', 'second']) {
		const {isolation, initPid} = containerIn(document, ids.get(name)!);
		assert.equal(initPid, inits.get(name));
		assert.deepEqual(isolation.idMap, rangesOf(inits.get(name)!));
		assert.deepEqual(isolation.idMap, [{inside: 0, outside: mappedUser, count: mappedUsers}]);
		assert.deepEqual([isolation.privileged, isolation.hostNamespaces.includes('user')], [false, false]);
	}
});

test('Each has a user namespace of its own', {skip}, () => {
	const [first, second] = ['first', 'second'].map(name => containerIn(document, ids.get(name)!).namespaces.user);
	assert.deepEqual(first, {inode: namespaceInode(inits.get('first')!, 'user'), host: false, sharedWith: []});
	assert.deepEqual(second, {inode: namespaceInode(inits.get('second')!, 'user'), host: false, sharedWith: []});
	assert.notEqual(first.inode, second.inode);
});

test('Who has opted out has the users of the host, and nothing else of them', {skip}, () => {
	const {isolation, namespaces} = containerIn(document, ids.get('opted-out')!);
	assert.deepEqual(isolation.idMap, rangesOf(inits.get('opted-out')!));
	assert.deepEqual(isolation.idMap, [{inside: 0, outside: 0, count: 4_294_967_295}]);
	assert.equal(namespaces.user.host, true);
	assert.deepEqual(isolation.hostNamespaces.filter(kind => !['user', 'cgroup', 'time'].includes(kind)), []);
});

test('Processes have the users that ps tells: those outside, never root', {skip}, () => {
	for (const [name, uid] of [['first', mappedUser], ['second', mappedUser + 1000], ['opted-out', 0]] as const) {
		const processes = document.processes.filter(({container}) => container === ids.get(name));
		assert.deepEqual(processes.map(({pid}) => pid), containerIn(document, ids.get(name)!).pids);
		assert.equal(processes.length, name === 'first' ? 2 : 1);
		for (const {pid, uid: shown} of processes) {
			const {stdout} = spawnSync('ps', ['--no-headers', '-o', 'uid', '-p', String(pid)], {encoding: 'utf8'});
			assert.deepEqual([shown, Number(stdout)], [uid, uid], name);
			assert.equal(statusField(pid, 'Uid')!.split(/\s+/, 1)[0], String(uid));
		}
	}
});

test('The table flags them, and not the one that has opted out', {skip}, async () => {
	const {stdout} = await runProgram([...zoo.words, '--interval', '0.4']);
	const row = (name: string): string => stdout.split('\n').find(line => `${line} `.includes(` ${inits.get(name)} `))!;
	assert.match(row('first'), / ROOTLESS( |$)/);
	assert.match(row('second'), / ROOTLESS( |$)/);
	assert.doesNotMatch(row('opted-out'), /ROOTLESS/);
});

test('Without the engine root reads their names in the folder of that mapping', {skip}, async () => {
	const {name, isolation, runtime, labels} = containerIn(await printDocument(['--no-engine', '--interval', '0.4']), ids.get('first')!);
	assert.deepEqual([name, runtime, labels], [zoo.fullName('first'), 'docker', {}]);
	assert.deepEqual(isolation.idMap, rangesOf(inits.get('first')!));
});

for (const [name, sentence] of [
	['first', () => `root inside is user ${rangesOf(inits.get('first')!)[0]!.outside} outside`],
	['opted-out', () => 'root inside is root outside'],
] as const) {
	test(`The Isolation tab tells who root inside is outside, with the file that says so: ${name}`, {skip}, async context => {
		const session = openSession(context, 160, 50, {words: [...zoo.words, '--interval', '0.3']});
		const full = zoo.fullName(name);
		await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.includes('●'));
		session.press(`/${full}\r`);
		const title = (screen: string): string => lineWith(screen, `┬ 4 ${full} `);
		let shown = await session.until(`${name} alone`, screen => lineWith(screen, ` ${inits.get(name)} `) !== '' && title(screen) !== '');
		while (!title(shown).includes('[Isolation]')) {
			const previous = title(shown);
			session.press(']');
			shown = await session.until('the next tab', screen => title(screen) !== previous && title(screen) !== '');
		}

		await session.until('its sentence, and its flag or none', screen =>
			lineWith(screen, sentence()) !== '' && screen.includes('ROOTLESS') === (name === 'first'));
		session.press('4', 'z');
		await session.until('the whole sentence with its file', screen =>
			lineWith(screen, `/proc/${inits.get(name)}/uid_map`).includes(sentence()));
		assert.equal(await session.quit(), 0);
	});
}
