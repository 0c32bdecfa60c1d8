/**
Which directories tell of one cgroup: on v2 one for everything, on v1 one for each controller.
*/
import type {CgroupMembership} from '../../pid/cgroup.ts';
import {type CgroupMount, directoryOf, type Hierarchies} from './hierarchies.ts';

const controllersRead = ['cpu', 'cpuacct', 'cpuset', 'memory', 'pids', 'blkio', 'freezer'] as const;

type Controller = (typeof controllersRead)[number];

/**
A cgroup by its path, as in /proc/PID/cgroup, and where its files are.
*/
export type CgroupLevel = {readonly path: string; readonly directory: string};

/**
Directories of one cgroup; undefined where the controller is not mounted as v1 or the cgroup has no place of its own there.
*/
export type CgroupPlaces = Readonly<Record<Controller, string | undefined>> & {
	readonly unified: string | undefined;
	/**
	In v2, the directory of the cgroup that the first process is in, where that is below the container's own.
	*/
	readonly inner: string | undefined;
	/**
	The cgroup itself and those that it lies in, from the inside out, without the root; in v2, and in the hierarchies of v1 that set limits.
	Empty where it has no place of its own there.
	*/
	readonly levels: Readonly<Record<'unified' | 'cpu' | 'cpuset' | 'memory' | 'pids', readonly CgroupLevel[]>>;
	/**
	Where to look for its processes.
	*/
	readonly members: string | undefined;
};

/**
Joins the memberships of a process with what is mounted.

Where v1 has the controllers, v2 may put the process elsewhere: older runtimes leave it in the cgroup of their service there, whose
numbers would be wrong. So v2 is trusted only
if its path is one of those of v1, or v1 was not used at all.
*/
export function findPlaces({controllers, unified}: Hierarchies, memberships: readonly CgroupMembership[]): CgroupPlaces {
	const inV1 = (controller: string): CgroupMembership | undefined =>
		controllers.has(controller) ? memberships.find(membership => membership.controllers.includes(controller)) : undefined;
	const directoryInV1 = (controller: string): string | undefined =>
		directoryOf(controllers.get(controller), inV1(controller)?.path ?? '/');
	const places = Object.fromEntries(controllersRead.map(controller => [controller, directoryInV1(controller)])) as Record<
		Controller,
		string | undefined
	>;
	const pathsInV1 = controllersRead.map(controller => inV1(controller)?.path ?? '/').filter(path => path !== '/');
	const {path, innerPath} = memberships.find(({hierarchy}) => hierarchy === 0) ?? {path: '/'};
	const isTrusted = pathsInV1.length === 0 || pathsInV1.includes(path);
	const directory = isTrusted ? directoryOf(unified, path) : undefined;
	return {
		...places,
		unified: directory,
		inner: directory === undefined || innerPath === undefined ? undefined : directoryOf(unified, innerPath),
		levels: {
			unified: directory === undefined ? [] : levelsOf(unified, path),
			cpu: levelsOf(controllers.get('cpu'), inV1('cpu')?.path ?? '/'),
			cpuset: levelsOf(controllers.get('cpuset'), inV1('cpuset')?.path ?? '/'),
			memory: levelsOf(controllers.get('memory'), inV1('memory')?.path ?? '/'),
			pids: levelsOf(controllers.get('pids'), inV1('pids')?.path ?? '/'),
		},
		members: places.pids ?? places.memory ?? directory ?? places.cpuacct ?? places.cpu ?? directoryInV1('name=systemd'),
	};
}

/**
The hierarchy in which nearly every container has a cgroup of its own.
*/
export function memberRoot({controllers, unified}: Hierarchies): CgroupMount | undefined {
	return controllers.get('pids') ?? controllers.get('memory') ?? unified ?? controllers.get('name=systemd');
}

function levelsOf(hierarchy: CgroupMount | undefined, path: string): readonly CgroupLevel[] {
	return ancestorsOf(path).flatMap(level => {
		const directory = directoryOf(hierarchy, level);
		return directory === undefined ? [] : [{path: level, directory}];
	});
}

/**
`/a/b/c` itself, `/a/b` and `/a`.
*/
function ancestorsOf(path: string): readonly string[] {
	const names = path.split('/');
	return names.slice(1).map((_, index) => names.slice(0, names.length - index).join('/'));
}
