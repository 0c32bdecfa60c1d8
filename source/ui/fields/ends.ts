/**
Keys that leave a field in the last line and keep what was typed.
*/
import type {Key} from '../../terminal/keys/keyboard.ts';

const ends: ReadonlySet<string> = new Set(['enter', 'tab', 'up', 'down']);

export function isEditingEnd({name}: Key): boolean {
	return ends.has(name);
}
