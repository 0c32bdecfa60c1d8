/**
An action is one record: its keys, its words and what it does. Footer, help, menu, read-only mode and the README derive from it.
*/
import type {ComposeCommand, ComposeVerb} from '../../compose/command.ts';
import type {Attachment} from '../../engine/operations.ts';
import type {Entry} from '../../model/entry.ts';
import type {ProcessKey} from '../../model/keys.ts';
import type {EntryChoice} from '../effects/entry-plan.ts';
import type {KeyName} from '../../terminal/keys/keyboard.ts';
import type {ComposeTarget} from '../commands.ts';
import type {PaneId} from '../layout/layout.ts';
import type {UiState} from '../state.ts';
import type {Operation, ResourceTarget, Target} from '../target.ts';
import type {View} from '../view.ts';
import type {MenuWords} from './menu-words.ts';

/**
What an action asks of the world outside the screen's state. There is no other door.
*/
export type Effect =
	| {readonly kind: 'quit'}
	| {readonly kind: 'redraw'}
	/**
	Asks the terminal to put the text on its clipboard.
	*/
	| {readonly kind: 'copy'; readonly text: string}
	/**
	Writes the lines of the open log that are shown into a file with this name before its ending.
	*/
	| {readonly kind: 'save-log'; readonly name: string; readonly hasTimes: boolean}
	/**
	Stops the program until its shell goes on with it.
	*/
	| {readonly kind: 'suspend'}
	/**
	With steps, the targets of each when it is done to those of the step before; else to all at once.
	*/
	| {
		readonly kind: 'perform';
		readonly operation: Operation;
		readonly targets: readonly Target[];
		readonly steps?: ReadonlyArray<readonly Target[]>;
	}
	/**
	Has the files of volumes counted.
	*/
	| {readonly kind: 'count'; readonly targets: readonly ResourceTarget[]}
	| {readonly kind: 'stop-counting'}
	| {readonly kind: 'shell'; readonly target: Target; readonly command?: string}
	/**
	Asks what attaching to a container will be like, and then whether to.
	*/
	| {readonly kind: 'ask-attach'; readonly target: Target & {readonly kind: 'container'}}
	| {readonly kind: 'attach'; readonly target: Target & {readonly kind: 'container'}; readonly attachment: Attachment}
	/**
	Asks an engine for the limits of a container, to have them changed.
	*/
	| {readonly kind: 'ask-limits'; readonly target: Target}
	/**
	Looks whether the namespaces of a process can be entered, and asks which.
	*/
	| {readonly kind: 'look'; readonly target: Target; readonly process: ProcessKey}
	/**
	Opens a shell of the host in them.
	*/
	| {readonly kind: 'enter'; readonly target: Target; readonly entry: Entry; readonly choice: EntryChoice}
	/**
	Finds the command of Compose that the open question is about.
	*/
	| {readonly kind: 'plan-compose'; readonly verb: ComposeVerb; readonly project: ComposeTarget}
	| {readonly kind: 'run-compose'; readonly verb: ComposeVerb; readonly project: ComposeTarget; readonly command: ComposeCommand}
	| {readonly kind: 'stop-compose'; readonly id: string};

export type Outcome = {readonly state: UiState; readonly effect?: Effect};

/**
Where keys are grouped in help and README.
*/
type Topic = 'Move' | 'Sort' | 'Show' | 'Log' | 'Arrange' | 'Act' | 'Resources' | 'Program';

export type Action = {
	readonly id: string;
	readonly keys: readonly KeyName[];
	readonly topic: Topic;
	/**
	Panes in which the keys hold; everywhere if absent.
	*/
	readonly panes?: readonly PaneId[];
	/**
	One or two words for footer and menu.
	*/
	readonly title: string;
	/**
	A sentence for help and README.
	*/
	readonly help: string;
	/**
	Place in the footer, small first; not shown there if absent.
	*/
	readonly footer?: number;
	/**
	There it stands for several, from itself to the last one with this id, under this title.
	*/
	readonly footerRange?: {readonly last: string; readonly title: string};
	/**
	Changes something outside nstop: read-only mode has none of these.
	*/
	readonly isDangerous?: true;
	/**
	It is done to one target: the row under the cursor, whatever is tagged.
	*/
	readonly isSingle?: true;
	/**
	Does it to the given targets, whatever is selected meanwhile. An action that has this is offered in the menu of a row.
	*/
	aim?(state: UiState, view: View, targets: readonly Target[]): Outcome;
	/**
	What the menu says of it for these targets, in place of title and help; undefined where those fit.
	*/
	inMenu?(state: UiState, view: View, targets: readonly Target[]): MenuWords | undefined;
	/**
	Whether it can be done to such a target now; always if absent.
	*/
	isAvailable?(view: View, target: Target): boolean;
	/**
	Whether its keys mean it in what is on screen, before another action that has them as well; always, but after those, if absent.
	*/
	isMeant?(view: View): boolean;
	/**
	Does it to what is selected.
	*/
	run(state: UiState, view: View): Outcome;
};
