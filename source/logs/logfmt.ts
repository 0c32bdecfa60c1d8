/**
`level=info msg="it works" port=80`: the pairs of logfmt.
*/
import type {Field} from './fields.ts';

const firstPair = /(?:^|\s)(?=[@A-Z_a-z][\w\-./@]*=)/u;
const pair = /\s*([@A-Z_a-z][\w\-./@]*)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))(?=\s|$)/uy;

/**
The pairs from the first one to the line's end, and what stands before them; undefined where there are none or something else follows.
*/
export function fieldsOfLogfmt(text: string): {readonly prefix: string; readonly fields: readonly Field[]} | undefined {
	const start = firstPair.exec(text)?.index;
	if (start === undefined) {
		return undefined;
	}

	const fields: Field[] = [];
	const end = text.trimEnd().length;
	for (let index = start; index < end; index = pair.lastIndex) {
		pair.lastIndex = index;
		const match = pair.exec(text);
		if (!match) {
			return undefined;
		}

		const [, key = '', quoted, bare = ''] = match;
		fields.push({key, value: quoted === undefined ? bare : unquoted(quoted)});
	}

	return {prefix: text.slice(0, start).trimEnd(), fields};
}

const signs: Readonly<Record<string, string>> = {n: '\n', t: '\t', r: '\r'};

function unquoted(text: string): string {
	return text.replaceAll(/\\(.)/gu, (_all, sign: string) => signs[sign] ?? sign);
}
