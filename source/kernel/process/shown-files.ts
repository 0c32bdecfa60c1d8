/**
Reads files of /proc/PID that are shown as they are.
*/
import {isMissing, type Known, mapKnown} from '../../known.ts';
import {readBytes, readLink} from '../files/content.ts';
import {listFirst} from '../files/directory.ts';
import {shownFile, type ShownFileName} from '../pid/shown-files.ts';

/**
The first part of a file. Bytes that are no UTF-8 have become U+FFFD; `isCut` tells that there is more.
*/
export type FileText = {readonly text: string; readonly isCut: boolean};

const mostLinks = 4096;

/**
A file of a process by its directory in /proc, up to a limit. Of a directory one line for each link: `net -> net:[4026531840]`.
*/
export function readShownFile(directory: string, name: ShownFileName, limitBytes: number): Known<FileText> {
	const {isDirectory, limitBytes: enough = Infinity} = shownFile(name);
	const limit = Math.min(limitBytes, enough);
	// One more byte than wanted tells whether there is more.
	return isDirectory
		? readLinks(`${directory}/${name}`, limit)
		: mapKnown(readBytes(`${directory}/${name}`, limit + 1), bytes => ({
			text: bytes.toString('utf8', 0, Math.min(bytes.length, limit)),
			isCut: bytes.length > limit,
		}));
}

function readLinks(directory: string, limit: number): Known<FileText> {
	return mapKnown(listFirst(directory, mostLinks + 1), names => {
		const lines: string[] = [];
		let length = 0;
		for (const name of names.slice(0, mostLinks)) {
			const link = readLink(`${directory}/${name}`);
			// One that was closed meanwhile is not there.
			if (isMissing(link) && link.missing === 'gone') {
				continue;
			}

			const line = `${name} -> ${isMissing(link) ? link.missing : link}\n`;
			length += line.length;
			if (length > limit) {
				return {text: lines.join(''), isCut: true};
			}

			lines.push(line);
		}

		return {text: lines.join(''), isCut: names.length > mostLinks};
	});
}
