import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {after, before} from 'node:test';
import {openSession, openTab} from '../helpers/session.ts';
import {eventually} from '../helpers/engine.ts';
import {openZoo} from '../helpers/zoo.ts';

const {skip: zooLack, zoo} = await openZoo('files-tab');
const skip = zooLack === false && spawnSync('ss', ['-H']).status !== 0 ? 'there is no ss here' : zooLack;
const folder = mkdtempSync(path.join(tmpdir(), 'nstop-files-'));
let pid = 0;

// Sizes that are written in full, so that what stat(1) says can be compared.
const script = `
	const fs = require('node:fs');
	const net = require('node:net');
	const {fork} = require('node:child_process');
	fs.writeFileSync('/tmp/kept', 'x'.repeat(321));
	fs.writeFileSync('/tmp/gone', 'x'.repeat(123));
	fs.writeFileSync('/tmp/looks (deleted)', 'x'.repeat(7));
	for (const flags of ['r', 'r+', 'a', 'a+']) {
		fs.openSync('/tmp/kept', flags);
	}
	const gone = fs.openSync('/tmp/gone', 'r');
	fs.readSync(gone, Buffer.alloc(23));
	fs.unlinkSync('/tmp/gone');
	fs.openSync('/tmp/looks (deleted)', 'r');
	fs.openSync('/tmp', 'r');
	const listen = (where, then) => net.createServer(() => undefined).listen(where, then);
	listen({port: 8080, host: '127.0.0.1'}, () => listen({port: 8081, host: '::'}, () => listen('/tmp/server.sock', () => {
		net.connect(8080, '127.0.0.1', () => net.connect(8081, '127.0.0.1', () => net.connect('/tmp/server.sock', () => {
			fork('/script/child.js');
		})));
	})));
`;

before(async () => {
	if (skip !== false) {
		return;
	}

	writeFileSync(path.join(folder, 'main.js'), script);
	writeFileSync(path.join(folder, 'child.js'), 'process.on("message", () => undefined); require("node:fs").writeFileSync("/tmp/ready", "")');
	// The runtime of this test with the libraries of this machine.
	const libraries = ['/usr', '/lib', '/lib64'].flatMap(place => ['--volume', `${place}:${place}:ro`]);
	const programs = ['--volume', `${process.execPath}:/node:ro`, '--volume', `${folder}:/script:ro`];
	await zoo.run('node', ...libraries, ...programs, '--', '/node', '/script/main.js');
	pid = Number(await zoo.inspect('node', '.State.Pid'));
	await eventually('all is open', async () => zoo.inside('node', 'test', '-e', '/tmp/ready').then(() => true));
});

after(() => {
	rmSync(folder, {recursive: true});
});

/**
What ss says of the sockets of the process: a record for each descriptor.
*/
function socketsOfSs(): ReadonlyMap<number, Readonly<Record<'protocol' | 'state' | 'local' | 'peer', string>>> {
	const {stdout} = spawnSync('nsenter', ['--net', '--target', String(pid), 'ss', '-Htxanp'], {encoding: 'utf8'});
	return new Map(stdout.split('\n').flatMap(line => {
		const [protocol = '', state = '', _received, _sent, ...ends] = line.replace(/ users:.*$/, '').trim().split(/ +/);
		const [local = '', peer = ''] = protocol === 'tcp' ? ends : [ends.slice(0, 2).join(' '), ends.slice(2).join(' ')];
		return [...line.matchAll(new RegExp(String.raw`pid=${pid},fd=(\d+)`, 'g'))].map(([, fd]) => [Number(fd), {
			protocol, state, local, peer,
		}] as const);
	}));
}

/**
The lines of the tab by descriptor, without the frame and with one blank between words.
*/
function linesOf(screen: string): ReadonlyMap<number, string> {
	return new Map(screen.split('\n').filter(line => line.startsWith('│')).flatMap(line => {
		const text = line.slice(1, -1).trim().replaceAll(/ +/g, ' ');
		return /^\d+ /.test(text) ? [[Number.parseInt(text, 10), text] as const] : [];
	}));
}

/**
Mode and position from /proc/PID/fdinfo.
*/
function infoOf(fd: number): {readonly mode: string; readonly position: number} {
	const text = readFileSync(`/proc/${pid}/fdinfo/${fd}`, 'utf8');
	const flags = Number.parseInt(/^flags:\s+(\d+)$/m.exec(text)![1]!, 8);
	const access = flags % 4;
	// O_APPEND of include/uapi/asm-generic/fcntl.h.
	const isAppending = Math.floor(flags / 0o2000) % 2 === 1;
	return {mode: ['r', 'w', 'rw'][access]! + (isAppending ? 'a' : ''), position: Number(/^pos:\s+(\d+)$/m.exec(text)![1])};
}

async function filesScreen(context: Parameters<typeof openSession>[0], isWhole: (screen: string) => boolean): Promise<string> {
	const session = openSession(context, 160, 60, {words: [...zoo.words, '--pid', String(pid)]});
	// Before it is found the details are about another one.
	await session.until('the process', screen => new RegExp(String.raw` 4 \S+ ${pid} `).test(screen));
	session.press('4');
	await openTab(session, 'Files');
	session.press('z');
	return session.until('all that is open', screen => screen.includes('┌ 4 ') && screen.includes('[Files]') && isWhole(screen));
}

/**
The beginning of a line, and the end where it is a path below /tmp or a pipe, from the links and files of /proc and from stat.
*/
function expectedOf(fd: number): string {
	const link = readlinkSync(`/proc/${pid}/fd/${fd}`);
	const {mode, position} = infoOf(fd);
	const stat = statSync(`/proc/${pid}/fd/${fd}`);
	if (stat.isFile()) {
		const target = stat.nlink === 0 ? `${link.replace(/ \(deleted\)$/, '')} deleted` : link;
		return `${fd} ${mode} file ${stat.size} ${position} ${target}`;
	}

	if (stat.isDirectory()) {
		return `${fd} ${mode} directory ${link}`;
	}

	const inode = /^pipe:\[(\d+)\]$/.exec(link)?.[1];
	return inode === undefined ? `${fd} ${mode}` : `${fd} ${mode} pipe ${inode}`;
}

test('Each descriptor is told with its mode, kind, size, position and target, deleted or not', {skip}, async context => {
	const descriptors = readdirSync(`/proc/${pid}/fd`).map(Number).toSorted((a, b) => a - b);
	const lines = linesOf(await filesScreen(context, shown => linesOf(shown).size === descriptors.length));
	assert.deepEqual([...lines.keys()], descriptors);
	const expected = descriptors.map(fd => expectedOf(fd));
	assert.deepEqual(
		// Of a device or a socket no more than the mode is compared here.
		descriptors.map((fd, index) => / .* /.test(expected[index]!) ? lines.get(fd) : lines.get(fd)!.split(' ', 2).join(' ')),
		expected,
	);
	assert.deepEqual(expected.filter(line => line.includes(' file ')).map(line => line.replace(/^\d+ /, '')).toSorted(), [
		'r file 123 23 /tmp/gone deleted',
		'r file 321 0 /tmp/kept',
		'r file 7 0 /tmp/looks (deleted)',
		'rw file 321 0 /tmp/kept',
		'rwa file 321 0 /tmp/kept',
		'wa file 321 0 /tmp/kept',
	]);
});

/**
The line of a socket as ss knows it. For one whose other end no descriptor of the process has, it is its child's.
*/
function expectedSocket(fd: number, all: ReturnType<typeof socketsOfSs>): string {
	const {protocol, state, local, peer} = all.get(fd)!;
	if (protocol === 'tcp') {
		return `${fd} rw socket tcp ${state === 'LISTEN' ? `${local} LISTEN` : `${local} → ${peer} ESTABLISHED`}`;
	}

	const nameOf = (end: string): string => end.startsWith('* ') ? end.slice(2) : end.split(' ', 1)[0]!;
	if (state === 'LISTEN') {
		return `${fd} rw socket unix ${nameOf(local)} LISTEN`;
	}

	const peerInode = peer.split(' ', 2)[1]!;
	const other = all.values().find(each => each.local.endsWith(` ${peerInode}`));
	const holder = other ? String(pid) : readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
	const comm = readFileSync(`/proc/${holder}/comm`, 'utf8').trim();
	return `${fd} rw socket unix ${nameOf(local)} → ${other ? nameOf(other.local) : peerInode} of ${holder} ${comm}`;
}

test('A socket is told with both of its ends as ss has them, those of Unix with who holds the other one', {skip}, async context => {
	const theirs = socketsOfSs();
	// Who holds the other end is looked for after all else.
	const ends = [...theirs.values()].filter(({protocol, state}) => protocol !== 'tcp' && state !== 'LISTEN').length;
	const lines = linesOf(await filesScreen(context, shown => [...shown.matchAll(/ unix .* → .* of \d+ /g)].length === ends));
	const descriptors = readdirSync(`/proc/${pid}/fd`).map(Number).filter(fd => readlinkSync(`/proc/${pid}/fd/${fd}`).startsWith('socket:'));
	const expected = descriptors.map(fd => expectedSocket(fd, theirs));
	// Ss tells the version of the protocol by the address alone.
	assert.deepEqual(descriptors.map(fd => lines.get(fd)!.replace(' tcp6 ', ' tcp ')), expected);
	const kinds = expected.map(line => `${line.split(' ', 4)[3]} ${line.endsWith('LISTEN') ? 'LISTEN' : '→'}`);
	assert.deepEqual(Object.fromEntries([...Map.groupBy(kinds, kind => kind)].map(([kind, all]) => [kind, all.length])), {
		'tcp LISTEN': 2, 'tcp →': 4, 'unix LISTEN': 1, 'unix →': 3,
	});
});
