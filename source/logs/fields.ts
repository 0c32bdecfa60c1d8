/**
The fields of a record, whatever it was written as.
*/

/**
A name and its value; objects and arrays also have the fields that they are made of.
*/
export type Field = {readonly key: string; readonly value: string; readonly fields?: readonly Field[]};

const deepest = 32;

/**
The fields of a text that is a JSON object; undefined where it is none, an empty one, or one that is nested too deeply.
*/
export function fieldsOfJson(text: string): readonly Field[] | undefined {
	if (depthOf(text) > deepest) {
		return undefined;
	}

	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		// Nothing is lost: the line is shown as the text that it is.
		return undefined;
	}

	const fields = fieldsOf(value);
	return fields && fields.length > 0 ? fields : undefined;
}

/**
Not less than the text is deep as JSON: what brackets in its strings add is rarely much.
*/
function depthOf(text: string): number {
	let depth = 0;
	let most = 0;
	for (const bracket of text.match(/[[\]{}]/gu) ?? []) {
		depth += bracket === '{' || bracket === '[' ? 1 : -1;
		most = Math.max(most, depth);
	}

	return most;
}

/**
Only own properties: a key such as `__proto__` is a name like others.
*/
function fieldsOf(value: unknown): readonly Field[] | undefined {
	return typeof value === 'object' && value !== null
		? Object.entries(value).map(([key, inner]) => {
			const fields = fieldsOf(inner);
			return fields ? {key, value: JSON.stringify(inner), fields} : {key, value: typeof inner === 'string' ? inner : String(inner)};
		})
		: undefined;
}

/**
All values that are not objects, by their names with those of the objects around them. An array is one value.
*/
export function flattened(fields: readonly Field[], prefix = ''): ReadonlyArray<readonly [key: string, value: string]> {
	return fields.flatMap(({key, value, fields: inner}): ReadonlyArray<readonly [string, string]> =>
		inner && value.startsWith('{') && inner.length > 0 ? flattened(inner, `${prefix}${key}.`) : [[`${prefix}${key}`, value]]);
}
