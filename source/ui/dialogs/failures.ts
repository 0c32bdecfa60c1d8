/**
What of an action on several targets has failed, each in its own sentence, so that none is lost.
*/
import {clean} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import {wrap} from '../../text/wrap.ts';

/**
A paragraph for each failure.
*/
export function failuresLines(failures: readonly string[], width: number, {isUnicode}: Theme): readonly Line[] {
	return failures.flatMap((failure, index) => [
		...(index === 0 ? [] : ['']),
		...wrap(clean(failure, isUnicode), width).map((text): Line => [{text, tone: 'bad'}]),
	]);
}

export function failuresTitle(failures: readonly string[]): string {
	return `${failures.length} have failed`;
}
