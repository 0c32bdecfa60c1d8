/**
One line of a log, whole: its text over as many rows as it needs, and what it says as a tree where it is JSON or logfmt.
*/
import {recordLines} from '../../logs/record.ts';
import {structuredOf} from '../../logs/structured.ts';
import {logSpans, logText} from '../../logs/text.ts';
import {foldLine} from '../../text/fold.ts';
import type {Line} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import {memoBy} from '../memo.ts';
import type {DialogRecord} from './dialog.ts';
import type {Searched} from './search.ts';
import {sheet} from './sheet.ts';

type LogLineSheet = Searched & {
	readonly kind: 'log-line';
	readonly bytes: Uint8Array;
	/**
	How many bytes at its end are not kept.
	*/
	readonly bytesCut: number;
	readonly scroll: number;
};

/**
A line of a megabyte takes a while to be folded, and is not folded again for each key.
*/
const wholeLines = memoBy(
	({dialog: {bytes, bytesCut}, theme, width}: {dialog: LogLineSheet; theme: Theme; width: number}) => [bytes, bytesCut, theme, width],
	({dialog: {bytes, bytesCut}, theme: {isUnicode, level}, width}): readonly Line[] => {
		const structured = structuredOf(logText(bytes));
		const spans = logSpans(bytes, {
			isUnicode, areColoursKept: level !== 'none', bytesCut, isWhole: true,
		});
		const text = foldLine(spans, width);
		return structured ? [...recordLines(structured, width), '', ...text] : text;
	},
);

export const logLineDialog: DialogRecord<LogLineSheet> = sheet<LogLineSheet>({
	kind: 'log-line',
	title: () => 'Line of the log',
	lines: (dialog, {theme}, width) => wholeLines({dialog, theme, width}),
});
