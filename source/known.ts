/**
The one word that every layer shares: a value that was read, or the reason why it was not.
*/

/**
Why a value could not be had. `firstSample`-like reasons end with the next sample; the others may stay.
*/
export type MissingReason = 'denied' | 'gone' | 'unsupported' | 'first-sample';

/**
Stands where a value would, and says why there is none.
*/
export type Missing = {readonly missing: MissingReason};

/**
A value, or the reason why it is unknown. Never 0 or '' for "could not read".
*/
export type Known<Value> = Value | Missing;

export const denied: Missing = Object.freeze({missing: 'denied'});
export const gone: Missing = Object.freeze({missing: 'gone'});
export const unsupported: Missing = Object.freeze({missing: 'unsupported'});
export const firstSample: Missing = Object.freeze({missing: 'first-sample'});

/**
Whether the value is unknown.
*/
export function isMissing(value: unknown): value is Missing {
	return typeof value === 'object' && value !== null && 'missing' in value && typeof value.missing === 'string';
}

/**
The value itself, or undefined where it is unknown: for code that treats all reasons alike.
*/
export function valueOf<Value>(value: Known<Value>): Value | undefined {
	return isMissing(value) ? undefined : value;
}

/**
Applies a function to a known value and hands an unknown one on with its reason.
*/
export function mapKnown<Value, Result>(value: Known<Value>, change: (value: Value) => Result): Known<Result> {
	return isMissing(value) ? value : change(value);
}

/**
The sum of what is known of these; where nothing is, the reason that tells most: one that ends with the next sample, then what one may not
read. 0 of none.
*/
export function sumOfKnown(values: ReadonlyArray<Known<number>>): Known<number> {
	const reasons = new Set<MissingReason>();
	let count = 0;
	let sum = 0;
	for (const value of values) {
		if (isMissing(value)) {
			reasons.add(value.missing);
		} else {
			count++;
			sum += value;
		}
	}

	return count > 0 || values.length === 0
		? sum
		: [firstSample, denied, unsupported].find(({missing}) => reasons.has(missing)) ?? gone;
}
