/**
The links of /proc/PID/fd: what a process has open.
*/
import {type NamespaceKind, parseNamespaceLink} from './ns.ts';
import {parsePathLink} from './links.ts';

/**
What a descriptor stands for. Paths are seen from the root directory of the process and may hold any character.
*/
export type DescriptorTarget =
	| {readonly kind: 'socket'; readonly inode: number}
	| {readonly kind: 'pipe'; readonly inode: number}
	| {readonly kind: 'namespace'; readonly namespace: NamespaceKind; readonly inode: number}
	/**
	Something without a file: `eventpoll`, `eventfd`, `timerfd`, `pidfd`, `bpf-map`.
	*/
	| {readonly kind: 'anonymous'; readonly name: string}
	/**
	Memory that is used like a file, by the name that its maker gave it; it has never had a path.
	*/
	| {readonly kind: 'memory'; readonly name: string}
	| {readonly kind: 'path'; readonly path: string; readonly isDeleted: boolean};

const numberedPattern = /^(socket|pipe):\[(\d+)\]$/u;
const memoryPattern = /^\/memfd:(.*) \(deleted\)$/su;
const anonymousPattern = /^anon_inode:\[?(.*?)\]?$/su;

/**
Takes the text of one link apart. One that is nothing else is a path.
*/
export function parseDescriptor(link: string): DescriptorTarget {
	const [, numbered, inode] = numberedPattern.exec(link) ?? [];
	if (numbered === 'socket' || numbered === 'pipe') {
		return {kind: numbered, inode: Number(inode)};
	}

	const namespace = parseNamespaceLink(link);
	if (namespace) {
		return {kind: 'namespace', namespace: namespace.kind, inode: namespace.inode};
	}

	const [, memory] = memoryPattern.exec(link) ?? [];
	if (memory !== undefined) {
		return {kind: 'memory', name: memory};
	}

	const [, name] = anonymousPattern.exec(link) ?? [];
	return name === undefined ? {kind: 'path', ...parsePathLink(link)} : {kind: 'anonymous', name};
}
