/**
Which keys lead to which action. What a sentence says about a key it takes from here, so that it stays true when keys are changed.
*/
import type {KeyName} from '../terminal/keys/keyboard.ts';

/**
The keys of every action, by its id, the one that sentences name first. An action without keys is unbound.
*/
export type Keymap = ReadonlyMap<string, readonly KeyName[]>;

/**
The keymap of these actions: their own keys, but for the ids in `changes`.
*/
export function createKeymap(
	actions: ReadonlyArray<{readonly id: string; readonly keys: readonly KeyName[]}>,
	changes: ReadonlyMap<string, readonly KeyName[]> = new Map(),
): Keymap {
	return new Map(actions.map(({id, keys}) => [id, changes.get(id) ?? keys]));
}

/**
The keys of an action; none where it is unbound.
*/
export function keysOf(keymap: Keymap, id: string): readonly KeyName[] {
	return keymap.get(id) ?? [];
}

/**
Whether the key leads to any action.
*/
export function isBound(keymap: Keymap, key: KeyName): boolean {
	return keymap.values().some(keys => keys.includes(key));
}

/**
The key of an action as a sentence names it.
*/
export function keyWord(keymap: Keymap, id: string, isUnicode = true): string {
	const [first] = keysOf(keymap, id);
	return first === undefined ? 'a key of your choice' : keyTitle(first, isUnicode);
}

/**
A sentence of ours in which `{id}` stands for the key of that action. Not for texts that hold words of strangers.
*/
export function withKeys(text: string, keymap: Keymap, isUnicode = true): string {
	return text.replaceAll(/\{([\w-]+)\}/g, (_whole, id: string) => keyWord(keymap, id, isUnicode));
}

const keyTitles: Readonly<Record<string, string>> = {
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	pageUp: 'PgUp',
	pageDown: 'PgDn',
	home: 'Home',
	end: 'End',
	enter: 'Enter',
	escape: 'Esc',
	tab: 'Tab',
	'shift-tab': 'Shift-Tab',
	space: 'Space',
};

/**
A key as people know it: `Enter`, `F5`, `Ctrl-L`, `k`. Arrows fall back to words where the terminal has no such characters.
*/
export function keyTitle(name: KeyName, isUnicode = true): string {
	const title = keyTitles[name];
	if (title !== undefined) {
		return isUnicode || title.length > 1 ? title : name.charAt(0).toUpperCase() + name.slice(1);
	}

	if (/^f\d+$/.test(name)) {
		return name.toUpperCase();
	}

	return name.startsWith('ctrl-') ? `Ctrl-${name.slice(5).toUpperCase()}` : name;
}
