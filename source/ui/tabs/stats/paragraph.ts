/**
The paragraphs that the Stats tab is made of.
*/
import {flow, type Fact} from '../../../text/flow.ts';
import {spansOf, type Line, type Span} from '../../../text/spans.ts';

const labelWidth = 11;

/**
A paragraph: its name at the left of the first line, the facts beside it.
*/
export function paragraph(name: string, facts: readonly Fact[], width: number, lead: readonly Span[] = []): readonly Line[] {
	const leadWidth = lead.reduce((sum, span) => sum + span.text.length + 1, 0);
	return flow(facts, width - labelWidth - leadWidth).map((line, index): Line => [
		{text: (index === 0 ? name : '').padEnd(labelWidth), tone: 'strong'},
		...(index === 0 ? lead.flatMap(span => [span, {text: ' '}]) : [{text: ' '.repeat(leadWidth)}]),
		...spansOf(line),
	]);
}
