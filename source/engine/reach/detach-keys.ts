/**
The keys that part a terminal from the command in a container without ending it. An engine holds the first of them back until the next key
tells whether it begins the sequence, so Docker's own, Ctrl-P Ctrl-Q, would cost a shell its history.
*/
import {asRecord, asText} from '../untrusted.ts';
import {readClientConfig, type Surroundings} from './target.ts';

export type DetachKeys = {
	/**
	As Docker's API wants them: `ctrl-` and a letter or one of `@[\]^_`, or a printable character, divided by commas.
	*/
	readonly keys: string;
	/**
	Whether a person has set them, and so may mean to detach.
	*/
	readonly isConfigured: boolean;
};

/**
Six keys in a row that no program asks for. There is no way to have none: an engine takes an empty setting for its own.
*/
export const nobodyTypes = 'ctrl-^,ctrl-@,ctrl-^,ctrl-],ctrl-^,ctrl-@';

/**
Those of Docker's own client.
*/
export const clientKeys = 'ctrl-p,ctrl-q';

/**
What `detachKeys` in the configuration of Docker's client says, else keys that nobody types.
*/
export function detachKeysIn(surroundings: Surroundings): DetachKeys {
	const keys = asText(asRecord(readClientConfig(surroundings))?.detachKeys);
	return keys === undefined ? {keys: nobodyTypes, isConfigured: false} : {keys, isConfigured: true};
}

/**
What a terminal sends for these keys.
*/
export function bytesOfKeys(keys: string): Uint8Array {
	return Uint8Array.from(keys.split(','), key => {
		const code = key.toUpperCase().codePointAt(key.length - 1) ?? 0;
		return key.startsWith('ctrl-') ? code % 0x20 : (key === 'DEL' ? 0x7F : key.codePointAt(0) ?? 0);
	});
}

/**
These keys as people call them: `Ctrl-P Ctrl-Q`.
*/
export function wordsOfKeys(keys: string): string {
	return keys.split(',').map(key => key.startsWith('ctrl-') ? `Ctrl-${key.slice(5).toUpperCase()}` : key).join(' ');
}
