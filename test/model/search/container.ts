import assert from 'node:assert/strict';
import {test} from 'node:test';
import {searchableContainer} from '../../../source/model/search/container.ts';
import {searchableProcess} from '../../../source/model/search/process.ts';
import {isWanted, parseQuery} from '../../../source/model/search/query.ts';
import {denied} from '../../../source/known.ts';
import {
	makeContainer,
	makeNamespaceUses,
	makeProcess,
	makeSnapshot,
} from '../../helpers/make.ts';

const container = makeContainer({
	id: '4df030e7423780cd',
	name: 'shop-web-1',
	image: 'registry.example.com/team/nginx:1.27',
	command: 'nginx -g daemon off;',
	labels: {
		'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web', team: 'blue', 'config-hash': 'ab99'.repeat(16),
	},
	addresses: ['172.17.0.2', 'fd00::2'],
	ports: [{
		hostAddress: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp',
	}],
	pids: [2441, 2470],
	initPid: 2441,
	state: 'running',
	health: 'unhealthy',
});
const finds = (text: string): boolean => isWanted(parseQuery(text), () => searchableContainer(container, makeSnapshot()));

test('a container is found by name, image, id, command, label, project, address, port, pid, state and health', () => {
	for (const text of ['web-1', 'team/nginx', '4df030', 'daemon', 'team=blue', 'shop', '172.17', 'fd00::2', '8080', '80', '2470', 'running', 'unhealthy']) {
		assert.ok(finds(text), text);
	}

	for (const text of ['db', '4df031', '808', '247', 'exited']) {
		assert.ok(!finds(text), text);
	}
});

test('ids and hashes are found by their beginning: somewhere in them stands nearly any short number', () => {
	for (const text of ['4df030e7423780cd', '4DF0', 'ab99ab', 'config-hash']) {
		assert.ok(finds(text), text);
	}

	for (const text of ['7423', '80cd', 'b99a', '4df']) {
		assert.ok(!finds(text), text);
	}
});

test('a container without a network of its own is found by the address of the one that it shares', () => {
	const sharedWith = [container.key];
	const guest = makeContainer({name: 'guest', addresses: [], namespaces: makeNamespaceUses('guest', {net: {inode: 7, isHost: false, sharedWith}})});
	const searchable = searchableContainer(guest, makeSnapshot({containers: [container]}));
	assert.ok(isWanted(parseQuery('172.17.0.2'), () => searchable));
	assert.ok(!isWanted(parseQuery('shop-web-1'), () => searchable));
});

test('a container and a unit are found by their processes, what is left of the host is not', () => {
	const unit = makeContainer({
		name: 'docker.service',
		pids: [8, 9, 10],
		unit: {
			kind: 'service', path: '/system.slice/docker.service', name: 'docker.service', isLeaf: true,
		},
	});
	const host = makeContainer({
		name: '(host)', unit: {
			kind: 'host', path: '', name: '', isLeaf: true,
		},
	});
	const id = 'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90';
	const snapshot = makeSnapshot({
		containers: [container],
		processes: [
			makeProcess({
				pid: 7, container: container.key, comm: 'sleep', args: ['sleep', '90000'],
			}),
			makeProcess({
				pid: 8, container: undefined, comm: 'dockerd', args: ['/usr/bin/dockerd', '--id', id],
			}),
			makeProcess({
				pid: 9, container: undefined, comm: 'sh', args: ['sh', '-c', 'nstop --filter needle'],
			}),
			makeProcess({
				pid: 10, parentPid: 9, container: undefined, comm: 'nstop', args: ['nstop', '--filter', 'needle'],
			}),
		],
		self: {pid: 10, cpuPercent: 0, residentBytes: 0},
	});
	const found = (text: string) =>
		[container, unit, host].filter(each => isWanted(parseQuery(text), () => searchableContainer(each, snapshot))).map(({name}) => name);
	assert.deepEqual(found('"sleep 90000"'), [container.name]);
	assert.deepEqual(found('dockerd'), ['docker.service']);
	assert.deepEqual(found('needle'), []);
	assert.deepEqual(found(id.slice(0, 5)), ['docker.service'], 'the beginning of an id in a command line');
	assert.deepEqual(found(id.slice(2, 9)), [], 'the middle of it');
	assert.deepEqual(found(`"--id ${id}"`), ['docker.service']);
});

test('a process is found by its pids at every level, user, name and command line, and not by why one is unknown', () => {
	const process = makeProcess({
		pid: 2441, nspid: [2441, 17, 1], user: 'nginx', uid: 101, comm: 'worker', args: ['/usr/sbin/nginx', '-g', 'daemon off;'],
	});
	const isFound = (text: string, row = process): boolean => isWanted(parseQuery(text), () => searchableProcess(row));
	for (const text of ['2441', '17', 'nginx', 'WORKER', 'daemon', 'sbin/nginx -g']) {
		assert.ok(isFound(text), text);
	}

	for (const text of ['244', '101', 'denied']) {
		assert.ok(!isFound(text, {...process, args: text === 'denied' ? denied : process.args}), text);
	}

	assert.ok(isFound('101', {...process, user: undefined}));
});
