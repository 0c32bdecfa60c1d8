/**
Short facts put one after another into as few lines as they need.
*/
import {
	lineWidth,
	spansOf,
	type Line,
	type Span,
} from './spans.ts';

/**
A label that says what comes, and the value.
*/
export type Fact = {readonly label: string; readonly value: Line};

/**
Facts as lines of at most `width` cells, divided by a separator; a fact is never broken over two lines.
*/
export function flow(facts: readonly Fact[], width: number, separator = ' · '): readonly Line[] {
	const lines: Span[][] = [];
	let room = 0;
	for (const fact of facts) {
		const spans = factSpans(fact);
		const needed = lineWidth(spans);
		const current = lines.at(-1);
		if (current && needed + separator.length <= room) {
			current.push({text: separator, tone: 'dim'}, ...spans);
			room -= needed + separator.length;
		} else {
			lines.push([...spans]);
			room = width - needed;
		}
	}

	return lines;
}

function factSpans({label, value}: Fact): readonly Span[] {
	const spans = spansOf(value);
	return label === '' ? spans : [{text: `${label} `, tone: 'dim'}, ...spans];
}
