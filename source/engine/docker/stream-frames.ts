/**
Docker's frames around the output of a container without a terminal: 8 bytes that give stream and length, then that much of the output.
*/

const headerBytes = 8;

/**
Takes the bytes in pieces of any size and gives the output without frames.
*/
export class StreamFrames {
	readonly #header = new Uint8Array(headerBytes);
	#headerLength = 0;
	#left = 0;

	/**
	The output in this piece, as views of it.
	*/
	take(chunk: Uint8Array): readonly Uint8Array[] {
		const payloads: Uint8Array[] = [];
		let at = 0;
		while (at < chunk.length) {
			if (this.#left > 0) {
				const payload = chunk.subarray(at, at + this.#left);
				payloads.push(payload);
				this.#left -= payload.length;
				at += payload.length;
			} else {
				at = this.#takeHeader(chunk, at);
			}
		}

		return payloads;
	}

	#takeHeader(chunk: Uint8Array, at: number): number {
		const part = chunk.subarray(at, at + headerBytes - this.#headerLength);
		this.#header.set(part, this.#headerLength);
		this.#headerLength += part.length;
		if (this.#headerLength === headerBytes) {
			this.#left = new DataView(this.#header.buffer).getUint32(4);
			this.#headerLength = 0;
		}

		return at + part.length;
	}
}
