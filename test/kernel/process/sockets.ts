import assert from 'node:assert/strict';
import {
	mkdirSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {readEngineSockets} from '../../../source/kernel/process/sockets.ts';
import {gone} from '../../../source/known.ts';
import {makeFolder} from '../../helpers/live-process.ts';

/**
A directory of a process in /proc: its sockets by their inodes, and its threads, each in a network namespace with the sockets that are
listed there.
*/
function makeProcess(
	inodes: readonly number[],
	threads: ReadonlyArray<{readonly network: number; readonly rows: ReadonlyArray<readonly [inode: number, path: string]>}>,
): string {
	const directory = makeFolder();
	mkdirSync(path.join(directory, 'fd'));
	for (const [index, inode] of inodes.entries()) {
		symlinkSync(`socket:[${inode}]`, path.join(directory, 'fd', String(index)));
	}

	for (const [index, {network, rows}] of threads.entries()) {
		// What the process shows is what its first thread shows.
		for (const place of index === 0 ? [directory, path.join(directory, 'task/100')] : [path.join(directory, `task/${100 + index}`)]) {
			mkdirSync(path.join(place, 'ns'), {recursive: true});
			mkdirSync(path.join(place, 'net'));
			symlinkSync(`net:[${network}]`, path.join(place, 'ns/net'));
			const lines = rows.map(([inode, name]) => `0000000000000000: 00000002 00000000 00010000 0001 01 ${inode} ${name}\n`);
			writeFileSync(path.join(place, 'net/unix'), `Num       RefCount Protocol Flags    Type St Inode Path\n${lines.join('')}`);
		}
	}

	return directory;
}

const host = {
	network: 1,
	rows: [
		[11, '/run/docker.sock'],
		[12, '/run/other.sock'],
		[13, '/run/docker/metrics.sock'],
		[14, 'relative.sock'],
	],
} as const;

test('an engine listens where its own open sockets were bound, and not where others have bound theirs', () => {
	assert.deepEqual(readEngineSockets(makeProcess([11, 13, 14], [host, host])), [{path: '/run/docker.sock', inode: 11}]);
	assert.deepEqual(readEngineSockets(makeProcess([], [host])), []);
});

test('an engine whose first thread was left in the network of a container is found by its other threads', () => {
	const container = {network: 2, rows: [[20, '/in/the/container.sock']]} as const;
	assert.deepEqual(readEngineSockets(makeProcess([11, 12], [container, host, host, container])), [
		{path: '/run/docker.sock', inode: 11},
		{path: '/run/other.sock', inode: 12},
	]);
	assert.deepEqual(readEngineSockets(makeProcess([11, 20], [container, host])), [
		{path: '/in/the/container.sock', inode: 20},
		{path: '/run/docker.sock', inode: 11},
	]);
});

test('threads in more networks than an engine has any use for cost no more, and the one where most are is looked at', () => {
	const apart = Array.from({length: 20}, (_, index) => ({network: 100 + index, rows: [[100 + index, `/somewhere/${index}`]]} as const));
	assert.deepEqual(readEngineSockets(makeProcess([11, 119], [...apart, host, host])), [{path: '/run/docker.sock', inode: 11}]);
});

test('a process that has ended meanwhile is gone', () => {
	const directory = makeProcess([11], [host]);
	rmSync(path.join(directory, 'fd'), {recursive: true});
	assert.deepEqual(readEngineSockets(directory), gone);
});
