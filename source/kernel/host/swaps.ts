/**
/proc/swaps: where the host puts memory that it needs for others. And /sys/block/zramN/mm_stat: what a device that compresses into memory
takes of it.
*/
import {unsupported, valueOf, type Known} from '../../known.ts';
import {
	type Bytes,
	linesOf,
	numberOf,
	wordsOf,
} from '../fields.ts';

/**
One device or file. The name is its path, where the kernel writes blanks as `\\040`.
*/
export type SwapArea = {
	readonly name: string;
	readonly kind: 'partition' | 'file' | 'zram';
	readonly sizeBytes: number;
	readonly usedBytes: number;
};

/**
What a zram device holds: bytes as they were, and the memory that it takes for them.
*/
export type ZramUse = {readonly originalBytes: number; readonly takenBytes: number};

const zramPattern = /^\/dev\/(?:block\/)?zram\d+$/u;

/**
Parses the whole file; lines that are not understood are left out, as the first one, which names the columns.
*/
export function parseSwaps(bytes: Bytes): readonly SwapArea[] {
	return linesOf(bytes).flatMap((line): readonly SwapArea[] => {
		const [name = '', type, size, used] = wordsOf(line);
		const kibibytes = valueOf(numberOf(size));
		const usedKibibytes = valueOf(numberOf(used));
		return kibibytes === undefined || usedKibibytes === undefined
			? []
			: [{
				name: name.replaceAll(/\\(?<code>[0-7]{3})/gu, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 8))),
				kind: zramPattern.test(name) ? 'zram' : (type === 'file' ? 'file' : 'partition'),
				sizeBytes: kibibytes * 1024,
				usedBytes: usedKibibytes * 1024,
			}];
	});
}

/**
Parses mm_stat of a zram device: the first and the third of its numbers.
*/
export function parseZramUse(bytes: Bytes): Known<ZramUse> {
	const [original, , taken] = wordsOf(bytes.toString('latin1')).map(word => valueOf(numberOf(word)));
	return original === undefined || taken === undefined ? unsupported : {originalBytes: original, takenBytes: taken};
}
