/**
Lines of a file that are only counted, to get to the newest ones.
*/
import type {FollowedFile} from '../kernel/files/followed.ts';

type Passing = {
	readonly followed: FollowedFile;
	/**
	The next bytes.
	*/
	read(): Uint8Array;
	/**
	How many lines of the log end in these lines of the file.
	*/
	countIn(lines: Uint8Array): number;
	/**
	Lets keys have their turn; gives whether to go on.
	*/
	next(): Promise<boolean>;
};

/**
As much of a file as what is kept of a log may take at most, by its lines and by their bytes with all that the file has beside their text.
*/
export const mostKept = {lines: 262_144, bytes: 32 * 1024 * 1024} as const;

const lineFeed = 0x0A;

/**
Goes on to where no more than this is unread. Gives how many lines were passed over.
*/
export async function passTo(leftBytes: number, passing: Passing): Promise<number> {
	let count = 0;
	let isWanted = true;
	while (isWanted && passing.followed.unreadBytes > leftBytes) {
		count += passPiece(passing);
		// eslint-disable-next-line no-await-in-loop -- one piece after the other
		isWanted = await passing.next();
	}

	return count;
}

/**
Goes on to what can be kept of all that is there now. Gives how many lines were passed over, and the place in the file up to which it was
there.
*/
export async function passToKept(passing: Passing): Promise<{readonly lines: number; readonly end: number}> {
	const {followed} = passing;
	const {position, unreadBytes} = followed;
	const end = position + unreadBytes;
	const places = [{position, count: 0}];
	let count = 0;
	let isWanted = true;
	while (isWanted && followed.position < end && followed.unreadBytes > 0) {
		const lines = passPiece(passing);
		count += lines;
		// In the middle of a line nothing can begin.
		if (lines > 0) {
			places.push({position: followed.position, count});
		}

		while (places.length > 1 && (count - places[0]!.count > mostKept.lines || followed.position - places[0]!.position > mostKept.bytes)) {
			places.shift();
		}

		// eslint-disable-next-line no-await-in-loop -- one piece after the other
		isWanted = await passing.next();
	}

	const start = places[0]!;
	const passed = followed.position;
	followed.unread(passed - start.position);
	return {lines: start.count, end: passed};
}

/**
Passes over the whole lines of the next piece, and gives how many there are.
*/
function passPiece({followed, read, countIn}: Passing): number {
	const bytes = read();
	const end = bytes.lastIndexOf(lineFeed) + 1;
	if (end === 0) {
		return 0;
	}

	followed.unread(bytes.length - end);
	return countIn(bytes.subarray(0, end));
}
