/**
What the command line of a runtime tells.
*/

const hexId = /^[\da-f]{64}$/;

/**
The last word of a program's path: `/usr/bin/bwrap` is bwrap. Empty where there is none.
*/
export function program([first = '']: readonly string[]): string {
	return first.slice(first.lastIndexOf('/') + 1);
}

/**
Value of the first of these options, written apart or with `=`.
*/
export function commandOption(args: readonly string[], ...names: readonly string[]): string | undefined {
	for (const [index, word] of args.entries()) {
		for (const name of names) {
			if (word === name) {
				return args[index + 1];
			}

			if (word.startsWith(`${name}=`)) {
				return word.slice(name.length + 1);
			}
		}
	}

	return undefined;
}

/**
The text if it is an id as engines give them, of 64 hexadecimal digits.
*/
export function idIn(text: string | undefined): string | undefined {
	return text !== undefined && hexId.test(text) ? text : undefined;
}
