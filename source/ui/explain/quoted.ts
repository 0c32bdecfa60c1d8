/**
Words of strangers in commands that a person may copy.
*/

const plain = /^[\w%+,\-./:=@]+$/;

/**
The text as one word of a shell, in quotes where it would mean something to it.
*/
export function quoted(text: string): string {
	return plain.test(text) ? text : `'${text.replaceAll('\'', String.raw`'\''`)}'`;
}
