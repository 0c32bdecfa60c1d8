/**
How a unit's name is read.
*/

/**
A name without systemd's escapes: `\x2d` stands for what its letters may not be. What would be a control character stays escaped.
*/
export function readableName(name: string): string {
	return name.replaceAll(/(?:\\x[\da-f]{2})+/g, escapes => {
		const bytes = Uint8Array.from(escapes.match(/[\da-f]{2}/g)!, hex => Number.parseInt(hex, 16));
		const text = new TextDecoder().decode(bytes);
		return /[\p{Control}\u{FFFD}]/u.test(text) ? escapes : text;
	});
}
