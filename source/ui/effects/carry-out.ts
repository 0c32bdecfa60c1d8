/**
What the program does besides changing its state: one place for each kind of effect.
*/
import type {Screen} from '../../screen/screen.ts';
import type {Input} from '../../terminal/keys/input.ts';
import type {Effect} from '../actions/action.ts';
import type {ExplorerOptions} from '../explorer-options.ts';
import type {LogReading} from '../logs/reading.ts';
import type {UiState} from '../state.ts';
import {askLimits} from './ask-limits.ts';
import {attach, askToAttach} from './attach.ts';
import {planCompose, runCompose, stopCompose} from './compose.ts';
import {askForEntry, enter} from './enter.ts';
import type {AttachedSession} from './hang-up.ts';
import {perform} from './perform.ts';
import {saveLog} from './save-log.ts';
import {openShell} from './shell.ts';
import type {VolumeCounter} from './volume-counter.ts';

/**
What effects work on.
*/
type EffectServices = {
	readonly options: ExplorerOptions;
	readonly screen: Screen;
	readonly input: Input;
	readonly sessions: Set<AttachedSession>;
	readonly volumeCounter: VolumeCounter;
	log(): LogReading | undefined;
	state(): UiState;
	update(change: (state: UiState) => UiState): void;
	/**
	Ends the program.
	*/
	leave(): void;
};

type Carriers = {
	readonly [Kind in Effect['kind']]: (effect: Extract<Effect, {readonly kind: Kind}>, services: EffectServices) => void;
};

const carriers: Carriers = {
	quit(_effect, {leave}) {
		leave();
	},
	count({targets}, {volumeCounter}) {
		volumeCounter.count(targets);
	},
	'stop-counting'(_effect, {volumeCounter}) {
		volumeCounter.stop();
	},
	redraw(_effect, {screen}) {
		screen.redraw();
	},
	copy({text}, {options}) {
		options.copy?.(text);
	},
	'save-log'(effect, {log, update}) {
		const reading = log();
		if (reading) {
			void saveLog(reading, effect, {update});
		}
	},
	suspend(_effect, {options}) {
		options.stopJob?.();
	},
	perform({operation, steps, targets}, {options: {host}, update}) {
		void perform(operation, steps ?? [targets], {host, update});
	},
	'ask-limits'({target}, {options: {host}, update}) {
		void askLimits(target, {host, update});
	},
	look(effect, {options: {host}, update}) {
		askForEntry(effect.target, effect.process, {host, update});
	},
	enter({target, entry, choice}, {
		options, screen, input, update,
	}) {
		void enter(target, entry, choice, {
			...options, screen, input, terminal: options.output, update,
		});
	},
	'plan-compose'(effect, {options: {host, settings}, state, update}) {
		void planCompose(effect, {
			host, settings, state, update,
		});
	},
	'ask-attach'({target}, {options: {host}, update}) {
		void askToAttach(target, {host, update});
	},
	attach({target, attachment}, {
		options: {host, output, setOutputProcessing}, sessions, screen, input, update,
	}) {
		void attach(target, attachment, {
			host, sessions, screen, input, terminal: output, setOutputProcessing, update,
		});
	},
	'run-compose'(effect, {options: {host, settings}, state, update}) {
		void runCompose(effect, {
			host, settings, state, update,
		});
	},
	'stop-compose'({id}, {options: {host}, update}) {
		stopCompose(id, {host, update});
	},
	shell({target, command}, {
		options: {
			host, settings, output, setOutputProcessing,
		}, sessions, screen, input, update,
	}) {
		void openShell(target, command, {
			host, settings, sessions, screen, input, terminal: output, setOutputProcessing, update,
		});
	},
};

/**
Begins what an effect asks for. Changes of the state say how it goes on.
*/
export function carryOut(effect: Effect, services: EffectServices): void {
	const carry = carriers[effect.kind] as (effect: Effect, services: EffectServices) => void;
	carry(effect, services);
}
