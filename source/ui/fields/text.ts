/**
A line of text that is typed or pasted.
*/
import type {Key} from '../../terminal/keys/keyboard.ts';
import {oneLine} from '../../text/one-line.ts';

/**
Nobody types more, and all of it is searched for and drawn at every key.
*/
const longestText = 4096;

/**
The text after a key; undefined where the key changes no text. What is pasted becomes one line without control characters, so that
nothing in it does what a key would do.
*/
export function edited(text: string, key: Key): string | undefined {
	switch (key.name) {
		case 'backspace': {
			return [...text].slice(0, -1).join('');
		}

		case 'ctrl-u': {
			return '';
		}

		case 'paste': {
			return (text + oneLine(key.text ?? '')).slice(0, longestText);
		}

		default: {
			return key.text === undefined ? undefined : (text + key.text).slice(0, longestText);
		}
	}
}
