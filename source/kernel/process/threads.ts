/**
The threads of a process, each a task of its own to the kernel: /proc/PID/task. Everything is synchronous and nothing throws.
*/
import {
	denied,
	isMissing,
	type Known,
	mapKnown,
	unsupported,
	valueOf,
} from '../../known.ts';
import {type Bytes, parsed} from '../fields.ts';
import {readLink, readOnce} from '../files/content.ts';
import {countLinks, listFirst} from '../files/directory.ts';
import {ParsedContents} from '../files/parsed.ts';
import {
	type NamespaceInodes,
	namespaceKinds,
	type NamespaceKind,
	parseNamespaceLink,
} from '../pid/ns.ts';
import {parseStat, type ProcessStat} from '../pid/stat.ts';
import {parseStatus, type ProcessStatus} from '../pid/status.ts';
import {parseWchan} from '../pid/wchan.ts';
import type {StrayedThread} from '../reading.ts';
import type {NamespaceReader} from './namespaces.ts';

const threadKinds = namespaceKinds.filter(({isOfThread}) => isOfThread).map(({kind}) => kind);

const stat = (bytes: Bytes): Known<ProcessStat> => parseStat(bytes);

/**
What one thread does, for a caller that reads it again and again: the same object while the kernel says the same.
*/
export type ThreadWatch = {sample(): Known<ProcessStat>};

/**
Reads below /proc/PID/task. Nothing is kept open: a program may have thousands of threads.
*/
export class ThreadReader {
	readonly #proc: string;
	readonly #namespaces: NamespaceReader;

	constructor(proc: string, namespaces: NamespaceReader) {
		this.#proc = proc;
		this.#namespaces = namespaces;
	}

	/**
	How many threads a process has; 0 where it has ended. The kernel tells it as the number of links of the directory, which costs a tenth
	of listing it.
	*/
	count(pid: number): number {
		return Math.max(0, (valueOf(countLinks(`${this.#proc}/${pid}/task`)) ?? 0) - 2);
	}

	/**
	Ids of the first threads, as the host counts; the first is that of the main thread, which is the pid.
	*/
	list(pid: number, most: number): Known<readonly number[]> {
		return mapKnown(listFirst(`${this.#proc}/${pid}/task`, most), names => names.map(Number));
	}

	/**
	The counters of one thread, in the shape of those of a process; what is counted for the process alone is that of the process.
	*/
	watch(pid: number, id: number): ThreadWatch {
		const contents = new ParsedContents();
		return {
			sample: () => parsed(readOnce(`${this.#directoryOf(pid, id)}/stat`), bytes => contents.parse(bytes, stat)),
		};
	}

	/**
	Who a thread is: its id in each pid namespace among others.
	*/
	status(pid: number, id: number): Known<ProcessStatus> {
		return parsed(readOnce(`${this.#directoryOf(pid, id)}/status`), parseStatus);
	}

	/**
	What a process, by its main thread, or a thread waits for in the kernel; undefined where it waits for nothing. The kernel tells strangers
	that nobody waits: by the same right it refuses the links to namespaces, and so it shows.
	*/
	waitChannel(id: number): Known<string | undefined> {
		const name = parsed(readOnce(`${this.#proc}/${id}/wchan`), parseWchan);
		const link = name === undefined ? readLink(`${this.#proc}/${id}/ns/user`) : undefined;
		return isMissing(link) && link.missing === 'denied' ? denied : name;
	}

	/**
	Those of the given threads that are in other namespaces than their process. What may not be looked at is left out, and so is what has
	ended.
	*/
	strayed(pid: number, ids: readonly number[]): readonly StrayedThread[] {
		const ofProcess = this.#namespaces.readAll(pid);
		return ids.flatMap(id => {
			const namespaces = this.#otherNamespaces(pid, id, ofProcess);
			return Object.keys(namespaces).length === 0 ? [] : [this.#strayed(pid, id, namespaces)];
		});
	}

	#strayed(pid: number, id: number, namespaces: StrayedThread['namespaces']): StrayedThread {
		const status = valueOf(this.status(pid, id));
		return {
			pid, id, nspid: status?.nspid ?? [id], comm: status?.name ?? '', namespaces,
		};
	}

	#otherNamespaces(pid: number, id: number, ofProcess: NamespaceInodes): StrayedThread['namespaces'] {
		const others: Partial<Record<NamespaceKind, number>> = {};
		for (const kind of threadKinds.filter(each => ofProcess[each] !== unsupported)) {
			const link = readLink(`${this.#directoryOf(pid, id)}/ns/${kind}`);
			if (isMissing(link)) {
				// The kernel allows or forbids them together.
				return {};
			}

			const inode = parseNamespaceLink(link)?.inode;
			if (inode !== undefined && inode !== ofProcess[kind]) {
				others[kind] = inode;
			}
		}

		return others;
	}

	#directoryOf(pid: number, id: number): string {
		return `${this.#proc}/${pid}/task/${id}`;
	}
}
