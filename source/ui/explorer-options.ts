/**
What the interactive program needs from its surroundings.
*/
import type {Host} from '../host/host.ts';
import type {Terminal} from '../screen/screen.ts';
import type {Settings} from '../settings/settings.ts';
import type {InputTerminal} from '../terminal/keys/input.ts';
import type {EnterServices} from './effects/enter.ts';
import type {OutputTerminal} from './effects/loan.ts';
import type {Opening} from './opening.ts';

export type ExplorerOptions = {
	readonly output: Terminal & OutputTerminal & {
		/**
		Writes before it comes back, as far as the terminal takes it.
		*/
		writeLast(text: string): void;
	};
	readonly input: InputTerminal;
	/**
	What is looked at and acted on. It has taken its first sample.
	*/
	readonly host: Host;
	readonly settings: Settings;
	readonly isReadOnly: boolean;
	/**
	What the command line says of the list.
	*/
	readonly opening?: Opening;
	/**
	Runs a program with the terminal as its own until it ends.
	*/
	runInTerminal: EnterServices['runInTerminal'];
	/**
	Runs a program out of sight, and gives what it says where it fails.
	*/
	rehearse: EnterServices['rehearse'];
	/**
	Sends a text to the clipboard of the terminal.
	*/
	copy?(text: string): void;
	setOutputProcessing?(isOn: boolean): Promise<void>;
	/**
	Stops the program; `giveUp` and `takeBack` are called then.
	*/
	stopJob?(): void;
};
