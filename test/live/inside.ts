/**
Nstop in a container: it sees the world of that container, or that of the host where it shares its pid namespace, and says which.
*/
import assert from 'node:assert/strict';
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {eventually} from '../helpers/engine.ts';
import {printDocument, type Document, type Launch} from '../helpers/documents.ts';
import {programInside, programVolumes} from '../helpers/inside.ts';
import {Workshop} from '../helpers/workshop.ts';
import {openZoo} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('inside');
const workshop = new Workshop();
const words = '--json --all --no-engine --interval 1';
// Busy, so that there is something to count.
const company = 'sleep 3000 & (while :; do :; done) &';

/**
What the program prints in a container with these options of `docker run`.
*/
async function documentIn(name: string, ...options: readonly string[]): Promise<Document> {
	await zoo.run(name, ...options, ...programVolumes(), '--', 'sh', '-c', `${company} exec sleep 3001`);
	await eventually('all have become what they shall be', async () => {
		const listing = await zoo.inside(name, 'ps', '-o', 'args');
		return ['sleep 3000', 'sleep 3001'].every(command => listing.split('\n').includes(command));
	});
	return JSON.parse(await zoo.inside(name, 'sh', '-c', `exec ${programInside} ${words}`)) as Document;
}

function commandsOf({processes}: Document): readonly string[] {
	return processes.map(({args}) => args?.join(' ') ?? '').toSorted();
}

for (const cgroups of ['host', 'private']) {
	test(`in a container of Docker the world is that container: its processes, its CPU time, its limits (${cgroups} cgroups)`, {skip}, async () => {
		const document = await documentIn(cgroups, '--cgroupns', cgroups, '--cpus', '0.5', '--memory', '300m', '--pids-limit', '60');
		const {host} = document;
		assert.equal(host.inside?.runtime, 'docker');
		assert.equal(host.inside.seesHostProcesses, false);
		assert.deepEqual(host.inside.ofMachine, ['load']);
		assert.deepEqual(document.containers, [], 'it does not see itself as a container from the outside');
		assert.ok(commandsOf(document).includes('sleep 3000'));
		assert.equal(document.processes.length, 4, commandsOf(document).join(', '));
		assert.deepEqual([host.cpuLimit, host.memoryBytes, host.inside.tasksLimit], [0.5, 300 * 1024 * 1024, 60]);
		const taken = document.processes.reduce((sum, {cpuPercent}) => sum + (cpuPercent ?? 0), 0);
		assert.ok(taken > 1, 'the busy one');
		assert.ok(Math.abs(host.cpuPercent! * 0.5 - taken) < 10, `${host.cpuPercent} % of half a core, its processes ${taken} % of one`);
		assert.ok(host.memoryUsedBytes! > 10_000_000, String(host.memoryUsedBytes));
		assert.ok(host.memoryUsedBytes! < host.memoryBytes, String(host.memoryUsedBytes));
		assert.ok(host.inside.tasks! >= document.processes.length);
	});
}

test('where its cgroup is out of sight, the numbers of the machine are called so and the host is the sum over its processes', {skip}, async () => {
	const document = await documentIn('blind', '--tmpfs', '/sys/fs/cgroup');
	assert.deepEqual(document.host.inside?.ofMachine, ['cpu', 'memory', 'swap', 'load']);
	assert.equal(document.containers.length, 0);
	const [rest] = document.units!;
	assert.equal(rest?.kind, 'none');
	assert.ok(rest.usage.cpuPercent! > 1, 'the busy one');
	assert.ok(rest.usage.cpuPercent! < 130, `${rest.usage.cpuPercent} % is more than its processes take`);
});

test('with the pid namespace of the host all its containers are seen, and numbers and namespaces are not taken for the container\'s', {skip}, async () => {
	const other = await zoo.run('other', '--', 'sleep', '3002');
	const document = await documentIn('guest', '--pid', 'host');
	assert.equal(document.host.inside?.runtime, 'docker');
	assert.equal(document.host.inside.seesHostProcesses, true);
	assert.deepEqual(document.host.inside.ofMachine, []);
	const own = await zoo.inspect('guest', '.Id');
	assert.ok(document.containers.some(({id}) => id === other));
	const seen = document.containers.find(({id}) => id === own);
	assert.equal(seen?.namespaces.pid.host, true);
	assert.notEqual(seen.namespaces.mnt.host, true, 'its mounts are its own');
	assert.notEqual(seen.namespaces.net.host, true, 'its network is its own');
});

/**
As lxcfs has it: a container's numbers over those of the machine, and a pid namespace of its own without a cgroup of its own.
*/
function lxcfs(): Launch {
	const folder = path.join(workshop.folder, 'lxcfs');
	mkdirSync(folder, {recursive: true});
	const cpu = (name: string) => `${name} 100 0 100 800 0 0 0 0 0 0`;
	const texts = {
		uptime: '50.00 50.00\n',
		stat: `${[cpu('cpu'), cpu('cpu0')].join('\n')}\nintr 1\nctxt 1\nbtime 1700000000\nprocesses 100\nprocs_running 1\nprocs_blocked 0\n`,
		meminfo: 'MemTotal:  524288 kB\nMemFree:  262144 kB\nMemAvailable:  393216 kB\nSwapTotal:  0 kB\nSwapFree:  0 kB\n',
		loadavg: '0.01 0.02 0.03 1/5 99\n',
	};
	for (const [name, text] of Object.entries(texts)) {
		writeFileSync(path.join(folder, name), text);
	}

	const mounting = Object.keys(texts).map(name => `mount --bind ${folder}/${name} /proc/${name}`).join(' && ');
	const script = `export container=lxc; sleep 3003 & ${mounting} && "$@"; code=$?; kill $!; exit $code`;
	return {before: ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc', '--uts', '--ipc', '--cgroup', 'sh', '-c', script, 'sh']};
}

test('under lxcfs, in a container of LXC, the numbers are those that it shows', {skip}, async () => {
	const document = await printDocument(['--all', '--no-engine', '--interval', '0.5'], lxcfs());
	const {host} = document;
	assert.deepEqual(host.inside?.ofMachine.filter(number => number !== 'swap'), []);
	assert.equal(host.cpus, 1);
	assert.deepEqual(commandsOf(document).filter(command => command === 'sleep 3003'), ['sleep 3003']);
	assert.ok(host.inside.uptimeSeconds! < 60, `up for ${host.inside.uptimeSeconds} s`);
	assert.ok(host.uptimeSeconds > host.inside.uptimeSeconds!, 'the clock of the kernel');
});
