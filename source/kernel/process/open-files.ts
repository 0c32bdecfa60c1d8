/**
What a process has open.
*/
import {
	isMissing,
	type Known,
	mapKnown,
	unsupported,
	valueOf,
} from '../../known.ts';
import {parsed} from '../fields.ts';
import {readBytes, readLink, readOnce} from '../files/content.ts';
import {listFirst} from '../files/directory.ts';
import {type FileFacts, fileFacts, fileIdentity} from '../files/found.ts';
import {type DescriptorTarget, parseDescriptor} from '../pid/fd.ts';
import {type DescriptorInfo, parseFdinfo} from '../pid/fdinfo.ts';
import {foreignMountPoints, promptMountIds} from '../pid/mount-place.ts';
import {parseMountinfo} from '../pid/mountinfo.ts';
import type {OpenFile} from '../reading.ts';
import {identifyInRoot} from './in-root.ts';

/**
Open files that are listed: a process may have a million.
*/
export const mostOpenFiles = 4096;

/**
Modes and sizes are read of no more files than this: they take several times as long as the rest.
*/
const mostFactsOfFiles = 512;

/**
Open files of a process by its directory in /proc, 4096 at most, with modes and sizes of the first 512. One that is closed while the
others are read is left out.
*/
export function readOpenFiles(directory: string): Known<readonly OpenFile[]> {
	const mounts = parsed(readBytes(`${directory}/mountinfo`), parseMountinfo);
	const prompt = promptMountIds(valueOf(mounts) ?? []);
	const barred = foreignMountPoints(valueOf(mounts) ?? []);
	return mapKnown(readTargets(directory), targets => targets.map(({name, target}, index) => {
		const opened = index < mostFactsOfFiles ? parsed(readOnce(`${directory}/fdinfo/${name}`), parseFdinfo) : unsupported;
		const path = `${directory}/fd/${name}`;
		const facts = mapKnown(opened, info => factsOf(path, target, info, prompt));
		const mayBeNamedSo = !isMissing(facts) && facts.hasName;
		return {
			descriptor: Number(name), target: mayBeNamedSo ? withMark(target, path, `${directory}/root`, barred) : target, opened, facts,
		};
	}));
}

/**
The kernel's mark for what is deleted may as well be the end of a name. It is, where the file is found under that name.
*/
function withMark(
	target: Known<DescriptorTarget>,
	file: string,
	root: string,
	barred: ReadonlySet<string>,
): Known<DescriptorTarget> {
	if (isMissing(target) || target.kind !== 'path' || !target.isDeleted) {
		return target;
	}

	const path = `${target.path} (deleted)`;
	const [own, named] = [fileIdentity(file), identifyInRoot(root, path, barred)];
	const isName = !isMissing(own) && !isMissing(named) && own.device === named.device && own.inode === named.inode;
	return isName ? {kind: 'path', path, isDeleted: false} : target;
}

function factsOf(
	path: string,
	target: Known<DescriptorTarget>,
	{mountId}: DescriptorInfo,
	prompt: ReadonlySet<number>,
): Known<FileFacts> {
	if (isMissing(target)) {
		return target;
	}

	const isPrompt = target.kind === 'memory' || (target.kind === 'path' && !isMissing(mountId) && prompt.has(mountId));
	return isPrompt ? fileFacts(path) : unsupported;
}

type NamedTarget = {readonly name: string; readonly target: Known<DescriptorTarget>};

function readTargets(directory: string): Known<readonly NamedTarget[]> {
	return mapKnown(listFirst(`${directory}/fd`, mostOpenFiles), names =>
		names.flatMap(name => {
			const link = readLink(`${directory}/fd/${name}`);
			return isMissing(link) && link.missing === 'gone'
				? []
				: [{name, target: mapKnown(link, text => parseDescriptor(text))}];
		}),
	);
}

/**
Inodes of the sockets that a process has open.
*/
export function readSocketInodes(directory: string): Known<ReadonlySet<number>> {
	return mapKnown(
		readTargets(directory),
		files => new Set(files.flatMap(({target}) => (isMissing(target) || target.kind !== 'socket' ? [] : [target.inode]))),
	);
}
