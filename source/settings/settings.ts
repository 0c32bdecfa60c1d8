/**
What a person may set, as one value: how the screen looks and which keys it takes. The same object means that nothing has changed.
*/
import type {Theme} from '../text/theme.ts';
import type {Keymap} from './keymap.ts';

export type Settings = {
	readonly theme: Theme;
	readonly keymap: Keymap;
	/**
	Columns of each list by their ids, in this order; those of its record where none are given.
	*/
	readonly columns: Readonly<Partial<Record<ListId, readonly string[]>>>;
};

type ListId = 'containers' | 'processes' | 'namespaces' | 'images' | 'volumes' | 'networks';
