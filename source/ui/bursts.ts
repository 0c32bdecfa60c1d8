/**
Keys as they are read: one, or several in one piece. What nobody can have typed by hand after looking is no command: a paste without marks
is ignored as a whole, and nothing follows a question in the burst that has asked it.
*/
import type {Arrival} from '../terminal/keys/reader.ts';
import type {Key} from '../terminal/keys/keyboard.ts';
import {isBound} from '../settings/keymap.ts';
import {questionOf} from './dialogs/index.ts';
import {isTooSoon} from './dialogs/press.ts';
import {isSameQuestion, type Question} from './dialogs/gate.ts';
import type {Effect} from './actions/action.ts';
import {hasField, press, refusePaste} from './press.ts';
import type {UiState} from './state.ts';
import type {World} from './world.ts';

/**
This number of different printable keys in one burst is a paste; a key that repeats itself counts once.
*/
const keysOfPaste = 5;

/**
This number of different printable keys in a burst after the one that asked is a paste too: who types `D` and `y` in haste types no more.
*/
const keysAfterQuestion = 3;

/**
What comes so soon after a paste is the rest of it.
*/
const tailMilliseconds = 100;

/**
Effects that end a burst: what was typed after them was typed for something else.
*/
const endings: ReadonlySet<Effect['kind']> = new Set([
	'perform', 'enter', 'look', 'shell', 'plan-compose', 'run-compose', 'ask-limits', 'ask-attach', 'attach',
]);

type BurstServices = {
	world(): World;
	set(state: UiState): void;
	carryOut(effect: Effect): void;
	/**
	Gives the question on screen its time to be read again: an answer came too soon.
	*/
	readAgain(): void;
	/**
	Milliseconds of a clock that only goes forward.
	*/
	now(): number;
};

/**
Carries out keys as they come. The state of before a burst is kept until it is over, as it may turn out to be a paste.
*/
export class Bursts {
	readonly #services: BurstServices;
	#before: UiState | undefined;
	#count = 0;
	#countAtQuestion = Infinity;
	#last: string | undefined;
	#isPaste = false;
	#isOver = false;
	#lastAt = -Infinity;

	constructor(services: BurstServices) {
		this.#services = services;
	}

	/**
	Takes keys that were read together; gives how many of them were for the screen.
	*/
	take(keys: readonly Key[], {stamp, isContinued}: Arrival<Question | undefined>): number {
		const {now, world} = this.#services;
		const isTail = this.#isPaste && now() - this.#lastAt < tailMilliseconds;
		if (!isContinued && !isTail) {
			this.#before = world().view.state;
			this.#count = 0;
			this.#countAtQuestion = Infinity;
			this.#last = undefined;
			this.#isPaste = false;
			this.#isOver = false;
		}

		this.#lastAt = now();
		const parts = keys.flatMap((key, index) => this.#partsOf(key).map(part => ({key: part, taken: index + 1})));
		for (const [index, {key, taken}] of parts.entries()) {
			if (this.#isPaste && key.name !== 'ctrl-c') {
				continue;
			}

			this.#countKey(key);
			if (this.#count >= keysOfPaste || this.#count - this.#countAtQuestion >= keysAfterQuestion) {
				this.#refuse();
				continue;
			}

			const effect = this.#press(key, stamp);
			if (effect === undefined) {
				continue;
			}

			// To redraw does nothing that would have to be undone.
			const rest = parts.slice(index + 1).map(part => part.key);
			if (effect.kind !== 'redraw' && this.#count + countOf(rest) >= keysOfPaste) {
				this.#refuse();
				continue;
			}

			this.#isOver ||= endings.has(effect.kind);
			this.#services.carryOut(effect);
			if (effect.kind === 'shell' || effect.kind === 'attach') {
				return taken;
			}
		}

		return keys.length;
	}

	/**
	Takes a change that no key has made, such as a new size of the window: a paste that is ignored does not undo it.
	*/
	follow(change: (state: UiState) => UiState): void {
		this.#before &&= change(this.#before);
	}

	/**
	Where no such key with Alt means anything, it was Escape and another key, in one piece.
	*/
	#partsOf(key: Key): readonly Key[] {
		const {keymap} = this.#services.world().view.settings;
		return key.afterEscape && !isBound(keymap, key.name) ? [{name: 'escape'}, key.afterEscape] : [key];
	}

	#countKey(key: Key): void {
		const isTyped = isPrintable(key) && !hasField(this.#services.world().view.state);
		this.#count += isTyped && key.name !== this.#last ? 1 : 0;
		this.#last = isTyped ? key.name : undefined;
	}

	#press(key: Key, answerable: Question | undefined): Effect | undefined {
		// Escape never does harm.
		if (this.#isOver && key.name !== 'escape' && key.name !== 'ctrl-c') {
			return undefined;
		}

		const world = this.#services.world();
		const {dialog} = world.view.state;
		const asked = questionOf(dialog);
		const isRead = asked !== undefined && isSameQuestion(asked, answerable);
		if (dialog && asked !== undefined && isTooSoon(key, dialog, isRead)) {
			this.#services.readAgain();
		}

		const {state, effect} = press(key, world, isRead);
		const asks = questionOf(state.dialog);
		if (asks !== undefined && !isSameQuestion(asks, asked)) {
			this.#isOver = true;
			this.#countAtQuestion = this.#count;
		}

		this.#services.set(state);
		return effect;
	}

	#refuse(): void {
		this.#isPaste = true;
		this.#services.set(refusePaste(this.#before!, this.#services.world().view));
	}
}

function isPrintable({name, text}: Key): boolean {
	return text !== undefined && name !== 'paste';
}

/**
How many keys of these are printable, each row of equal ones counted once.
*/
function countOf(keys: readonly Key[]): number {
	return keys.filter((key, index) => isPrintable(key) && key.name !== keys[index - 1]?.name).length;
}
