/**
What the root directory of a process is made of, from its mounts.
*/
import {type Known, unsupported} from '../../known.ts';
import {type Mount, rootMount} from './mountinfo.ts';

/**
The file system that is the root directory.
*/
export type RootFileSystem = {
	/**
	`overlay`, `ext4`.
	*/
	readonly fileSystem: string;
	readonly source: string;
	readonly isReadOnly: boolean;
	/**
	Directories that an overlay shows, topmost first; none for others. Relative ones, and all of a nested container, mean something to
	whoever mounted them only.
	*/
	readonly lower: readonly string[];
	/**
	The directory that takes the changes of an overlay; undefined for others and for one that takes none.
	*/
	readonly upper: string | undefined;
};

const escapedPattern = /\\(.)/gsu;

function optionOf({superOptions}: Mount, key: string): string | undefined {
	return superOptions.find(option => option.startsWith(`${key}=`))?.slice(key.length + 1);
}

/**
An overlay parts its directories by colons and writes a colon of a name with a backslash. Two colons part those off that hold nothing
but data.
*/
function splitDirectories(text: string): readonly string[] {
	const directories = text.match(/(?:\\.|[^:\\])+/gsu) ?? [];
	return directories.map(directory => directory.replaceAll(escapedPattern, '$1'));
}

/**
The lower directories of an overlay, topmost first. Since Linux 6.8 they may be given one by one, as `lowerdir+`, and then nothing in them
is escaped; those with nothing but data, `datadir+`, lie below.
*/
function lowerDirectories({superOptions}: Mount, whole: string | undefined): readonly string[] {
	const single = superOptions.flatMap(option => /^(?:lowerdir|datadir)\+=(.*)$/su.exec(option)?.slice(1) ?? []);
	return single.length > 0 ? single : splitDirectories(whole ?? '');
}

/**
The root file system; unsupported where no mount is the root directory, as after a chroot.
*/
export function rootFileSystem(mounts: readonly Mount[]): Known<RootFileSystem> {
	const mount = rootMount(mounts);
	if (!mount) {
		return unsupported;
	}

	const {fileSystem, source, options, superOptions} = mount;
	const isOverlay = fileSystem === 'overlay';
	return {
		fileSystem,
		source,
		isReadOnly: options.includes('ro') || superOptions.includes('ro'),
		lower: isOverlay ? lowerDirectories(mount, optionOf(mount, 'lowerdir')) : [],
		upper: isOverlay ? optionOf(mount, 'upperdir')?.replaceAll(escapedPattern, '$1') : undefined,
	};
}

/**
Whether two processes have the same root directory: the same directory of the same file system is mounted there. One whose root
directory is no mount has another than one whose is.
*/
export function hasSameRoot(mounts: readonly Mount[], others: readonly Mount[]): boolean {
	const mount = rootMount(mounts);
	const other = rootMount(others);
	return mount !== undefined && mount.device === other?.device && mount.root === other.root;
}
