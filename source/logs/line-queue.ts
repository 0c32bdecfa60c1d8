/**
Lines of a log that wait to be passed on, the first one that came first. Their bytes lie in one piece of memory and all else in another, so
that a hundred thousand of them are no work for the garbage collector.
*/
import type {LogLine, LogStream} from './line.ts';

/**
What is known of a line besides what was written.
*/
type Waiting = {
	/**
	By what it is put between those of other logs, in milliseconds since the epoch.
	*/
	readonly order: number;
	/**
	When it came, by the steady clock, in milliseconds.
	*/
	readonly arrivedAt: number;
};

const firstBytes = 16 * 1024;
const firstLines = 64;
/**
More room than this is given back as soon as nothing waits.
*/
const mostKeptBytes = 256 * 1024;
const streams: readonly LogStream[] = ['stdout', 'stderr'];
/**
Numbers kept of each line: length, time, stream, bytes cut, order, arrival.
*/
const numbersPerLine = 6;

export class LineQueue {
	#bytes = new Uint8Array(firstBytes);
	#firstByte = 0;
	#endByte = 0;
	#numbers = new Float64Array(firstLines * numbersPerLine);
	#first = 0;
	#end = 0;

	/**
	Memory that is taken by what waits, in bytes.
	*/
	get size(): number {
		return this.#endByte - this.#firstByte + ((this.#end - this.#first) * 8);
	}

	get isEmpty(): boolean {
		return this.#first === this.#end;
	}

	/**
	Of the first line; later than any where there is none.
	*/
	get order(): number {
		return this.isEmpty ? Infinity : this.#numbers[this.#first + 4]!;
	}

	/**
	Of the first line; later than any where there is none.
	*/
	get arrivedAt(): number {
		return this.isEmpty ? Infinity : this.#numbers[this.#first + 5]!;
	}

	/**
	Adds a line at the end; its bytes are copied.
	*/
	push({bytes, time, stream, bytesCut}: LogLine, {order, arrivedAt}: Waiting): void {
		this.#makeRoom(bytes.length);
		this.#bytes.set(bytes, this.#endByte);
		this.#endByte += bytes.length;
		const numbers = this.#numbers;
		const at = this.#end;
		numbers[at] = bytes.length;
		numbers[at + 1] = time ?? NaN;
		numbers[at + 2] = streams.indexOf(stream);
		numbers[at + 3] = bytesCut;
		numbers[at + 4] = order;
		numbers[at + 5] = arrivedAt;
		this.#end = at + numbersPerLine;
	}

	/**
	Takes the first line. Its bytes are good until the next one is added.

	@throws {RangeError} where there is none.
	*/
	shift(): LogLine {
		if (this.isEmpty) {
			throw new RangeError('No line waits.');
		}

		const numbers = this.#numbers;
		const at = this.#first;
		const time = numbers[at + 1]!;
		const end = this.#firstByte + numbers[at]!;
		const line = {
			bytes: this.#bytes.subarray(this.#firstByte, end),
			time: Number.isNaN(time) ? undefined : time,
			stream: streams[numbers[at + 2]!]!,
			bytesCut: numbers[at + 3]!,
		};
		this.#firstByte = end;
		this.#first = at + numbersPerLine;
		return line;
	}

	#makeRoom(length: number): void {
		if (this.isEmpty) {
			this.#beginAnew();
		}

		if (this.#endByte + length > this.#bytes.length) {
			this.#bytes = moved(this.#bytes, this.#firstByte, this.#endByte, length);
			this.#endByte -= this.#firstByte;
			this.#firstByte = 0;
		}

		if (this.#end < this.#numbers.length) {
			return;
		}

		this.#numbers = moved(this.#numbers, this.#first, this.#end, numbersPerLine);
		this.#end -= this.#first;
		this.#first = 0;
	}

	#beginAnew(): void {
		this.#firstByte = 0;
		this.#endByte = 0;
		this.#first = 0;
		this.#end = 0;
		if (this.#bytes.length + (this.#numbers.length * 8) <= mostKeptBytes) {
			return;
		}

		this.#bytes = new Uint8Array(firstBytes);
		this.#numbers = new Float64Array(firstLines * numbersPerLine);
	}
}

/**
What is still wanted at the start of a room for so much more: the same one where half of it is free, or one that is larger.
*/
function moved<Room extends Uint8Array | Float64Array>(room: Room, start: number, end: number, more: number): Room {
	const needed = end - start + more;
	if (needed <= room.length / 2) {
		room.copyWithin(0, start, end);
		return room;
	}

	const larger = new (room.constructor as new (length: number) => Room)(Math.max(room.length * 2, needed));
	larger.set(room.subarray(start, end));
	return larger;
}
