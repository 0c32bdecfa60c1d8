/**
What tells a process whether it is in a container, and in whose: its own namespaces and cgroups, its mounts, the environment of the first
process, and files that runtimes leave.
*/
import {
	isMissing,
	mapKnown,
	unsupported,
	type Known,
} from '../../known.ts';
import {parsed} from '../fields.ts';
import {readBytes} from '../files/content.ts';
import {fileIdentity} from '../files/found.ts';
import {parseCgroup, type CgroupMembership} from '../pid/cgroup.ts';
import {parseEnviron, type EnvironmentVariable} from '../pid/environ.ts';
import {parseMountinfo, type Mount} from '../pid/mountinfo.ts';
import {forEachKind, namespaceKinds, type NamespaceKind} from '../pid/ns.ts';
import {NamespaceReader} from './namespaces.ts';

/**
What was read of the reader's own place, once.
*/
export type PlaceEvidence = {
	/**
	Whether each of its namespaces is the first one of the kernel; unsupported where the number of that is not fixed.
	*/
	readonly isInitial: Readonly<Record<NamespaceKind, Known<boolean>>>;
	/**
	Whether it is in the mount namespace of process 1.
	*/
	readonly hasMountsOfFirst: Known<boolean>;
	readonly cgroups: Known<readonly CgroupMembership[]>;
	readonly mounts: Known<readonly Mount[]>;
	/**
	Of process 1.
	*/
	readonly environment: Known<readonly EnvironmentVariable[]>;
	/**
	What systemd says of the container that it runs in, in /run/systemd/container; empty where it says nothing.
	*/
	readonly systemdWord: string;
	/**
	Those of the files asked for that are there.
	*/
	readonly files: ReadonlySet<string>;
};

/**
Reads it. `files` are paths to look for; both roots are other ones in tests.
*/
export function readPlaceEvidence(files: readonly string[], {proc = '/proc', root = ''} = {}): PlaceEvidence {
	const namespaces = new NamespaceReader(proc);
	const {own} = namespaces;
	const first = namespaces.read(1, 'mnt');
	const word = parsed(readBytes(`${root}/run/systemd/container`), bytes => bytes.toString('utf8').trim());
	return {
		isInitial: forEachKind(kind => {
			const initial = namespaceKinds.find(row => row.kind === kind)?.initialInode;
			return initial === undefined ? unsupported : mapKnown(own[kind], inode => inode === initial);
		}),
		hasMountsOfFirst: mapKnown(first, inode => inode === own.mnt),
		cgroups: parsed(readBytes(`${proc}/self/cgroup`), parseCgroup),
		mounts: parsed(readBytes(`${proc}/self/mountinfo`), parseMountinfo),
		environment: parsed(readBytes(`${proc}/1/environ`), parseEnviron),
		systemdWord: isMissing(word) ? '' : word,
		files: new Set(files.filter(file => !isMissing(fileIdentity(root + file)))),
	};
}
