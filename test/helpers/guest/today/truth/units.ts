/**
What is in no container: each unit with processes as the kernel's cgroups have it, and what systemd's own client says of it.
*/
import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import process from 'node:process';
import {memoryOf, namespacesOf, tasksOf} from './kernel.ts';
import type {ToldOfUnit, TrueContainer, TrueUnit} from './truth.ts';

const top = '/sys/fs/cgroup';
const isUnitName = /^_?[^@]\S*\.(service|scope|slice|mount|socket|swap)$/;

type Cgroup = {readonly path: string; readonly own: readonly number[]};

function cgroupsBelow(path: string): readonly Cgroup[] {
	const directory = `${top}${path}`;
	// It may have ended meanwhile.
	if (!existsSync(`${directory}/cgroup.procs`)) {
		return [];
	}

	const inner = readdirSync(directory, {withFileTypes: true}).filter(entry => entry.isDirectory());
	const own = readFileSync(`${directory}/cgroup.procs`, 'utf8').split('\n').filter(Boolean).map(Number);
	return [{path, own}, ...inner.flatMap(({name}) => cgroupsBelow(`${path}/${name}`))];
}

function isWithin(path: string, outer: string): boolean {
	return path === outer || path.startsWith(`${outer}/`);
}

/**
Whether it is a thread of the kernel's own: these alone have no memory.
*/
function isKernelThread(pid: number): boolean {
	return existsSync(`/proc/${pid}/status`) && !/^VmSize:/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
		&& (pid === 2 || /^PPid:\s+2$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')));
}

/**
The units on the way to a cgroup, outermost first.
*/
function unitsOn(path: string): readonly string[] {
	const parts = path.split('/');
	return parts.flatMap((part, index) => isUnitName.test(part) ? [parts.slice(0, index + 1).join('/')] : []);
}

/**
Where the processes of a container are: beside those of a machine are those who watch it. One that restarts in a loop may have begun since
its engine was asked.
*/
function placeOf({maker, id, running}: TrueContainer): readonly string[] {
	if (running && running.pids.length > 0) {
		return [maker === 'nspawn' ? `${running.cgroup}/payload` : running.cgroup];
	}

	return id === null ? [] : [`/system.slice/docker-${id}.scope`];
}

/**
All units that have a process outside of containers, in themselves or below; the ones that systemd is about to start or that have failed;
the kernel's threads as `kernel` and what is in no unit as `none`. `sandboxes` are the pid namespaces of containers without a cgroup of
their own.
*/
export function findUnits(containers: readonly TrueContainer[], sandboxes: readonly number[]): readonly TrueUnit[] {
	const told = new Map(askSystemd().map(each => [each.cgroup === '' ? `/system.slice/${each.name}` : each.cgroup, each]));
	const outside = cgroupsBelow('').filter(({path}) => containers.flatMap(each => placeOf(each)).every(place => !isWithin(path, place)));
	const members = new Map<string, number[]>();
	const add = (id: string, pids: readonly number[]): void => {
		members.set(id, [...members.get(id) ?? [], ...pids]);
	};

	for (const {path, own} of outside) {
		const units = unitsOn(path);
		for (const unit of units) {
			add(unit, own);
		}

		if (units.length === 0) {
			const kernel = new Set(own.filter(pid => isKernelThread(pid)));
			add('kernel', [...kernel]);
			add('none', own.filter(pid => !kernel.has(pid)));
		}
	}

	const without = [...told].filter(([id, {state}]) => ['failed', 'activating', 'deactivating'].includes(state) && !members.get(id)?.length);
	return [
		...[...members].filter(([, pids]) => pids.length > 0)
			.map(([id, pids]) => unitOf(id, pids, {containers, sandboxes, told: told.get(id) ?? null})),
		...without.map(([id, each]) => unitOf(id, [], {containers: [], sandboxes, told: each})),
	];
}

type Context = {readonly containers: readonly TrueContainer[]; readonly sandboxes: readonly number[]; readonly told: ToldOfUnit | null};

function unitOf(id: string, pids: readonly number[], {containers, sandboxes, told}: Context): TrueUnit {
	const parts = id.split('/');
	const name = parts.at(-1)!;
	const kind = isUnitName.exec(name)?.[1];
	const inside = containers.flatMap(({running}) => running?.pids.length && isWithin(running.cgroup, id) ? [running.counters] : []);
	const rest = (whole: number | null, shares: ReadonlyArray<number | null>): number | null =>
		whole === null ? null : Math.max(0, whole - shares.reduce<number>((sum, share) => sum + (share ?? 0), 0));
	const isCgroup = kind !== undefined && pids.length > 0;
	return {
		id,
		name: name.replace(/^_/, ''),
		kind: kind === undefined ? id : (['service', 'scope', 'slice'].includes(kind) ? kind : 'service'),
		parent: unitsOn(parts.slice(0, -1).join('/')).at(-1) ?? null,
		pids: pids.toSorted((a, b) => a - b),
		sandboxed: pids.filter(pid => sandboxes.includes(pidNamespaceOf(pid))).map(pid => [pid, threadsOf(pid)] as const),
		eldest: pids.toSorted((a, b) => startOf(a) - startOf(b) || a - b)[0] ?? null,
		memoryBytes: isCgroup ? rest(memoryOf(id), inside.map(({memoryBytes}) => memoryBytes)) : null,
		tasks: isCgroup ? rest(tasksOf(id), inside.map(({tasks}) => tasks)) : null,
		told,
	};
}

/**
0 where it has ended.
*/
function pidNamespaceOf(pid: number): number {
	try {
		return namespacesOf(pid).pid!;
	} catch {
		return 0;
	}
}

function threadsOf(pid: number): number {
	return existsSync(`/proc/${pid}/task`) ? readdirSync(`/proc/${pid}/task`).length : 0;
}

/**
In ticks since the boot.
*/
function startOf(pid: number): number {
	const file = `/proc/${pid}/stat`;
	return existsSync(file) ? Number(readFileSync(file, 'utf8').replace(/^.*\) /s, '').split(' ', 20)[19]) : Infinity;
}

/**
The system's manager alone is asked: those of users are theirs.
*/
function askSystemd(): readonly ToldOfUnit[] {
	const properties = ['Id', 'Description', 'ActiveState', 'SubState', 'Result', 'NRestarts', 'MainPID', 'ControlGroup'];
	const {stdout} = spawnSync('systemctl', ['show', `--property=${properties.join(',')}`, '*.service', '*.scope', '*.slice'], {
		encoding: 'utf8', maxBuffer: 2 ** 28, env: {...process.env, LC_ALL: 'C.UTF-8'},
	});
	return stdout.split('\n\n').map(block => {
		const value = (name: string): string | undefined => new RegExp(`^${name}=(.*)$`, 'm').exec(block)?.[1];
		const number = (name: string): number | null => value(name) === undefined ? null : Number(value(name));
		return {
			name: value('Id') ?? '',
			cgroup: value('ControlGroup') ?? '',
			description: value('Description') ?? '',
			state: value('ActiveState') ?? '',
			subState: value('SubState') ?? '',
			result: value('Result') ?? null,
			restarts: number('NRestarts'),
			mainPid: number('MainPID') === 0 ? null : number('MainPID'),
		};
	});
}
