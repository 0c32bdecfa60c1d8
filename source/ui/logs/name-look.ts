/**
A colour for the name before a line of several merged logs: the same name always has the same one. The name is written as well, so that
nothing depends on it.
*/

/**
SGR parameters of colours that can be read on light and on dark.
*/
const looks = ['32', '35', '36', '91', '95', '32;1', '35;1', '31'] as const;

export function nameLook(name: string): string {
	let hash = 0;
	for (const character of name) {
		hash = ((hash * 31) + character.codePointAt(0)!) % 65_521;
	}

	return looks[hash % looks.length]!;
}
