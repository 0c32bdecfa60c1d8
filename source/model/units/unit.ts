/**
What has a row of its own although it is no container: systemd's units, other cgroups, and what is left of the host.
*/
import type {UnitFacts} from '../../systemd/unit-facts.ts';
import type {UnitManager} from '../../systemd/unit-path.ts';

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
	As systemd has the name, with its escapes; of any other cgroup the name of its directory. Empty for what is no cgroup.
	*/
	readonly name: string;
	/**
	Who made the unit; undefined for what is none.
	*/
	readonly manager?: UnitManager | undefined;
	/**
	What the system's manager says of it; undefined where it is not known there.
	*/
	readonly facts?: UnitFacts | undefined;
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
/**
The row of what is in the root cgroup alone, where every other cgroup has a row. It stands for other processes than the row of `noneKey`,
so it has a key of its own, and thereby a history.
*/
export const rootKey = 'root:';
