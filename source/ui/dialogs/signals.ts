/**
The choice of a signal.
*/
import {clean, pad} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import {askedByEnter} from '../actions/question.ts';
import {signals} from '../actions/signals.ts';
import {projectMeant} from '../actions/targets.ts';
import {openDialog} from '../state.ts';
import type {Target} from '../target.ts';
import {pressInChoice} from './choice.ts';
import {choiceList} from './choice-list.ts';
import type {DialogRecord} from './dialog.ts';
import {choices} from './room.ts';
import type {Searched} from './search.ts';
import {nameOf} from './words.ts';

type SignalChoice = Searched & {
	readonly kind: 'signals';
	readonly targets: readonly Target[];
	readonly cursor: number;
	readonly typed?: string;
};

/**
The signal whose number or name begins with what was typed, with or without `SIG`; else with the last character of it alone.
*/
function typedSignal(
	typed: string,
	last: string,
	choosable: readonly Signal[],
): {readonly typed: string; readonly cursor: number} | undefined {
	for (const start of typed === last ? [last] : [typed, last]) {
		const word = start.toUpperCase();
		const isMeant = [
			({number}: Signal) => String(number) === word,
			({number, name}: Signal) => String(number).startsWith(word) || name.startsWith(`SIG${word}`),
			({name}: Signal) => name.startsWith(word),
		];
		for (const test of isMeant) {
			const cursor = choosable.findIndex(signal => test(signal));
			if (cursor !== -1) {
				return {typed: start, cursor};
			}
		}
	}

	return undefined;
}

type Signal = typeof signals[number];

const list = choiceList<SignalChoice, Signal>({
	all: () => signals,
	text: ({number, name, help}) => `${number} ${name} ${help}`,
});

export const signalsDialog: DialogRecord<SignalChoice> = {
	...list.record,
	kind: 'signals',
	draw(dialog, world, {height}) {
		const {targets, cursor} = dialog;
		const {theme, view} = world;
		const lines = list.left(dialog, world).map(({name, number, help}): Line => [
			{text: pad(String(number), 3, 'right'), tone: 'dim'},
			{text: ` ${pad(name, 11)}`},
			{text: help, tone: 'dim'},
		]);
		const [first] = targets;
		return {
			title: clean(
				`Signal for ${targets.length === 1 && first ? nameOf(first) : projectMeant(targets, view) ?? `${targets.length} tagged`}`,
				theme.isUnicode,
			),
			lines: choices(lines, cursor, Math.min(height, 14), theme),
			hint: `${theme.glyphs.enter} choose`,
		};
	},
	press(key, dialog, world) {
		const choosable = list.left(dialog, world);
		if (key.text !== undefined) {
			// Every letter is one of a name, also those that move through other lists: `k` begins KILL.
			return {state: openDialog(world.view.state, {...dialog, ...typedSignal(`${dialog.typed ?? ''}${key.text}`, key.text, choosable)})};
		}

		const signal = choosable[dialog.cursor];
		return key.name === 'enter' && signal
			? askedByEnter({name: 'kill', signal: signal.name}, dialog.targets, world.view)
			: pressInChoice(key, {...dialog, typed: ''}, choosable.length, world);
	},
};
