/**
What separates a process from the host, apart from its namespaces.
*/
import {
	isMissing,
	type Known,
	mapKnown,
	unsupported,
	valueOf,
} from '../../known.ts';
import {directoryOf, type Hierarchies} from '../cgroup/reader/hierarchies.ts';
import {type DeviceRule, parseDevices} from '../cgroup/devices.ts';
import {type Bytes, parsed} from '../fields.ts';
import {readBytes, readOnce} from '../files/content.ts';
import {isEnforced, parseEnforce, parseLabel} from '../pid/attr.ts';
import {parseCgroup} from '../pid/cgroup.ts';
import {type Mount, parseMountinfo} from '../pid/mountinfo.ts';
import {hasSameRoot, rootFileSystem} from '../pid/root-mount.ts';
import {parseStatus} from '../pid/status.ts';
import {parseUidMap} from '../pid/uid-map.ts';
import type {IsolationReading} from '../reading.ts';

/**
Reads it, of one process of each container, now and then.
*/
export class IsolationReader {
	readonly #proc: string;
	readonly #hierarchies: Hierarchies;
	readonly #selinux: string;
	#hostMounts: Known<readonly Mount[]> | undefined;

	/**
	`selinux` is the mount point of selinuxfs.
	*/
	constructor(proc: string, hierarchies: Hierarchies, selinux = '/sys/fs/selinux') {
		this.#selinux = selinux;
		this.#proc = proc;
		this.#hierarchies = hierarchies;
	}

	/**
	All of it. A container's first process stands for it.
	*/
	read(pid: number): IsolationReading {
		const status = parsed(readOnce(`${this.#proc}/${pid}/status`), parseStatus);
		const mounts = this.#readMounts(String(pid));
		const lsmLabel = this.#read(`${pid}/attr/current`, parseLabel);
		return {
			capabilities: mapKnown(status, ({capabilities}) => capabilities),
			seccomp: isMissing(status) ? status : status.seccomp,
			noNewPrivileges: isMissing(status) ? status : status.noNewPrivileges,
			lsmLabel,
			isLabelEnforced: mapKnown(lsmLabel, label => isEnforced(label, parsed(readBytes(`${this.#selinux}/enforce`), parseEnforce))),
			idMaps: {users: this.#read(`${pid}/uid_map`, parseUidMap), groups: this.#read(`${pid}/gid_map`, parseUidMap)},
			root: isMissing(mounts) ? mounts : rootFileSystem(mounts),
			rootIsHostRoot: isMissing(mounts) ? mounts : mapKnown(this.#findHostMounts(), hostMounts => hasSameRoot(mounts, hostMounts)),
			devices: this.#readDevices(pid),
			mounts,
			hostMounts: isMissing(mounts) ? mounts : this.#findHostMounts(),
		};
	}

	/**
	Of pid 1, which anyone may read. The directories that rule the host are mounted before nstop can look, and what comes later is no
	such directory.
	*/
	#findHostMounts(): Known<readonly Mount[]> {
		this.#hostMounts ??= [this.#readMounts('1'), this.#readMounts('self')].find(mounts => (valueOf(mounts)?.length ?? 0) > 0) ?? unsupported;
		return this.#hostMounts;
	}

	#readMounts(pid: string): Known<readonly Mount[]> {
		return parsed(readBytes(`${this.#proc}/${pid}/mountinfo`), parseMountinfo);
	}

	#readDevices(pid: number): Known<readonly DeviceRule[]> {
		const hierarchy = this.#hierarchies.controllers.get('devices');
		if (!hierarchy) {
			return unsupported;
		}

		const memberships = parsed(readOnce(`${this.#proc}/${pid}/cgroup`), parseCgroup);
		if (isMissing(memberships)) {
			return memberships;
		}

		const directory = directoryOf(hierarchy, memberships.find(({controllers}) => controllers.includes('devices'))?.path ?? '/');
		return directory === undefined ? unsupported : parsed(readBytes(`${directory}/devices.list`), parseDevices);
	}

	#read<Value>(name: string, parse: (bytes: Bytes) => Known<Value>): Known<Value> {
		return parsed(readBytes(`${this.#proc}/${name}`), parse);
	}
}
