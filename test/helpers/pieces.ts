/**
Bytes in pieces of one size, with the rest at the end.
*/
export function piecesOf(bytes: Uint8Array, size: number): readonly Uint8Array[] {
	return Array.from({length: Math.ceil(bytes.length / size)}, (_, index) => bytes.slice(index * size, (index + 1) * size));
}

/**
The bytes in two pieces, cut at each place in turn.
*/
export function cutsOf(bytes: Uint8Array): ReadonlyArray<readonly [Uint8Array, Uint8Array]> {
	return Array.from({length: bytes.length + 1}, (_, at) => [bytes.slice(0, at), bytes.slice(at)] as const);
}
