import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import test, {before} from 'node:test';
import {parsePasswd} from '../../source/kernel/host/passwd.ts';
import {eventually} from '../helpers/engine.ts';
import {printDocument, type Document, type ProcessDocument} from '../helpers/documents.ts';
import {containerIn, openZoo, statusField} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('processes');
const ids = new Map<string, string>();

/**
A child with children of its own, so that there is a tree to get right.
*/
const familyScript = 'sleep 3001 & sh -c "sleep 3002 & sleep 3003 & wait" & wait';

/**
`)` and a line feed where the parser of a stat line would look, and what a terminal would obey.
*/
const hostileScript = String.raw`mkfifo /pipe; printf 'a) R 1\n(\033[31m' >/proc/self/comm; read line </pipe; :`;
const hostileArgs = ['\u{1B}[31mred\u{1B}]0;title\u{7}', 'two\nlines', '\u{202E}right to left', ''];

/**
A name for user 1, who is another user on the host, and a process of that user.
*/
const usersScript = `printf 'root:x:0:0::/:/bin/sh\nkeeper:x:1:1::/:/bin/sh\n' >/etc/passwd
su keeper -c 'exec sleep 3006' & wait`;

before(async () => {
	if (skip !== false) {
		return;
	}

	ids.set('family', await zoo.run('family', '--', 'sh', '-c', familyScript));
	const mayUnshare = ['--cap-add', 'SYS_ADMIN', '--security-opt', 'seccomp=unconfined', '--security-opt', 'apparmor=unconfined'];
	ids.set('nested', await zoo.run('nested', ...mayUnshare, '--', 'unshare', '-p', '-f', 'sh', '-c', 'sleep 3004 & wait'));
	ids.set('zombie', await zoo.run('zombie', '--', 'sh', '-c', 'sleep 0.01 & exec sleep 3005'));
	ids.set('hostile', await zoo.run('hostile', '--label', 'escape=\u{1B}[31m\nred', '--', 'sh', '-c', hostileScript, ...hostileArgs));
	ids.set(
		'no-text',
		await zoo.run(
			'no-text',
			'--',
			'sh',
			'-c',
			String.raw`mkfifo /pipe; exec sh -c 'printf "\377\376(\303" >/proc/self/comm; read line </pipe; :' "$(printf '\377\376\303(')"`,
		),
	);
	ids.set(
		'large',
		await zoo.run(
			'large',
			'--',
			'sh',
			'-c',
			String.raw`mkfifo /pipe; text=$(head -c 40000000 /dev/zero | tr "\0" x); touch /ready; read line </pipe; :`,
		),
	);
	ids.set('users', await zoo.run('users', '--', 'sh', '-c', usersScript));
	await eventually('the large process is large', async () => zoo.inside('large', 'sh', '-c', 'test -e /ready && echo yes'));
	await eventually('the user with a name has its process', async () => {
		const pids = await pidsOfEngine('users');
		return pids.some(pid => statusField(pid, 'Name') === 'sleep');
	});
	await eventually('the containers have their processes', async () => {
		const names = await Promise.all(['hostile', 'no-text'].map(async name => statusOf(name)));
		const [family, nested] = await Promise.all([pidsOfEngine('family'), pidsOfEngine('nested')]);
		// A shell that is about to become a sleep has its own name yet.
		const namesOf = (pids: readonly number[]): string => pids.map(pid => statusField(pid, 'Name')!).toSorted().join(' ');
		return !names.includes('sh')
			&& namesOf(family) === 'sh sh sleep sleep sleep'
			&& namesOf(nested) === 'sh sleep unshare'
			&& zombiesOf(await initOf('zombie')).length === 1;
	});
});

const initOf = async (name: string) => Number(await zoo.inspect(name, '.State.Pid'));

const statusOf = async (name: string) => statusField(await initOf(name), 'Name');

/**
As the cgroup lists them, by the engine's own way; `docker top` needs a ps on the host and is asked apart.
*/
async function pidsOfEngine(name: string): Promise<readonly number[]> {
	const init = await initOf(name);
	return [init, ...descendants(init)].toSorted((a, b) => a - b);
}

function descendants(pid: number): readonly number[] {
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
	return children.flatMap(child => [child, ...descendants(child)]);
}

function zombiesOf(init: number): readonly number[] {
	return descendants(init).filter(pid => statusField(pid, 'State')?.startsWith('Z'));
}

async function look(): Promise<Document> {
	return printDocument([...zoo.words, '--interval', '0.5']);
}

const processesIn = (document: Document, name: string): readonly ProcessDocument[] =>
	document.processes.filter(({container}) => container === ids.get(name));

const lacksPs = skip || (spawnSync('ps', ['--version']).status !== 0 && 'docker top needs the ps of procps');

test('The processes of a container on the host are those of docker top, with the same parents', {skip: lacksPs}, async () => {
	const document = await look();
	for (const name of ['family', 'nested']) {
		const listing = await zoo.engine.docker('top', zoo.fullName(name), '-eo', 'pid,ppid,args');
		const theirs = listing
			.split('\n')
			.slice(1)
			.map(line => line.trim().split(/\s+/))
			.map(([pid, parent, ...args]) => `${pid} ${parent} ${args.join(' ')}`)
			.toSorted();
		const ours = processesIn(document, name)
			.map(({pid, parentPid, args}) => `${pid} ${parentPid} ${args!.join(' ')}`)
			.toSorted();
		assert.deepEqual(ours, theirs);
		assert.deepEqual([...containerIn(document, ids.get(name)!).pids], processesIn(document, name).map(({pid}) => pid));
	}
});

test('The processes of a container are the descendants of the one that the engine started', {skip}, async () => {
	const document = await look();
	for (const name of ids.keys()) {
		const pids = await pidsOfEngine(name);
		assert.deepEqual([...containerIn(document, ids.get(name)!).pids], pids, name);
		assert.deepEqual(processesIn(document, name).map(({pid}) => pid), pids, name);
	}
});

test('The pid inside and its parent are what a shell in the container reads of its own /proc', {skip}, async () => {
	const script = String.raw`for f in /proc/[0-9]*; do read -r pid _ _ parent _ <$f/stat; printf "%s %s " $pid $parent; tr "\\0" " " <$f/cmdline; echo; done`;
	const listing = await zoo.inside('family', 'sh', '-c', script);
	const theirs = listing
		.split('\n')
		.map(line => line.trim())
		.filter(line => /sleep 300\d|^1 0 /.test(line) && !line.includes('for f'))
		.toSorted();
	const processes = processesIn(await look(), 'family');
	const insideOf = new Map(processes.map(({pid, pidInside}) => [pid, pidInside]));
	const ours = processes
		.map(({pidInside, parentPid, args}) => `${pidInside} ${insideOf.get(parentPid) ?? 0} ${args!.join(' ')}`)
		.toSorted();
	assert.deepEqual(ours, theirs);
	assert.equal(ours.length, 5);
});

test('A pid namespace in a container gives its processes a third number', {skip}, async () => {
	const processes = processesIn(await look(), 'nested');
	for (const {pid, nspid, pidInside} of processes) {
		const numbers = statusField(pid, 'NSpid')!.split(/\s+/).map(Number);
		assert.deepEqual(nspid, numbers);
		assert.equal(pidInside, numbers.at(-1));
	}

	assert.deepEqual(processes.map(({nspid}) => nspid.length), [2, 3, 3]);
	assert.equal(processes[1]!.pidInside, 1);
});

test('A zombie belongs to its container, although on v1 it has left the cgroup', {skip}, async () => {
	const init = await initOf('zombie');
	const [zombie] = zombiesOf(init);
	const process = processesIn(await look(), 'zombie').find(({pid}) => pid === zombie);
	assert.equal(process?.state, 'Z');
	assert.equal(process.parentPid, init);
	assert.equal(process.comm, 'sleep');
	assert.deepEqual(process.args, []);
});

test('A name with a parenthesis, a line feed and an escape is read as it is, and the process is there once', {skip}, async () => {
	const pid = await initOf('hostile');
	const document = await look();
	const processes = document.processes.filter(process => process.pid === pid);
	assert.equal(processes.length, 1);
	const [process] = processes;
	assert.equal(process!.comm, 'a) R 1\n(\u{1B}[31m');
	assert.equal(process!.comm, readFileSync(`/proc/${pid}/comm`, 'utf8').replace(/\n$/, ''));
	assert.equal(process!.state, 'S');
	assert.equal(process!.threads, 1);
	assert.deepEqual(process!.args!.slice(3), hostileArgs);
	const container = containerIn(document, ids.get('hostile')!);
	assert.deepEqual(
		container.labels,
		JSON.parse(await zoo.engine.docker('inspect', '--format', '{{json .Config.Labels}}', zoo.fullName('hostile'))),
	);
	assert.deepEqual(container.pids, [pid]);
});

test('Bytes that are no text become replacement characters, and nothing is lost beside them', {skip}, async () => {
	const pid = await initOf('no-text');
	const [process] = processesIn(await look(), 'no-text');
	assert.equal(process?.pid, pid);
	assert.deepEqual([...readFileSync(`/proc/${pid}/comm`)].slice(0, 2), [0xFF, 0xFE], 'the name is no text');
	assert.equal(process.comm, readFileSync(`/proc/${pid}/comm`, 'utf8').replace(/\n$/, ''));
	assert.match(process.comm, /^\u{FFFD}\u{FFFD}\(\u{FFFD}$/u);
	assert.equal(process.args!.at(-1), '\u{FFFD}\u{FFFD}\u{FFFD}(');
	assert.equal(process.state, 'S');
});

test('State, threads, user and name of a process are those of its status', {skip}, async () => {
	for (const {pid, state, threads, uid, comm} of processesIn(await look(), 'family')) {
		assert.equal(state, statusField(pid, 'State')![0]);
		assert.equal(threads, Number(statusField(pid, 'Threads')));
		assert.equal(uid, Number(statusField(pid, 'Uid')!.split(/\s+/, 2)[1]));
		assert.equal(comm, statusField(pid, 'Name'));
	}
});

test('A user has the name that the container gives it, not the one that the host has for the same id', {skip}, async () => {
	const hostUsers = parsePasswd(readFileSync('/etc/passwd'));
	assert.notEqual(hostUsers.get(1) ?? 'keeper', 'keeper', 'user 1 is nobody else on this host');
	const users = new Map(processesIn(await look(), 'users').map(({uid, user}) => [uid, user]));
	assert.deepEqual([0, 1].map(uid => users.get(uid)), ['root', 'keeper']);
});

test(
	'Resident memory of a large process is within two percent of its status, which sums up more exactly since Linux 6.16',
	{skip},
	async t => {
		const pid = await initOf('large');
		const theirs = Number.parseInt(statusField(pid, 'VmRSS')!, 10) * 1024;
		const ours = processesIn(await look(), 'large')[0]!.residentBytes!;
		t.diagnostic(`nstop ${ours}, status ${theirs}`);
		assert.ok(theirs > 40_000_000, `${theirs}`);
		assert.ok(Math.abs(ours - theirs) < theirs * 0.02, `nstop ${ours}, status ${theirs}`);
	},
);
