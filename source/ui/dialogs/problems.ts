/**
All that is wrong now, each with what to do: what has failed, engines that do not answer, what this user may not read.
*/
import type {Snapshot} from '../../model/snapshot.ts';
import {clean} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import {wrap} from '../../text/wrap.ts';
import {engineProblems} from '../problems/engines.ts';
import type {ToldProblem} from '../problems/problem.ts';
import {tabProblems} from '../problems/tab.ts';
import {unreadProblems} from '../problems/unread.ts';
import type {View} from '../view.ts';
import type {DialogRecord} from './dialog.ts';
import type {Searched} from './search.ts';
import {sheet} from './sheet.ts';

/**
`failures` are those that stood in the message when the list was opened.
*/
type Problems = Searched & {readonly kind: 'problems'; readonly failures: readonly string[]; readonly scroll: number};

export const problemsDialog: DialogRecord<Problems> = sheet({
	kind: 'problems',
	title: () => 'Problems',
	lines({failures}, {view, theme}, width) {
		const problems = problemsIn(failures, view);
		if (problems.length === 0) {
			return [[{text: 'nstop has no problem: all engines answer, and nothing that it did has failed.', tone: 'good'}]];
		}

		return problems.flatMap(({what, detail, tone}, index): readonly Line[] => [
			...(index === 0 ? [] : [[]]),
			[{text: clean(what, theme.isUnicode), tone}],
			...wrap(clean(detail, theme.isUnicode), width - 2, theme.glyphs.ellipsis).map((text): Line => [{text: `  ${text}`}]),
		]);
	},
});

function problemsIn(failures: readonly string[], view: View): readonly ToldProblem[] {
	return [
		...failures.map((detail): ToldProblem => ({what: 'An action failed', detail, tone: 'bad'})),
		...engineProblems(view.snapshot),
		...systemdProblems(view.snapshot),
		...threadProblems(view.snapshot),
		...unreadProblems(view.snapshot),
		...tabProblems(view),
	];
}

function systemdProblems({systemd}: Snapshot): readonly ToldProblem[] {
	return systemd?.trouble === undefined ? [] : [{what: 'systemd', detail: systemd.trouble, tone: 'warn'}];
}

/**
What was not read since it is too much.
*/
function threadProblems({problems}: Snapshot): readonly ToldProblem[] {
	return problems.filter(({about}) => about === 'threads').map(({what, detail}) => ({what, detail, tone: 'warn'}));
}
