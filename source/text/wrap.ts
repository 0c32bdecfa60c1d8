/**
A sentence over several lines.
*/
import {cellWidth, clip} from './clean.ts';
import {fold} from './fold.ts';

/**
The words of a text in lines of at most `width` cells; a word that is longer is cut, with the ellipsis at its end.
*/
export function wrap(text: string, width: number, ellipsis = '…'): readonly string[] {
	const lines: string[] = [];
	for (const word of text.split(' ').filter(part => part !== '')) {
		const last = lines.at(-1);
		if (last !== undefined && cellWidth(last) + 1 + cellWidth(word) <= width) {
			lines[lines.length - 1] = `${last} ${word}`;
		} else {
			lines.push(clip(word, width, ellipsis));
		}
	}

	return lines;
}

/**
The same without a loss: a word that is longer goes on in the next line.
*/
export function wrapWhole(text: string, width: number): readonly string[] {
	return wrap(text.split(' ').flatMap(word => fold(word, width)).join(' '), width);
}
