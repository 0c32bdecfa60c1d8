/**
What a file said last, so that a file that says the same again is not taken apart again.
*/
import {Buffer} from 'node:buffer';
import type {Known} from '../../known.ts';
import type {Bytes} from '../fields.ts';

const noBytes = Buffer.alloc(0);

/**
Remembers one file's contents and their meaning.
*/
export class ParsedContents {
	#parse: unknown;
	#value: unknown;
	#bytes = noBytes;

	/**
	What the bytes say; the very same value where they are the same as the last time.
	*/
	parse<Value>(bytes: Bytes, parse: (bytes: Bytes) => Known<Value>): Known<Value> {
		if (this.#parse === parse && bytes.equals(this.#bytes)) {
			return this.#value as Known<Value>;
		}

		const value = parse(bytes);
		this.#parse = parse;
		this.#value = value;
		if (this.#bytes.length === bytes.length) {
			bytes.copy(this.#bytes);
		} else {
			this.#bytes = Buffer.from(bytes);
		}

		return value;
	}
}
