/**
In which namespaces a process is, and which ones are the host's.
*/
import {
	denied,
	isMissing,
	type Known,
	type Missing,
	unsupported,
} from '../../known.ts';
import {readLink} from '../files/content.ts';
import {Interned} from '../interned.ts';
import {
	forEachKind,
	type NamespaceInodes,
	type NamespaceKind,
	namespaceKinds,
	parseNamespaceLink,
} from '../pid/ns.ts';

/**
How the host's namespace of a kind was found out, best first: from the first process; from the first kernel thread; from the number that
every kernel gives to its first namespace of
the kind; or it is the reader's own, which may be that of a container.
*/
export type NamespaceEvidence = 'first process' | 'kernel thread' | 'fixed number' | 'own' | 'none';

/**
The host's namespaces with the evidence for each.
*/
export type HostNamespaces = {
	readonly inodes: NamespaceInodes;
	readonly evidence: Readonly<Record<NamespaceKind, NamespaceEvidence>>;
};

/**
Reads the links below /proc/PID/ns.
*/
export class NamespaceReader {
	readonly #proc: string;

	/**
	The reader's own namespaces. A kind that this kernel does not have is unsupported, as it then is for every process.
	*/
	readonly own: NamespaceInodes;
	// A thousand processes are in a few dozen different sets.
	readonly #sets = new Interned<NamespaceInodes>();

	constructor(proc: string) {
		this.#proc = proc;
		this.own = forEachKind(kind => {
			const inode = this.#readLink('self', kind);
			return isMissing(inode) && inode.missing === 'gone' ? unsupported : inode;
		});
	}

	/**
	One namespace of a process. A zombie has left all but pid and user: those are gone.
	*/
	read(pid: number, kind: NamespaceKind): Known<number> {
		const inode = this.#readLink(String(pid), kind);
		return isMissing(inode) && this.own[kind] === unsupported ? unsupported : inode;
	}

	/**
	All eight; the same object for all processes that are in the same eight. The kernel allows or forbids them together, so one refusal
	speaks for all.
	*/
	readAll(pid: number): NamespaceInodes {
		const set = this.#readSet(pid);
		const name = Object.values(set).map(inode => isMissing(inode) ? inode.missing : inode).join(' ');
		return this.#sets.get(name, () => set);
	}

	#readSet(pid: number): NamespaceInodes {
		let refusal: Missing | undefined;
		return forEachKind(kind => {
			const inode = refusal ?? this.read(pid, kind);
			if (isMissing(inode) && inode.missing === 'denied') {
				refusal = inode;
			}

			return inode;
		});
	}

	/**
	The host's namespaces. `hasKernelThreads` tells whether pid 2 is the parent of the kernel threads, as it is unless the reader is in a
	pid namespace of its own. There the host is what can be seen: the container around the reader.
	*/
	findHost(hasKernelThreads: boolean): HostNamespaces {
		const first = this.readAll(1);
		const second = hasKernelThreads ? this.readAll(2) : forEachKind((): Known<number> => unsupported);
		const isApart = (kind: NamespaceKind): boolean => typeof this.own[kind] === 'number' && this.own[kind] !== fixedInode(kind);
		const isOwnWorld = isApart('pid');
		// Whoever has been given some of these has others too.
		const hasLeft = !isOwnWorld && (isApart('cgroup') || isApart('ipc') || isApart('uts'));
		const found = forEachKind((kind): {inode: Known<number>; evidence: NamespaceEvidence} => {
			if (typeof first[kind] === 'number') {
				return {inode: first[kind], evidence: 'first process'};
			}

			if (typeof second[kind] === 'number') {
				return {inode: second[kind], evidence: 'kernel thread'};
			}

			const inode = this.own[kind];
			const fixed = fixedInode(kind);
			if (fixed !== undefined && typeof inode === 'number' && !isOwnWorld) {
				return {inode: fixed, evidence: 'fixed number'};
			}

			const isOwn = typeof inode === 'number' && (fixed !== undefined || !hasLeft);
			return isOwn ? {inode, evidence: 'own'} : {inode: hasLeft ? denied : inode, evidence: 'none'};
		});
		return {inodes: forEachKind(kind => found[kind].inode), evidence: forEachKind(kind => found[kind].evidence)};
	}

	#readLink(pid: string, kind: NamespaceKind): Known<number> {
		const link = readLink(`${this.#proc}/${pid}/ns/${kind}`);
		return isMissing(link) ? link : parseNamespaceLink(link)?.inode ?? unsupported;
	}
}

function fixedInode(kind: NamespaceKind): number | undefined {
	return namespaceKinds.find(row => row.kind === kind)?.initialInode;
}
