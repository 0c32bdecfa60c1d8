/**
A file that was packed with gzip, as whoever rotates logs leaves them.
*/
import {Buffer} from 'node:buffer';
import {createReadStream, fstatSync, readSync} from 'node:fs';
import process from 'node:process';
import {pipeline} from 'node:stream';
import {valueOf, type Known} from '../../known.ts';
import {attempt} from './attempt.ts';

const magic = Buffer.from([0x1F, 0x8B]);

/**
What is in it, piece by piece. The descriptor is closed at the end.

@yields A piece, good until the next one.
@throws {Error} where it is no such file or cannot be read to its end.
*/
export async function * unpacked(descriptor: number): AsyncGenerator<Uint8Array> {
	const packed = createReadStream('', {fd: descriptor, start: 0});
	// Seldom wanted, and expensive to load.
	const plain = process.getBuiltinModule('node:zlib').createGunzip();
	// What fails is thrown where the pieces are taken.
	pipeline(packed, plain, () => undefined);
	yield * plain as AsyncIterable<Uint8Array>;
}

/**
Whether an open file begins as gzip's do; a reason where it cannot be read.
*/
export function isPacked(descriptor: number): Known<boolean> {
	const start = Buffer.alloc(magic.length);
	return attempt(() => readSync(descriptor, start, 0, magic.length, 0) === magic.length && start.equals(magic));
}

/**
When something was last written into an open file, in milliseconds since the epoch; undefined where the kernel does not tell.
*/
export function writtenAt(descriptor: number): number | undefined {
	return valueOf(attempt(() => fstatSync(descriptor).mtimeMs));
}
