/**
/proc/PID/mountinfo: the mounts that a process sees. Everybody may read it, of every process.
*/
import {type Bytes, linesOf} from '../fields.ts';

/**
One mount. Texts may hold any character.
*/
export type Mount = {
	readonly mountId: number;
	readonly parentId: number;
	/**
	Major and minor number, `0:50`.
	*/
	readonly device: string;
	/**
	Which directory or file of the file system is mounted, seen from the file system's own root.
	*/
	readonly root: string;
	/**
	Where, seen from the root directory of the process.
	*/
	readonly mountPoint: string;
	readonly options: readonly string[];
	/**
	`shared:1`, `master:3`, `propagate_from:2`, `unbindable`; empty for a private mount.
	*/
	readonly propagation: readonly string[];
	readonly fileSystem: string;
	readonly source: string;
	readonly superOptions: readonly string[];
};

const escapePattern = /\\([0-7]{3})/gu;

/**
The kernel writes blank, tab, line end, backslash and hash as octal numbers.
*/
function unescape(text: string): string {
	return text.includes('\\')
		? text.replaceAll(escapePattern, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 8)))
		: text;
}

/**
Parses one line; undefined where it is cut short.
*/
function parseMount(line: string): Mount | undefined {
	const fields = line.split(' ');
	const separator = fields.indexOf('-', 6);
	const [mountId, parentId, device, root, mountPoint, options] = fields;
	const [fileSystem, source, superOptions] = fields.slice(separator + 1);
	if (
		separator === -1
		|| device === undefined
		|| root === undefined
		|| mountPoint === undefined
		|| fileSystem === undefined
		|| source === undefined
		|| superOptions === undefined
	) {
		return undefined;
	}

	return {
		mountId: Number(mountId),
		parentId: Number(parentId),
		device,
		root: unescape(root),
		mountPoint: unescape(mountPoint),
		options: options?.split(',') ?? [],
		propagation: fields.slice(6, separator),
		fileSystem,
		source: unescape(source),
		superOptions: superOptions.split(',').map(option => unescape(option)),
	};
}

/**
All mounts in the order of the kernel; of several at one mount point the last one is on top. Lines that are cut short are left out.
*/
export function parseMountinfo(bytes: Bytes): readonly Mount[] {
	return linesOf(bytes).map(line => parseMount(line)).filter(mount => mount !== undefined);
}

/**
The mount that is the root directory, undefined where none is shown, as after a chroot.
*/
export function rootMount(mounts: readonly Mount[]): Mount | undefined {
	return mounts.findLast(({mountPoint}) => mountPoint === '/');
}
