/**
What tells a process from all others, and one container's from another's.
*/
import {
	isMissing,
	type Known,
	unsupported,
	valueOf,
} from '../../known.ts';
import {MembershipSets} from '../cgroup/reader/memberships.ts';
import {parsed} from '../fields.ts';
import {readOnce} from '../files/content.ts';
import type {CgroupMembership} from '../pid/cgroup.ts';
import {parseStat, type ProcessStat} from '../pid/stat.ts';
import type {ProcessIdentity} from '../reading.ts';
import type {NamespaceReader} from './namespaces.ts';

/**
Reads the identities of processes. Those in the same cgroups have the same object for them.
*/
export class IdentityReader {
	readonly #proc: string;
	readonly #namespaces: NamespaceReader;
	readonly #memberships = new MembershipSets();

	constructor(proc: string, namespaces: NamespaceReader) {
		this.#proc = proc;
		this.#namespaces = namespaces;
	}

	/**
	What /proc/PID/stat says now.
	*/
	stat(pid: number): Known<ProcessStat> {
		return parsed(readOnce(`${this.#proc}/${pid}/stat`), bytes => parseStat(bytes));
	}

	/**
	Undefined where the process has ended before all was read.
	*/
	identity({pid, startTicks, parentPid, comm, isKernelThread}: ProcessStat): ProcessIdentity | undefined {
		const cgroups = parsed(readOnce(`${this.#proc}/${pid}/cgroup`), bytes => this.#memberships.parse(bytes));
		const pidNamespace = this.#namespaces.read(pid, 'pid');
		const hasEnded = [cgroups, pidNamespace].some(value => isMissing(value) && value.missing === 'gone') && isMissing(this.stat(pid));
		return hasEnded
			? undefined
			: {
				pid,
				startTicks,
				parentPid,
				comm,
				isKernelThread,
				cgroups,
				pidNamespace,
				mountNamespace: this.#readMountNamespace(pid, cgroups, pidNamespace),
			};
	}

	/**
	Tells containers apart that share a pid namespace or have none; nobody else is asked for it.
	*/
	#readMountNamespace(pid: number, cgroups: Known<readonly CgroupMembership[]>, pidNamespace: Known<number>): Known<number> {
		const isApart = pidNamespace !== this.#namespaces.own.pid || valueOf(cgroups)?.some(({path}) => path !== '/') === true;
		return isMissing(pidNamespace) ? pidNamespace : (isApart ? this.#namespaces.read(pid, 'mnt') : unsupported);
	}
}
