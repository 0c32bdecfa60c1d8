/**
The limits that can be changed: their words, and how they are typed and written.
*/
import type {ContainerLimits, Limit} from '../../engine/limits.ts';

type LimitField = {
	readonly name: keyof ContainerLimits;
	readonly title: string;
	/**
	What can be typed there.
	*/
	readonly example: string;
	/**
	Whether engines can take the limit away.
	*/
	readonly canBeNone: boolean;
	parse(text: string): number | undefined;
	format(value: number): string;
};

const bytesPerUnit: Readonly<Record<string, number>> = {
	'': 1, b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40,
};

export const limitFields: readonly LimitField[] = [
	{
		name: 'memoryBytes', title: 'Memory', example: '512m', canBeNone: false, parse: bytesOf, format: sizeText,
	},
	{
		name: 'memoryAndSwapBytes', title: 'Memory + swap', example: '1g or none', canBeNone: true, parse: bytesOf, format: sizeText,
	},
	{
		name: 'cpus', title: 'CPUs', example: '1.5', canBeNone: false, parse: coresOf, format: value => String(Math.round(value * 1000) / 1000),
	},
	{
		name: 'pids', title: 'Tasks', example: '100 or none', canBeNone: true, parse: countOf, format: String,
	},
];

/**
A limit as one would type it; `none` where there is none.
*/
export function limitText({format}: LimitField, limit: Limit | undefined): string {
	return limit === undefined || limit === 'none' ? 'none' : format(limit);
}

function bytesOf(text: string): number | undefined {
	const [, digits, unit = ''] = /^(\d{1,15}(?:\.\d{1,9})?)([bgkmt]?)(?:i?b)?$/.exec(text) ?? [];
	const bytes = digits === undefined ? 0 : Math.round(Number(digits) * bytesPerUnit[unit]!);
	return bytes > 0 && Number.isSafeInteger(bytes) ? bytes : undefined;
}

function coresOf(text: string): number | undefined {
	const cores = /^\d{1,4}(?:\.\d{1,9})?$/.test(text) ? Number(text) : 0;
	return cores > 0 ? cores : undefined;
}

function countOf(text: string): number | undefined {
	const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
	return count > 0 ? count : undefined;
}

/**
In the largest unit that divides it.
*/
function sizeText(bytes: number): string {
	const [unit, size] = Object.entries(bytesPerUnit).findLast(([, each]) => bytes % each === 0 && bytes >= each) ?? ['', 1];
	return `${bytes / size}${unit === 'b' ? '' : unit}`;
}
