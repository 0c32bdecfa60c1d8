/**
Where the host puts what it moves to swap, in the Limits tab: on a disk, or compressed into memory.
*/
import {isMissing, valueOf, type Known} from '../../../known.ts';
import type {Host, HostSwap} from '../../../model/host.ts';
import {clean, pad} from '../../../text/clean.ts';
import {formatBytes} from '../../../text/format.ts';
import type {Line} from '../../../text/spans.ts';
import type {Theme} from '../../../text/theme.ts';

const nameWidth = 16;
const valueWidth = 8;

/**
A line for each device or file, and one for zswap; nothing where the host has no swap.
*/
export function swapLines({swaps, zswapBytes, zswappedBytes}: Host, theme: Theme): readonly Line[] {
	const areas = valueOf(swaps) ?? [];
	const kept = valueOf(zswappedBytes) ?? 0;
	return areas.length === 0
		? []
		: [
			[{text: pad('SWAP OF THE HOST', nameWidth) + pad('USED', valueWidth, 'right') + pad('SIZE', valueWidth, 'right'), tone: 'header'}],
			...areas.map(area => lineOf(clean(area.name, theme.isUnicode), area.usedBytes, formatBytes(area.sizeBytes), wordsOf(area))),
			...(kept > 0
				? [lineOf('zswap', kept, '', `kept compressed in ${partOfMemory(zswapBytes)}, not on disk yet`)]
				: []),
		];
}

function lineOf(name: string, usedBytes: number, size: string, words: string): Line {
	return [
		{text: pad(name, nameWidth), tone: 'dim'},
		{text: pad(formatBytes(usedBytes), valueWidth, 'right'), tone: 'strong'},
		{text: pad(size, valueWidth, 'right')},
		{text: `  ${words}`, tone: 'dim'},
	];
}

function wordsOf({kind, memoryBytes}: HostSwap): string {
	return kind === 'zram' ? `compressed in ${partOfMemory(memoryBytes)}` : kind;
}

function partOfMemory(bytes: Known<number> | undefined): string {
	return bytes === undefined || isMissing(bytes) ? 'memory' : `${formatBytes(bytes)} of memory`;
}
