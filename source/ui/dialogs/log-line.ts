/**
One line of a log, whole: its text over as many rows as it needs, and what it says as a tree where it is JSON or logfmt.
*/
import {recordLines} from '../../logs/record.ts';
import {structuredOf} from '../../logs/structured.ts';
import {logSpans, logText} from '../../logs/text.ts';
import {foldLine} from '../../text/fold.ts';
import type {DialogRecord} from './dialog.ts';
import type {Searched} from './search.ts';
import {sheet} from './sheet.ts';

type LogLineSheet = Searched & {
	readonly kind: 'log-line';
	readonly bytes: Uint8Array;
	readonly scroll: number;
};

export const logLineDialog: DialogRecord<LogLineSheet> = sheet<LogLineSheet>({
	kind: 'log-line',
	title: () => 'Line of the log',
	lines({bytes}, {theme}, width) {
		const structured = structuredOf(logText(bytes));
		const text = foldLine(logSpans(bytes, {isUnicode: theme.isUnicode, areColoursKept: theme.level !== 'none'}), width);
		return structured ? [...recordLines(structured, width), '', ...text] : text;
	},
});
