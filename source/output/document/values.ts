/**
Values as the JSON document has them: unknown ones as null with a reason, numbers with few digits.
*/
import {
	isMissing,
	valueOf,
	type Known,
	type MissingReason,
} from '../../known.ts';

export type Json = string | number | boolean | null | Json[] | {[key: string]: Json};

/**
What may stand in a field before unknown values are explained.
*/
export type Field = Known<Json> | undefined;

/**
Replaces unknown values by null and tells their reasons in one place.
*/
export function explained(fields: Readonly<Record<string, Field>>): Record<string, Json> {
	const missing: Record<string, MissingReason> = {};
	const object: Record<string, Json> = {};
	for (const [name, value] of Object.entries(fields)) {
		if (isMissing(value)) {
			missing[name] = value.missing;
			object[name] = null;
		} else {
			object[name] = value ?? null;
		}
	}

	return Object.keys(missing).length > 0 ? {...object, missing} : object;
}

/**
The id of a container, as the document names others.
*/
export function idOf(key: string | undefined, ids: ReadonlyMap<string, string>): string | null {
	return key === undefined ? null : ids.get(key) ?? key;
}

/**
With two digits after the point: more was not measured.
*/
export function rounded(value: Known<number>): Known<number> {
	const known = valueOf(value);
	return known === undefined ? value : round(known, 2);
}

/**
The number with that many digits after the point.
*/
export function round(value: number, digits: number): number {
	const factor = 10 ** digits;
	return Math.round(value * factor) / factor;
}
