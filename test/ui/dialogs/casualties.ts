import assert from 'node:assert/strict';
import test from 'node:test';
import type {Container} from '../../../source/model/container.ts';
import {containerTarget} from '../../../source/ui/actions/targets.ts';
import {casualties} from '../../../source/ui/dialogs/casualties.ts';
import type {Operation} from '../../../source/ui/target.ts';
import {
	makeContainer,
	makeEngine,
	makeNamespaceUses,
	makeSnapshot,
	takenAt,
} from '../../helpers/make.ts';

const socket = '0:7';
const engine = makeEngine({socket});
const path = '/system.slice/docker.service';
const docker = makeContainer({
	name: 'docker.service',
	key: `unit:${path}`,
	pids: [9],
	unit: {
		kind: 'service', path, name: 'docker.service', isLeaf: true, manager: {kind: 'system'},
	},
});
const sidecar = makeContainer({
	name: 'sidecar', engine: undefined, cgroup: '/elsewhere/sidecar', startedAt: takenAt,
});
const web = makeContainer({
	name: 'web',
	engine: undefined,
	cgroup: '/elsewhere/web',
	startedAt: takenAt - 60_000,
	namespaces: makeNamespaceUses('web', {net: {inode: 7, isHost: false, sharedWith: [sidecar.key]}}),
	ports: [{
		hostAddress: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp',
	}],
});
const inside = makeContainer({name: 'inside', engine: undefined, cgroup: `${path}/inside`});
const nested = makeContainer({
	name: 'nested', engine: undefined, cgroup: '/elsewhere/web/nested', parent: web.key,
});
const told = makeContainer({name: 'told', engine: engine.id, cgroup: '/docker/told'});
const snapshot = makeSnapshot({
	engines: [engine],
	engineProcesses: [{
		pid: 9, program: 'dockerd', path: '/run/docker.sock', socket, container: undefined, isAskable: true,
	}],
	containers: [sidecar, web, inside, nested, told],
	units: new Map([[docker.key, docker]]),
});
const of = (name: Exclude<Operation['name'], 'kill' | 'rename' | 'update'>, ...targets: readonly Container[]): readonly string[] =>
	casualties({name}, targets.map(target => containerTarget(target)), snapshot);

const lostNetwork = 'sidecar uses its network namespace and loses its network.';
const lostEngine = 'docker runs in it: its containers may end too (told).';
const lostPorts = 'Published ports that go away: 8080→80.';

test('with a container fall those in it, those that use its network, and its ports', () => {
	assert.deepEqual(of('stop', web), ['nested runs inside and ends too.', lostNetwork, lostPorts]);
	assert.deepEqual(of('restart', web), ['nested runs inside and ends too.', lostNetwork]);
	assert.deepEqual(of('pause', web), []);
});

test('with a unit fall the containers in its cgroup, and may fall those of an engine that runs in it', () => {
	assert.deepEqual(of('stop', docker), ['inside runs inside and ends too.', lostEngine]);
});

test('where both are meant, the losses of both are told, and nobody who is meant is among them', () => {
	assert.deepEqual(of('stop', docker, web), ['inside, nested run inside and end too.', lostEngine, lostNetwork, lostPorts]);
	assert.deepEqual(of('stop', docker, web, inside, told), ['nested runs inside and ends too.', lostNetwork, lostPorts]);
});
