/**
The time before a line of a log, in RFC 3339: Docker's always has nine digits and `Z`, Podman's as many digits as are needed and an offset.
*/

/**
No stamp is longer than this: `2026-11-27T08:57:05.123456789+01:00`.
*/
export const longestStampBytes = 35;

const [dash, dot, colon, plus, zero] = [0x2D, 0x2E, 0x3A, 0x2B, 0x30];
const [letterT, letterZ] = [0x54, 0x5A];
const dayMilliseconds = 86_400_000;
/**
So far below zero that no other part of a time makes up for it.
*/
const invalid = -1e9;

/**
Reads stamps without making a text of them. What was last read of the date is kept, as a log has many lines of one day.
*/
export class StampReader {
	/**
	Of the stamp that was read last, in milliseconds since the epoch with a fraction.
	*/
	time = 0;
	#date = -1;
	#dateMilliseconds = 0;

	/**
	Reads the stamp that begins at `start` and lies before `end`. Gives the index after it, or -1 where there is none.
	*/
	read(bytes: Uint8Array, start: number, end: number): number {
		if (end - start < 20 || bytes[start + 4] !== dash || bytes[start + 7] !== dash || bytes[start + 10] !== letterT
			|| bytes[start + 13] !== colon || bytes[start + 16] !== colon) {
			return -1;
		}

		const date = (((pair(bytes, start) * 100) + pair(bytes, start + 2)) * 10_000)
			+ (pair(bytes, start + 5) * 100) + pair(bytes, start + 8);
		const seconds = (((pair(bytes, start + 11) * 60) + pair(bytes, start + 14)) * 60) + pair(bytes, start + 17);
		if (date < 0 || seconds < 0) {
			return -1;
		}

		let at = start + 19;
		let fraction = 0;
		if (bytes[at] === dot) {
			let scale = 1000;
			for (at++; at < end && isDigit(bytes[at]!); at++) {
				scale /= 10;
				fraction += (bytes[at]! - zero) * scale;
			}
		}

		const offset = offsetAt(bytes, at, end);
		if (offset === undefined) {
			return -1;
		}

		this.time = this.#startOf(date) + ((seconds - (offset * 60)) * 1000) + fraction;
		return at + (bytes[at] === letterZ ? 1 : 6);
	}

	#startOf(date: number): number {
		if (date !== this.#date) {
			this.#date = date;
			this.#dateMilliseconds = Date.UTC(Math.floor(date / 10_000), (Math.floor(date / 100) % 100) - 1, 1)
				+ (((date % 100) - 1) * dayMilliseconds);
		}

		return this.#dateMilliseconds;
	}
}

/**
Minutes that a zone is ahead; undefined where there is no zone.
*/
function offsetAt(bytes: Uint8Array, at: number, end: number): number | undefined {
	if (at < end && bytes[at] === letterZ) {
		return 0;
	}

	const sign = bytes[at];
	if (end - at < 6 || (sign !== plus && sign !== dash) || bytes[at + 3] !== colon) {
		return undefined;
	}

	const minutes = (pair(bytes, at + 1) * 60) + pair(bytes, at + 4);
	return minutes < 0 ? undefined : (sign === plus ? minutes : -minutes);
}

/**
The number that two digits stand for.
*/
function pair(bytes: Uint8Array, at: number): number {
	const tens = bytes[at]!;
	const ones = bytes[at + 1]!;
	return isDigit(tens) && isDigit(ones) ? ((tens - zero) * 10) + ones - zero : invalid;
}

function isDigit(byte: number): boolean {
	return byte >= zero && byte <= zero + 9;
}
