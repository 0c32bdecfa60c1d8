/**
What has a row of its own although it is no container: systemd's units, other cgroups, and what is left of the host.
*/

/**
- `host`: all that is in no container, in one row, while units have no rows of their own.
- `service`, `scope`, `slice`: a unit of systemd. A slice stands for all units in it.
- `cgroup`: a cgroup that is no unit.
- `kernel`: the kernel's own threads.
- `none`: processes in no unit.
*/
export type UnitKind = 'host' | 'service' | 'scope' | 'slice' | 'cgroup' | 'kernel' | 'none';

/**
What a row stands for that is no container.
*/
export type Unit = {
	readonly kind: UnitKind;
	/**
	Path of its cgroup; empty for what is no cgroup.
	*/
	readonly path: string;
	/**
	Whether processes are in it that are in no unit below it.
	*/
	readonly isLeaf: boolean;
};

/**
The row that stands for all that is in no container.
*/
export const hostKey = 'host:';
export const kernelKey = 'kernel:';
export const noneKey = 'none:';
