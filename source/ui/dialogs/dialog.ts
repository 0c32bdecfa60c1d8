/**
A dialog is one record: what it shows, and what its keys do. Which one is open, and with what, is a value in the state of the screen.
*/
import type {Key} from '../../terminal/keys/keyboard.ts';
import type {Line} from '../../text/spans.ts';
import type {Outcome} from '../actions/action.ts';
import type {UiState} from '../state.ts';
import type {World} from '../world.ts';
import type {Question} from './gate.ts';
import type {Search} from './search.ts';

/**
Cells for the content of a dialog, without its borders.
*/
export type Room = {readonly width: number; readonly height: number};

/**
What stands in a dialog: its lines, not yet cut to a width, and the keys for the line below. Where it can be searched, the keys for that and
Esc are added to the hint, and the words and `note` to the title.
*/
type Draft = {
	readonly title: string;
	readonly lines: readonly Line[];
	readonly hint: string;
	readonly note?: string | undefined;
	readonly isDangerous?: boolean;
};

export type DialogRecord<Shown extends {readonly kind: string}> = {
	readonly kind: Shown['kind'];
	/**
	What is shown now; no more lines than the room has.
	*/
	draw(dialog: Shown, world: World, room: Room): Draft;
	/**
	What a key does. Esc is never given here, nor what belongs to a search.
	*/
	press(key: Key, dialog: Shown, world: World): Outcome;
	/**
	Where Esc leads; undefined where it closes the dialog, as it does without this.
	*/
	back?(dialog: Shown, state: UiState): UiState | undefined;
	/**
	What the dialog asks, for one from which something is done at once. Two questions are the same when their lists are.
	*/
	question?(dialog: Shown): Question | undefined;
	/**
	Whether the key says yes to it: such a key counts only once the question was on screen long enough.
	*/
	isAnswer?(key: Key, dialog: Shown): boolean;
	/**
	Whether words are looked for in its text, or narrow its list; absent where it cannot be searched.
	*/
	readonly searching?: 'search' | 'filter';
	/**
	Whether there is anything to look through; absent where there always is.
	*/
	canSearch?(dialog: Shown): boolean;
	/**
	The dialog with this search, undefined to clear it.
	*/
	seek?(dialog: Shown, search: Search | undefined, world: World): Shown;
	/**
	It has a field for text, so that letters and pastes go there.
	*/
	readonly hasField?: true;
};
