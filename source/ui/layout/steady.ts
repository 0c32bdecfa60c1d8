/**
Keeps panes from moving with every process that comes and goes.
*/
import {paneIds, type PaneLines} from './layout.ts';

const keptSamples = 4;

/**
A function from what is selected, the sample and the lines that its panes need to the lines that they get: the most of the last few
samples, as long as the same is selected.
*/
export function createSteady(): (subject: readonly unknown[], sample: unknown, lines: PaneLines) => PaneLines {
	let last: readonly unknown[] = [];
	let recent: ReadonlyArray<{readonly sample: unknown; readonly lines: PaneLines}> = [];
	return (subject, sample, lines) => {
		const isSame = subject.length === last.length && subject.every((each, index) => Object.is(each, last[index]));
		const before = isSame ? recent.filter(each => each.sample !== sample) : [];
		recent = [...before.slice(1 - keptSamples), {sample, lines}];
		last = subject;
		return Object.fromEntries(paneIds.map(id => [id, Math.max(...recent.map(each => each.lines[id] ?? Infinity))]));
	};
}
