/**
The files of /proc/PID that are read when they are asked for, each by its parser.
*/
import type {Known} from '../../known.ts';
import {type Bytes, parsed, parseNumber} from '../fields.ts';
import {readBytes, readOnce} from '../files/content.ts';
import {countEntries} from '../files/directory.ts';
import {type CgroupMembership, parseCgroup} from '../pid/cgroup.ts';
import {parseCmdline} from '../pid/cmdline.ts';
import {parseIo, type ProcessIo} from '../pid/io.ts';
import {parseLimits, type ResourceLimit} from '../pid/limits.ts';
import {type Mount, parseMountinfo} from '../pid/mountinfo.ts';
import {type MemoryShare, parseSmapsRollup} from '../pid/smaps-rollup.ts';
import {parseStatus, type ProcessStatus} from '../pid/status.ts';
import {parseUidMap} from '../pid/uid-map.ts';
import type {IdMaps, ProcessFacts} from '../reading.ts';
import type {NamespaceReader} from './namespaces.ts';
import {ThreadReader} from './threads.ts';

// A command line can be megabytes long; nobody reads more on a screen.
const mostArgsBytes = 4096;

/**
What each file says of one process. Nothing is kept from one call to the next.
*/
export class ProcessFiles {
	readonly threads: ThreadReader;
	readonly #proc: string;
	readonly #namespaces: NamespaceReader;

	constructor(proc: string, namespaces: NamespaceReader) {
		this.#proc = proc;
		this.#namespaces = namespaces;
		this.threads = new ThreadReader(proc, namespaces);
	}

	/**
	Who a process is and where: its status, arguments and namespaces.
	*/
	facts(pid: number): ProcessFacts {
		return {
			status: this.status(pid),
			args: this.#readOnce(`${pid}/cmdline`, parseCmdline, mostArgsBytes),
			namespaces: this.#namespaces.readAll(pid),
		};
	}

	/**
	Who a process is, without the rest of its facts.
	*/
	status(pid: number): Known<ProcessStatus> {
		return this.#readOnce(`${pid}/status`, parseStatus);
	}

	/**
	What a process has read and written.
	*/
	io(pid: number): Known<ProcessIo> {
		return this.#readOnce(`${pid}/io`, parseIo);
	}

	/**
	Resource limits of a process.
	*/
	limits(pid: number | 'self'): Known<readonly ResourceLimit[]> {
		return this.#readOnce(`${pid}/limits`, parseLimits);
	}

	/**
	Its cgroup in each hierarchy, from /proc/PID/cgroup.
	*/
	cgroups(pid: number | 'self'): Known<readonly CgroupMembership[]> {
		return this.#readOnce(`${pid}/cgroup`, parseCgroup);
	}

	/**
	Mounts that a process sees.
	*/
	mounts(pid: number | 'self'): Known<readonly Mount[]> {
		return this.#readBytes(`${pid}/mountinfo`, parseMountinfo);
	}

	/**
	Id maps of the user namespace that a process is in.
	*/
	idMaps(pid: number): IdMaps {
		return {users: this.#readBytes(`${pid}/uid_map`, parseUidMap), groups: this.#readBytes(`${pid}/gid_map`, parseUidMap)};
	}

	/**
	Number of files that a process has open.
	*/
	descriptors(pid: number): Known<number> {
		return countEntries(`${this.#proc}/${pid}/fd`);
	}

	/**
	Memory of a process with its share of what it shares. Expensive: only for the process shown in the details.
	*/
	memoryShare(pid: number): Known<MemoryShare> {
		return this.#readBytes(`${pid}/smaps_rollup`, parseSmapsRollup);
	}

	/**
	How likely the kernel kills a process when memory runs out: 0 to 2000, the likeliest first.
	*/
	oomScore(pid: number): Known<number> {
		return this.#readOnce(`${pid}/oom_score`, parseNumber);
	}

	#readOnce<Value>(name: string, parse: (bytes: Bytes) => Known<Value>, limitBytes?: number): Known<Value> {
		return parsed(readOnce(`${this.#proc}/${name}`, limitBytes), parse);
	}

	#readBytes<Value>(name: string, parse: (bytes: Bytes) => Known<Value>): Known<Value> {
		return parsed(readBytes(`${this.#proc}/${name}`), parse);
	}
}
