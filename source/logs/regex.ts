/**
Regular expressions that people type, as far as they cannot run for ever.
*/

/**
The expression, or in one sentence why it is none that can be used.
*/
export function regexOf(source: string, flags: string): RegExp | {readonly problem: string} {
	if (hasNestedRepetition(source)) {
		return {problem: `The pattern /${source}/ could take for ever: it repeats what matches in several ways, as (a+)+ does.`};
	}

	try {
		return new RegExp(source, flags);
	} catch (error) {
		const reason = error instanceof Error ? error.message.split(': ').at(-1)! : 'it is not valid';
		return {problem: `The pattern /${source}/ is not valid: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}.`};
	}
}

type Group = {start: number; hasRepetition: boolean; alternatives: number[]};

const piece = /\\k<[^>]*>|\\.|\[(?:\\.|[^\\\]])*\]?|\((?:\?(?:<[^!=][^>]*>|<?[!=]|[-a-z]*:))?|\{[\d,]*\}|./gsu;

/**
With an end that is near, a repetition is none to worry about.
*/
const repetition = /^(?:[*+]|\{\d+,(?:\d{2,})?\})/u;

/**
Whether a group that is repeated without need of an end repeats something itself, or offers twice the same.
*/
function hasNestedRepetition(source: string): boolean {
	const groups: Group[] = [{start: 0, hasRepetition: false, alternatives: []}];
	for (const match of source.matchAll(piece)) {
		const [text] = match;
		const group = groups.at(-1)!;
		const after = match.index + text.length;
		if (text.startsWith('(')) {
			groups.push({start: after, hasRepetition: false, alternatives: []});
		} else if (text === '|') {
			group.alternatives.push(match.index);
		} else if (text === ')' && groups.length > 1) {
			groups.pop();
			const isRepeated = repetition.test(source.slice(after));
			if (isRepeated && (group.hasRepetition || isAmbiguous(group, source, match.index))) {
				return true;
			}

			groups.at(-1)!.hasRepetition ||= isRepeated || group.hasRepetition;
		} else if (repetition.test(text)) {
			group.hasRepetition = true;
		}
	}

	return false;
}

/**
Whether one of the alternatives begins another, or any character may begin one of several.
*/
function isAmbiguous({start, alternatives}: Group, source: string, end: number): boolean {
	const starts = [start, ...alternatives.map(index => index + 1)];
	const texts = starts.map((from, index) => source.slice(from, alternatives[index] ?? end));
	return texts.length > 1 && texts.some((text, index) =>
		/^(?:\.|\\[DSWdsw]|\[)/u.test(text) || texts.some((other, place) => place !== index && other.startsWith(text)));
}

/**
What stands for the start or the end of a line.
*/
export type Anchor = '^' | '$';

/**
The same source, but these anchors match nowhere.
*/
export function withoutAnchors(source: string, anchors: readonly Anchor[]): string {
	const absent = new Set<string>(anchors);
	return source.replaceAll(piece, text => absent.has(text) ? '(?!)' : text);
}
