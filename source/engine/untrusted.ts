/**
Looks into JSON from outside: any field may be missing or of another type than promised.
*/

/**
The value as an object with fields, undefined if it is none. An array is none.
*/
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : undefined;
}

/**
The value as a list, empty if it is none.
*/
export function asList(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/**
The value as a text that is not empty, else undefined.
*/
export function asText(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
The value as a whole number, else undefined. Numbers written as text count too.
*/
export function asInteger(value: unknown): number | undefined {
	const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/**
A time as engines write it (RFC 3339 with nanoseconds) in milliseconds since the epoch. The zero time of Go, which stands for never, is
undefined.
*/
export function asTime(value: unknown): number | undefined {
	const milliseconds = typeof value === 'string' ? Date.parse(value) : NaN;
	return milliseconds > 0 ? milliseconds : undefined;
}

/**
The fields of an object that are texts.
*/
export function asTexts(value: unknown): Readonly<Record<string, string>> {
	const entries = Object.entries(asRecord(value) ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
	return Object.fromEntries(entries);
}

/**
The value that a JSON text stands for, undefined if it is no JSON.
*/
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		// Only the caller knows who sent it, and what to say about that.
		return undefined;
	}
}

/**
Whether objects and arrays are nested more than `levels` deep. What is very deep cannot even be written out again.
*/
export function isDeeper(value: unknown, levels: number): boolean {
	return typeof value === 'object' && value !== null && (levels === 0 || Object.values(value).some(part => isDeeper(part, levels - 1)));
}
