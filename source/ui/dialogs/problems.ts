/**
All that is wrong now, each with what to do: engines that do not answer, what this user may not read, what has failed.
*/
import {isMissing} from '../../known.ts';
import type {Snapshot} from '../../model/snapshot.ts';
import {clean} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import {wrap} from '../../text/wrap.ts';
import type {DialogRecord} from './dialog.ts';
import type {Searched} from './search.ts';
import {sheet} from './sheet.ts';

/**
`failures` are those that stood in the message when the list was opened.
*/
type Problems = Searched & {readonly kind: 'problems'; readonly failures: readonly string[]; readonly scroll: number};

/**
A problem: what it is about, and sentences that say what is wrong and what to do.
*/
type ToldProblem = {readonly what: string; readonly detail: string; readonly tone: 'bad' | 'warn'};

export const problemsDialog: DialogRecord<Problems> = sheet({
	kind: 'problems',
	title: () => 'Problems',
	lines({failures}, {view: {snapshot}, theme}, width) {
		const problems = problemsIn(failures, snapshot);
		if (problems.length === 0) {
			return [[{text: 'No problems.', tone: 'good'}]];
		}

		return problems.flatMap(({what, detail, tone}, index): readonly Line[] => [
			...(index === 0 ? [] : [[]]),
			[{text: clean(what, theme.isUnicode), tone}],
			...wrap(clean(detail, theme.isUnicode), width - 2, theme.glyphs.ellipsis).map((text): Line => [{text: `  ${text}`}]),
		]);
	},
});

function problemsIn(failures: readonly string[], snapshot: Snapshot): readonly ToldProblem[] {
	return [
		...failures.map((detail): ToldProblem => ({what: 'An action failed', detail, tone: 'bad'})),
		...engineProblems(snapshot),
		...unread(snapshot),
	];
}

function engineProblems({engines}: Snapshot): readonly ToldProblem[] {
	return engines.flatMap(({kind, address, state, detail}): readonly ToldProblem[] => {
		const what = `${kind} at ${address}: ${state === 'up' ? 'limited' : state}`;
		if (state === 'unreachable' || state === 'denied') {
			return [{what, detail: detail ?? 'It does not answer.', tone: 'bad'}];
		}

		return state === 'up' && detail === undefined
			? []
			: [{what, detail: detail ?? 'Its answer is being waited for.', tone: 'warn'}];
	});
}

/**
Processes of other users, as the kernel shows them to one who is not root.
*/
function unread({processes}: Snapshot): readonly ToldProblem[] {
	let count = 0;
	for (const {namespaces} of processes.values()) {
		const {mnt} = namespaces;
		count += isMissing(mnt) && mnt.missing === 'denied' ? 1 : 0;
	}

	return count === 0
		? []
		: [{
			what: `Of ${count} of ${processes.size} processes this user may not read everything`,
			detail: 'Their namespaces, limits, open files and network are unknown, and some containers may not be found. '
				+ 'Run nstop as root (sudo nstop) to see them.',
			tone: 'warn',
		}];
}
