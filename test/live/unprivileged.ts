import assert from 'node:assert/strict';
import test, {before} from 'node:test';
import {eventually} from '../helpers/engine.ts';
import {DocumentStream, printDocument, runProgram} from '../helpers/documents.ts';
import {asNobody} from '../helpers/nobody.ts';
import {
	containerIn,
	kinds,
	memoryOf,
	openZoo,
} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('unprivileged');
const ids = new Map<string, string>();
before(async () => {
	if (skip !== false) {
		return;
	}

	ids.set('idle', await zoo.run('idle', '--memory', '64m', '--pids-limit', '20', '--', 'sh', '-c', 'sleep 3000 & wait'));
	ids.set('burner', await zoo.run('burner', '--cpus', '0.3', '--', 'sh', '-c', 'while :; do :; done'));
	// Its cgroup says that it is a container only by whose child is in it.
	ids.set('elsewhere', await zoo.run('elsewhere', '--cgroup-parent', `/${zoo.fullName('parent')}`, '--', 'sleep', '3000'));
	ids.set('own-user', await zoo.run('own-user', '--user', '65534:65534', '--', 'sleep', '3000'));
});

const look = async () => printDocument([...zoo.words, '--interval', '0.5'], asNobody());

test('A user who may not talk to the engine still sees the containers, by their cgroups', {skip}, async () => {
	const document = await look();
	const [engine] = document.engines;
	assert.equal(engine?.state, 'denied');
	assert.match(engine.detail!, /\w/);
	for (const [name, id] of ids) {
		const container = containerIn(document, id);
		assert.equal(container.name, id.slice(0, 12));
		assert.equal(container.state, 'running');
		assert.equal(container.runtime, 'docker');

		assert.equal(container.initPid, Number(await zoo.inspect(name, '.State.Pid')), name);
	}

	assert.equal(containerIn(document, ids.get('idle')!).pids.length, 2);
});

test('Namespaces of others are denied, and say so', {skip}, async () => {
	const document = await look();
	const {namespaces, initPid} = containerIn(document, ids.get('idle')!);
	const init = document.processes.find(({pid}) => pid === initPid)!;
	for (const kind of kinds) {
		assert.deepEqual(namespaces[kind], {
			inode: null, host: null, sharedWith: [], missing: {inode: 'denied', host: 'denied'},
		}, kind);
		assert.equal(init.namespaces[kind], null);
		assert.equal(init.namespaces.missing?.[kind], 'denied');
	}
});

test('The numbers of the cgroup are there for everybody', {skip}, async t => {
	const {usage} = await eventually('nstop as nobody and the engine tell the same memory', async () => {
		const container = containerIn(await look(), ids.get('idle')!);
		return container.usage.memoryBytes === memoryOf(await zoo.stats('idle')) ? container : undefined;
	});
	t.diagnostic(`memory ${usage.memoryBytes}, as the engine tells`);
	assert.equal(usage.memoryLimitBytes, 64 * 2 ** 20);
	assert.equal(usage.pids, 2);
	assert.equal(usage.pidsLimit, 20);
	assert.equal(usage.cpuPercent, 0);
	const stream = new DocumentStream([...zoo.words, '--interval', '2'], asNobody());
	try {
		const {value} = await stream.until('a busy container that is throttled', document => {
			const {cpuPercent, throttledPercent} = containerIn(document, ids.get('burner')!).usage;
			return throttledPercent! > 0 && cpuPercent! > 10 && cpuPercent!;
		});
		t.diagnostic(`nstop as nobody ${value} %`);
		assert.ok(value < 33, `${value}`);
	} finally {
		assert.deepEqual(await stream.end(), {code: 0, stderr: ''});
	}
});

test('What cannot be known from outside a network namespace is unknown, and not nothing', {skip}, async () => {
	const {usage} = containerIn(await look(), ids.get('idle')!);
	assert.equal(usage.networkRxBytes, null);
	assert.equal(usage.missing?.networkRxBytes, 'denied');
	assert.equal(usage.missing.networkRxPerSecond, 'denied');
});

test('Processes of others show their names, arguments and use', {skip}, async () => {
	const document = await look();
	const [first, second] = document.processes.filter(({container}) => container === ids.get('idle'));
	assert.deepEqual(first!.args, ['sh', '-c', 'sleep 3000 & wait']);
	assert.equal(first!.pidInside, 1);
	assert.equal(second!.parentPid, first!.pid);
	assert.equal(second!.comm, 'sleep');
	assert.equal(second!.uid, 0);
	assert.ok(second!.residentBytes! > 0);
});

test('A container whose processes are the user\'s own can be looked into', {skip}, async () => {
	const document = await look();
	const {initPid, namespaces} = containerIn(document, ids.get('own-user')!);
	const init = document.processes.find(({pid}) => pid === initPid)!;
	assert.equal(init.uid, 65_534);
	assert.equal(typeof namespaces.net.inode, 'number');
	assert.equal(namespaces.net.inode, init.namespaces.net);
	assert.equal(namespaces.user.host, true);
	assert.equal(namespaces.pid.host, false);
});

test('The table of a user who may not talk to the engine is printed too, and why it has no names', {skip}, async () => {
	const {code, stdout, stderr} = await runProgram([...zoo.words, '--interval', '0.5'], asNobody());
	assert.equal(code, 0);
	assert.ok(stdout.includes(ids.get('idle')!.slice(0, 12)));
	assert.match(stderr, /^nstop: .*permission denied on its socket/);
});
