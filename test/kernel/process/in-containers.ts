import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {before, test} from 'node:test';
import {fileIdentity, readText} from '../../../source/kernel/files/found.ts';
import {allowsAllDevices} from '../../../source/kernel/cgroup/devices.ts';
import {KernelScanner} from '../../../source/kernel/scan.ts';
import {isMissing, type Known, unsupported} from '../../../source/known.ts';
import {openZoo} from '../../helpers/zoo.ts';

const {skip, zoo} = await openZoo('kernel');
const scanner = new KernelScanner();
const {closely} = scanner;
const hasDeviceCgroups = scanner.hierarchies.controllers.has('devices');
const device = existsSync('/dev/kmsg') ? ['--device', '/dev/kmsg'] : [];

const pidOf = async (name: string): Promise<number> => Number(await zoo.inspect(name, '.State.Pid'));

function known<Value>(value: Known<Value>): Value {
	assert.ok(!isMissing(value), `not read: ${isMissing(value) ? value.missing : ''}`);
	return value;
}

before(async () => {
	if (skip !== false) {
		return;
	}

	await zoo.run('plain', '--', 'sleep', '3000');
	await zoo.run('privileged', '--privileged', '--', 'sleep', '3000');
	const rights = [
		'--cap-drop',
		'ALL',
		'--cap-add',
		'NET_ADMIN',
		'--security-opt',
		'no-new-privileges',
		'--security-opt',
		'seccomp=unconfined',
		'--read-only',
	];
	await zoo.run('strict', ...rights, ...device, '--volume', `${zoo.engine.socketPath}:/var/run/docker.sock`, '--', 'sleep', '3000');
});

test('a container that asks for nothing is isolated as Docker usually does it', {skip}, async () => {
	const reading = closely.isolation(await pidOf('plain'));
	assert.equal(known(reading.capabilities).effective, 0xA8_04_25_FBn);
	assert.equal(reading.seccomp, 'filter');
	assert.equal(reading.noNewPrivileges, false);
	assert.equal(reading.rootIsHostRoot, false);
	const root = known(reading.root);
	assert.equal(root.isReadOnly, false);
	assert.equal(root.upper, await zoo.inspect('plain', '.GraphDriver.Data.UpperDir'));
	assert.ok(root.lower.length > 0);
	assert.equal(hasDeviceCgroups ? allowsAllDevices(known(reading.devices)) : reading.devices, hasDeviceCgroups ? false : unsupported);
});

test('each wish of a container for more or less is seen', {skip}, async () => {
	const reading = closely.isolation(await pidOf('strict'));
	// NET_ADMIN is bit 12.
	assert.equal(known(reading.capabilities).effective, 0x10_00n);
	assert.equal(reading.seccomp, 'disabled');
	assert.equal(reading.noNewPrivileges, true);
	assert.equal(known(reading.root).isReadOnly, true);
	const isGiven = hasDeviceCgroups && device.length > 0;
	assert.deepEqual(
		(isGiven ? known(reading.devices) : [])
			.filter(({major, minor}) => major === 1 && minor === 11)
			.map(({type, access}) => [type, access]),
		isGiven ? [['c', 'rwm']] : [],
	);
});

test('a privileged container may use all devices and all calls', {skip}, async () => {
	const reading = closely.isolation(await pidOf('privileged'));
	assert.equal(reading.seccomp, 'disabled');
	assert.ok(known(reading.capabilities).effective > 0xA8_04_25_FBn);
	assert.equal(hasDeviceCgroups ? allowsAllDevices(known(reading.devices)) : reading.devices, hasDeviceCgroups ? true : unsupported);
});

test('the engine\'s socket in a container is known for what it is, and there is none in others', {skip}, async () => {
	const [socket, ...others] = known(closely.socketMounts(await pidOf('strict')));
	assert.deepEqual(others, []);
	assert.match(socket?.path ?? '', /^\/(?:var\/)?run\/docker\.sock$/);
	assert.deepEqual(socket?.identity, fileIdentity(zoo.engine.socketPath));
	assert.deepEqual(closely.socketMounts(await pidOf('plain')), []);
});

test('the folder that the engine keeps for a container is found without asking the engine', {skip}, async () => {
	const mount = known(closely.isolation(await pidOf('plain')).mounts).find(({mountPoint}) => mountPoint === '/etc/hostname');
	assert.ok(mount);
	const place = known(closely.mountSource(mount));
	const settings = JSON.parse(known(readText(path.join(path.dirname(place), 'config.v2.json'), 1_048_576))) as {
		readonly ID: string;
		readonly Name: string;
	};
	assert.equal(settings.ID, await zoo.inspect('plain', '.Id'));
	assert.equal(settings.Name, `/${zoo.fullName('plain')}`);
	assert.equal(closely.readTextInRoot(await pidOf('plain'), '/etc/hostname', 100), readFileSync(place, 'utf8'));
});

test('the engine\'s own socket is found at its process', {skip}, () => {
	const daemons = [...scanner.discover().processes.values()].filter(({comm}) => comm === 'dockerd');
	const paths = daemons.flatMap(({pid}) => known(closely.engineSockets(pid))).map(socket => socket.path);
	assert.deepEqual(paths.filter(place => place === zoo.engine.socketPath), [zoo.engine.socketPath]);
});
