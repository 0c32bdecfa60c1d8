/**
How a record of a log is drawn: in one line, and as a whole.
*/
import {cellWidth, clean} from '../text/clean.ts';
import {fold} from '../text/fold.ts';
import type {Line, Span} from '../text/spans.ts';
import type {Field} from './fields.ts';
import {levelTones} from './levels.ts';
import type {StructuredLine} from './structured.ts';

const levelLength = 5;

/**
`time level message key=value …` in one line, after what stood before the record.
*/
export function structuredLine({prefix, time, level, message, rest}: StructuredLine): Line {
	const parts: ReadonlyArray<readonly Span[]> = [
		prefix === '' ? [] : [{text: clean(prefix), tone: 'dim'}],
		time === undefined ? [] : [{text: clean(time), tone: 'dim'}],
		level === undefined ? [] : [{text: level.padEnd(levelLength), tone: levelTones[level]}],
		message === undefined ? [] : [{text: clean(message.trim())}],
		...rest.map(([key, value]): readonly Span[] => [{text: `${clean(key)}=`, tone: 'dim'}, {text: quoted(value)}]),
	];
	return parts.filter(part => part.length > 0).flatMap((part, index) => index === 0 ? part : [{text: ' '}, ...part]);
}

/**
Where a value ends is seen.
*/
function quoted(value: string): string {
	return value === '' || /[\s"=]/u.test(value) && !/^[[{]/u.test(value) ? clean(JSON.stringify(value)) : clean(value);
}

const indent = 2;

/**
The whole record, each value behind its name and what is inside below it. Values that are longer than a line go on in the next ones, and
those of several lines stand below their name.
*/
export function recordLines({prefix, fields}: StructuredLine, width: number): readonly Line[] {
	const lines: Line[] = prefix === '' ? [] : fold(clean(prefix), width).map(text => [{text, tone: 'dim'} as const]);
	const visit = (inner: readonly Field[], depth: number): void => {
		const margin = ' '.repeat(Math.min(depth * indent, Math.floor(width / 2)));
		for (const {key, value, fields: below = []} of inner) {
			const name = clean(key);
			if (below.length > 0) {
				lines.push([{text: `${margin}${name}`, tone: 'key'}]);
				visit(below, depth + 1);
				continue;
			}

			const texts = value.split(/\r?\n/u).map(text => clean(text.replaceAll('\t', ' '.repeat(indent))));
			const isShort = texts.length === 1 && margin.length + cellWidth(name) + 1 + cellWidth(texts[0]!) <= width;
			if (isShort) {
				lines.push([{text: `${margin}${name} `, tone: 'key'}, {text: texts[0]!}]);
			} else {
				const room = width - margin.length - indent;
				lines.push(
					[{text: `${margin}${name}`, tone: 'key'}],
					...texts.flatMap(text => fold(text, room)).map(text => `${margin}${' '.repeat(indent)}${text}`),
				);
			}
		}
	};

	visit(fields, 0);
	return lines;
}
