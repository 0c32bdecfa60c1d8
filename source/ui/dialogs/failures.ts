/**
What of an action on several targets has failed, each in its own sentence, so that none is lost.
*/
import {clean} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import {wrap} from '../../text/wrap.ts';
import type {DialogRecord} from './dialog.ts';
import type {Searched} from './search.ts';
import {sheet} from './sheet.ts';

/**
A paragraph for each failure.
*/
function failuresLines(failures: readonly string[], width: number, {isUnicode}: Theme): readonly Line[] {
	return failures.flatMap((failure, index) => [
		...(index === 0 ? [] : ['']),
		...wrap(clean(failure, isUnicode), width).map((text): Line => [{text, tone: 'bad'}]),
	]);
}

type Failures = Searched & {readonly kind: 'failures'; readonly failures: readonly string[]; readonly scroll: number};

export const failuresDialog: DialogRecord<Failures> = sheet({
	kind: 'failures',
	title: ({failures}) => `${failures.length} failed`,
	lines: ({failures}, {theme}, width) => failuresLines(failures, width, theme),
});
