/**
From the namespaces to enter to the command that enters them.
*/
import {isMissing} from '../../known.ts';
import {namespaceKinds, type NamespaceKind} from '../../kernel/pid/ns.ts';
import {entryFlags, type Entry} from '../../model/entry.ts';

/**
Which namespaces to enter: those that leave the host's files in sight, all of them with the root directory of the process, or single ones.
*/
export type EntryChoice =
	| {readonly name: 'tools'}
	| {readonly name: 'all'}
	| {readonly name: 'single'; readonly kinds: readonly NamespaceKind[]};

const order: readonly NamespaceKind[] = ['net', 'pid', 'ipc', 'uts', 'mnt', 'cgroup', 'user', 'time'];
const withTools: ReadonlySet<NamespaceKind> = new Set(['net', 'pid', 'ipc', 'uts']);

/**
The kinds that nstop is not in itself and that nsenter knows. The kernel refuses to enter one's own user namespace, and for the others it
means nothing.
*/
export function enterableKinds({namespaces, own, unknownToTool}: Entry): readonly NamespaceKind[] {
	return namespaceKinds.map(({kind}) => kind)
		.filter(kind => !isMissing(namespaces[kind]) && namespaces[kind] !== own[kind] && !unknownToTool.includes(kind));
}

/**
What to run: words without a shell around them. With a root directory of its own the command gets a fresh environment, so that nothing
of the host's leaks to anyone who looks from inside.
*/
export type EntryCommand = {readonly words: readonly string[]; readonly kinds: readonly NamespaceKind[]; readonly hasOwnRoot: boolean};

/**
The command for a choice; undefined where there is nothing to enter by it, or no shell to run there.
*/
export function entryCommand(entry: Entry, choice: EntryChoice): EntryCommand | undefined {
	const enterable = enterableKinds(entry);
	const wanted = (kind: NamespaceKind): boolean =>
		choice.name === 'all' || (choice.name === 'tools' ? withTools.has(kind) : choice.kinds.includes(kind));
	const kinds = order.filter(kind => enterable.includes(kind) && wanted(kind));
	// The program is looked up after entering.
	const hasOwnRoot = choice.name === 'all' || kinds.includes('mnt');
	const shell = hasOwnRoot ? entry.shell : entry.hostShell;
	return kinds.length === 0 || shell === undefined
		? undefined
		: {
			words: [
				'nsenter',
				'-t',
				String(entry.pid),
				...kinds.map(kind => entryFlags[kind]),
				...(hasOwnRoot ? ['-r', '-w'] : []),
				'--',
				shell,
			],
			kinds,
			hasOwnRoot,
		};
}

/**
The environment for a command that runs below another root directory; undefined stands for one's own.
*/
export function freshEnvironment({TERM = 'xterm', LANG}: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
	return {
		TERM, HOME: '/', PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...(LANG !== undefined && {LANG}),
	};
}
