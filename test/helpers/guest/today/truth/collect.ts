/**
Runs in the guest as root: writes what is true there into the file that it is given.
*/
import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {
	cgroupOf,
	countersOf,
	flagsOf,
	limitsOf,
	namespacesOf,
	pidsBelow,
} from './kernel.ts';
import {answers, askMakers, type Made} from './makers.ts';
import type {Running, TrueContainer, Truth} from './truth.ts';
import {findUnits} from './units.ts';

const hosts = namespacesOf('self');
const lastPid = Number(readFileSync('/proc/loadavg', 'utf8').trim().split(' ').at(-1));

/**
Path of the container's own cgroup: makers may put its processes below that, or into that of a service.
*/
function containerCgroup({maker, id, name}: Made, pid: number): string {
	const whole = cgroupOf(pid);
	const parts = whole.split('/');
	const unit = (last: RegExp): string => {
		const index = parts.findIndex(part => last.test(part));
		return index === -1 ? whole : parts.slice(0, index + 1).join('/');
	};

	if (maker === 'nspawn') {
		return unit(/\.(?:scope|service)$/);
	}

	if (maker === 'lxc' || maker === 'incus') {
		return unit(new RegExp(String.raw`^lxc\.payload\.${name}$`));
	}

	return id === undefined ? whole : unit(new RegExp(id));
}

function running(made: Made): Running | null {
	const {maker, pid, flags} = made;
	if (pid === undefined) {
		return null;
	}

	const cgroup = containerCgroup(made, pid);
	const namespaces = namespacesOf(pid);
	const found = flagsOf(pid, hosts);
	const isPrivileged = flags.includes('PRIV');
	// A sandbox lives in the cgroup of whoever made it.
	const hasOwnCgroup = !['bubblewrap', 'unshare'].includes(maker);
	return {
		cgroup,
		namespaces,
		limits: limitsOf(cgroup),
		counters: countersOf(cgroup, pid, namespaces.net !== hosts.net),
		// Who watches a machine is beside it in the same unit.
		pids: hasOwnCgroup ? pidsBelow(maker === 'nspawn' ? `${cgroup}/payload` : cgroup) : [],
		flags: [...flags, ...found.filter(flag => !(isPrivileged && ['CAP+', 'NOSECC'].includes(flag)))].toSorted(),
	};
}

/**
Null where it ended while it was read.
*/
function whileItRuns(made: Made): Running | null {
	try {
		return running(made);
	} catch (error) {
		if (['ENOENT', 'ESRCH', 'ENODEV'].includes((error as NodeJS.ErrnoException).code ?? '')) {
			return null;
		}

		throw error;
	}
}

const containers = askMakers().map((made): TrueContainer => ({
	maker: made.maker,
	name: made.name,
	id: made.id ?? null,
	image: made.image ?? null,
	state: made.state,
	exitCode: made.exitCode ?? null,
	health: made.health ?? null,
	restarts: made.restarts ?? null,
	isOomKilled: made.isOomKilled ?? null,
	project: made.project ?? null,
	ports: made.ports ?? [],
	pid: made.pid ?? null,
	running: whileItRuns(made),
}));

type Row = {readonly ns: number; readonly type: string; readonly nprocs: number};
const {namespaces} = JSON.parse(
	spawnSync('lsns', ['--json', '--output', 'NS,TYPE,NPROCS'], {encoding: 'utf8', maxBuffer: 2 ** 28}).stdout,
) as {readonly namespaces: readonly Row[]};
const memory = readFileSync('/proc/meminfo', 'utf8');
const kilobytes = (word: string): number => Number(new RegExp(String.raw`^${word}:\s+(\d+)`, 'm').exec(memory)![1]) * 1024;
const releaseField = (name: string): string | undefined =>
	new RegExp(`^${name}="?(.*?)"?$`, 'm').exec(readFileSync('/etc/os-release', 'utf8'))?.[1];

const sandboxes = containers.flatMap(({running: found}) => found?.pids.length === 0 ? [found.namespaces.pid!] : []);
const truth: Truth = {
	lastPid,
	containers,
	units: findUnits(containers, sandboxes),
	namespaces: namespaces.map(({type, ns, nprocs}) => [type, ns, nprocs]),
	host: {
		os: [releaseField('NAME'), releaseField('VERSION_ID')].filter(Boolean).join(' '),
		kernel: readFileSync('/proc/sys/kernel/osrelease', 'utf8').trim(),
		cpus: readFileSync('/proc/stat', 'utf8').split('\n').filter(line => /^cpu\d/.test(line)).length,
		memoryBytes: kilobytes('MemTotal'),
		swapBytes: kilobytes('SwapTotal') - kilobytes('SwapFree'),
	},
	answers,
};
writeFileSync(process.argv[2]!, JSON.stringify(truth));
