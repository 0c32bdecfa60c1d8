import assert from 'node:assert/strict';
import {test} from 'node:test';
import {searchableContainer} from '../../../source/model/search/container.ts';
import {searchableProcess} from '../../../source/model/search/process.ts';
import {isWanted, parseQuery} from '../../../source/model/search/query.ts';
import {denied} from '../../../source/known.ts';
import {makeContainer, makeNamespaceUses, makeProcess} from '../../helpers/make.ts';

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
const finds = (text: string): boolean => isWanted(parseQuery(text), () => searchableContainer(container, {containers: new Map()}));

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
	const searchable = searchableContainer(guest, {containers: new Map([[container.key, container]])});
	assert.ok(isWanted(parseQuery('172.17.0.2'), () => searchable));
	assert.ok(!isWanted(parseQuery('shop-web-1'), () => searchable));
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
