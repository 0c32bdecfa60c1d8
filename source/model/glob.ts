/**
Patterns for names, as a shell has them for files: `*` is anything, `?` one character, `[a-f0-9]` one of these, `[!…]` any other.
*/

/**
Whether a word is a pattern, and not a plain name.
*/
export function isGlob(word: string): boolean {
	return /[*?[]/.test(word);
}

/**
Whether a pattern matches the whole of a text.
*/
export function matchesGlob(pattern: string, text: string): boolean {
	const letters = [...text];
	// Where the next step may begin in the text, in ascending order.
	let places: readonly number[] = [0];
	for (const step of stepsOf(pattern)) {
		const [first = letters.length + 1] = places;
		places = step === '*'
			? Array.from({length: letters.length + 1 - first}, (_each, index) => first + index)
			: places.filter(place => place < letters.length && accepts(step, letters[place]!)).map(place => place + 1);
	}

	return places.at(-1) === letters.length;
}

/**
The pieces of a pattern, each for one character but `*`. A bracket that is never closed stands for itself.
*/
function stepsOf(pattern: string): readonly string[] {
	const letters = [...pattern];
	const steps: string[] = [];
	for (let at = 0; at < letters.length;) {
		const begin = at + (letters[at + 1] === '!' || letters[at + 1] === '^' ? 2 : 1);
		// The first character is a member, even if it closes.
		const end = letters[at] === '[' ? letters.indexOf(']', begin + 1) : -1;
		const next = end === -1 ? at + 1 : end + 1;
		steps.push(letters.slice(at, next).join(''));
		at = next;
	}

	return steps;
}

function accepts(step: string, letter: string): boolean {
	if (step === '?') {
		return true;
	}

	if (step.length < 3 || !step.startsWith('[')) {
		return step === letter;
	}

	const isNegated = /^\[[!^]/.test(step);
	const members = [...step.slice(isNegated ? 2 : 1, -1)];
	const isMember = members.some((member, index) =>
		member === letter || (member === '-' && index > 0 && members[index - 1]! <= letter && letter <= (members[index + 1] ?? '')));
	return isMember !== isNegated;
}
