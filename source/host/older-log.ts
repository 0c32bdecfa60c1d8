/**
What was rotated away from the file of a log: read before the file itself where that does not reach back far enough.
*/
import type {LogFormat} from '../engine/files/log-format.ts';
import {FollowedFile} from '../kernel/files/followed.ts';
import {closeFile} from '../kernel/files/found.ts';
import {isPacked, unpacked, writtenAt} from '../kernel/files/packed.ts';
import {
	gone,
	isMissing,
	valueOf,
	type Known,
} from '../known.ts';
import type {LogStart} from '../logs/line.ts';
import {damagedSentence, fileSentence} from './file-sentence.ts';

/**
Opens a file that is not written into any more, packed with gzip or not.
*/
export type OpenOlder = () => Known<number>;

/**
An older file, open, at the place from where it is wanted. The pieces are good until the next one.
*/
type OlderFile = {
	readonly pieces: () => AsyncGenerator<Uint8Array>;
	readonly close: () => void;
};

/**
Goes to where a log begins. Gives how many lines are lacking before it; `Infinity` where nobody knows.
*/
export function seekStart(file: FollowedFile, start: LogStart, format: LogFormat): number {
	if (start.kind === 'tail') {
		return file.seekTail(start.lines);
	}

	return start.kind === 'since' && file.seekAfter(line => (format.timeOf(line) ?? Infinity) < start.milliseconds) ? 0 : Infinity;
}

/**
The older files that are wanted, the oldest first. They are opened from the newest on; the first one may be the file itself, where that was
renamed just now.
*/
export function openedOlder(
	opens: Iterable<OpenOlder>,
	{current, format, start, lacking, name}: {
		readonly current: FollowedFile;
		readonly format: LogFormat;
		readonly start: LogStart;
		readonly lacking: number;
		/**
		What people call the container.
		*/
		readonly name: string;
	},
): readonly OlderFile[] {
	const found: OlderFile[] = [];
	let left = lacking;
	for (const open of opens) {
		const descriptor = left === 0 ? gone : open();
		if (isMissing(descriptor)) {
			break;
		}

		if (valueOf(isPacked(descriptor)) === true) {
			if (start.kind === 'since' && (writtenAt(descriptor) ?? Infinity) < start.milliseconds) {
				closeFile(descriptor);
				break;
			}

			found.push(packedFile(descriptor, name));
			// Its lines are not counted before they are read: there may be more than were asked for, but not one less.
			left = start.kind === 'tail' ? 0 : left;
		} else {
			const plain = FollowedFile.open(() => descriptor);
			if (isMissing(plain)) {
				break;
			}

			if (plain.isSameAs(current)) {
				plain.close();
			} else {
				left = seekStart(plain, start.kind === 'tail' ? {kind: 'tail', lines: left} : start, format);
				found.push(plainFile(plain, name));
			}
		}
	}

	return found.toReversed();
}

function packedFile(descriptor: number, name: string): OlderFile {
	let isTaken = false;
	return {
		async * pieces() {
			isTaken = true;
			try {
				yield * unpacked(descriptor);
			} catch (error) {
				throw new Error(damagedSentence(name), {cause: error});
			}
		},
		close() {
			if (!isTaken) {
				closeFile(descriptor);
			}
		},
	};
}

function plainFile(file: FollowedFile, name: string): OlderFile {
	return {
		async * pieces() {
			for (;;) {
				const bytes = file.read();
				if (isMissing(bytes)) {
					throw new Error(fileSentence(name, bytes));
				}

				if (bytes.length === 0) {
					return;
				}

				yield bytes;
			}
		},
		close() {
			file.close();
		},
	};
}
