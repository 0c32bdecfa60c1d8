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

/**
Begins what an effect asks for. Changes of the state say how it goes on.
*/
export function carryOut(effect: Effect, services: EffectServices): void {
	const {options, screen, input, sessions, volumeCounter, log, state, update, leave} = services;
	const {host, settings, output, setOutputProcessing, stopJob, copy} = options;
	switch (effect.kind) {
		case 'quit': {
			leave();
			break;
		}

		case 'count': {
			volumeCounter.count(effect.targets);
			break;
		}

		case 'stop-counting': {
			volumeCounter.stop();
			break;
		}

		case 'redraw': {
			screen.redraw();
			break;
		}

		case 'copy': {
			copy?.(effect.text);
			break;
		}

		case 'save-log': {
			const reading = log();
			if (reading) {
				void saveLog(reading, effect, {update});
			}

			break;
		}

		case 'suspend': {
			stopJob?.();
			break;
		}

		case 'perform': {
			void perform(effect.operation, effect.steps ?? [effect.targets], {host, update});
			break;
		}

		case 'ask-limits': {
			void askLimits(effect.target, {host, update});
			break;
		}

		case 'look': {
			askForEntry(effect.target, effect.process, {host, update});
			break;
		}

		case 'enter': {
			void enter(effect.target, effect.entry, effect.choice, {
				...options, screen, input, terminal: output, update,
			});
			break;
		}

		case 'plan-compose': {
			void planCompose(effect, {
				host, settings, state, update,
			});
			break;
		}

		case 'ask-attach': {
			void askToAttach(effect.target, {host, update});
			break;
		}

		case 'attach': {
			void attach(effect.target, effect.attachment, {
				host, sessions, screen, input, terminal: output, setOutputProcessing, update,
			});
			break;
		}

		case 'run-compose': {
			void runCompose(effect, {
				host, settings, state, update,
			});
			break;
		}

		case 'stop-compose': {
			stopCompose(effect.id, {host, update});
			break;
		}

		case 'shell': {
			void openShell(effect.target, effect.command, {
				host, settings, sessions, screen, input, terminal: output, setOutputProcessing, update,
			});
			break;
		}
	}
}
