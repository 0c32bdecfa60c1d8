/**
What a program asked its terminal to put on the clipboard, in each of the three forms: as a terminal, tmux and screen read it.
*/
import {Buffer} from 'node:buffer';

const escape = '\u{1B}';

/**
What screen takes of one string.
*/
const longestPiece = 256;

/**
The texts in the bytes as a terminal reads them: wrappings are passed over, as they are meant for others.
*/
export function copiedPlainly(written: string): readonly string[] {
	return textsIn(written.replaceAll(/\p{Control}P.*?\p{Control}\\/gsu, ''));
}

/**
The texts that tmux hands to its terminal: within its passthrough each escape stands twice.
*/
export function copiedThroughTmux(written: string): readonly string[] {
	return [...written.matchAll(/\p{Control}Ptmux;(.*?)\p{Control}\\/gsu)]
		.flatMap(([, wrapped]) => textsIn(wrapped!.split(escape + escape).join(escape)));
}

/**
The texts that screen hands to its terminal: pieces, one after the other. Longer ones than it takes are left out.
*/
export function copiedThroughScreen(written: string): readonly string[] {
	const pieces = [...written.matchAll(/\p{Control}P(?!tmux;)(.*?)\p{Control}\\/gsu)].map(([, piece]) => piece!);
	return textsIn(pieces.filter(({length}) => length <= longestPiece).join(''));
}

/**
Without the c, as tmux writes it, the sequence means the same.
*/
function textsIn(bytes: string): readonly string[] {
	return [...bytes.matchAll(/\p{Control}\]52;c?;([\w+/]*={0,2})\p{Control}/gu)]
		.map(([, payload]) => Buffer.from(payload!, 'base64').toString());
}
