/**
A small program on Ink and the screen, driven through random steps. After each, every cell of the terminal is compared with the
reference. More seeds and steps by REPLAY_SEEDS and REPLAY_STEPS.
*/
import assert from 'node:assert/strict';
import process from 'node:process';
import {test} from 'node:test';
import {useState, type ReactNode} from 'react';
import {
	Box,
	render,
	Text,
	useApp,
	useInput,
	useWindowSize,
} from 'ink';
import stringWidth from 'string-width';
import {Screen} from '../../source/screen/screen.ts';
import {Canvas, Cover, ScreenContext} from '../../source/ui/ink/canvas.tsx';
import {createTerminal, type TestTerminal} from '../helpers/terminal.ts';
import {
	createRandom,
	pick,
	randomLine,
	Reference,
} from '../helpers/reference.ts';

type State = {readonly tick: number; readonly selected: number};

const seeds = Number(process.env.REPLAY_SEEDS ?? 3);
const steps = Number(process.env.REPLAY_STEPS ?? 150);
const sizes: ReadonlyArray<readonly [number, number]> = [[40, 12], [60, 15], [80, 24], [81, 25], [120, 40], [160, 45], [200, 50]];
const dialog = {width: 30, height: 5};

class Store {
	state: State = {tick: 0, selected: 0};
	readonly #listeners = new Set<() => void>();

	readonly get = (): State => this.state;

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	};

	set(state: State): void {
		this.state = state;
		for (const listener of this.#listeners) {
			listener();
		}
	}
}

/**
The rows of a pane. Some change with each tick, all others stay; some are too long or too short.
*/
function pane(seed: number, oddness: number) {
	return ({tick, selected}: State, width: number, height: number): readonly string[] => Array.from({length: height}, (_, row) => {
		const age = row % 3 === 0 ? tick : 0;
		const random = createRandom((seed * 7919) + (row * 104_729) + (age * 13) + width);
		const line = randomLine(random, Math.floor(width * (0.8 + (random() * 0.3))), oddness);
		return row === selected % height ? `\u{1B}[7m${line}` : line;
	});
}

function header(seed: number) {
	return ({tick}: State, width: number): readonly string[] => [
		`\u{1B}[1mnstop\u{1B}[0m tick ${tick} of seed ${seed} 世界`.padEnd(width),
		`\u{1B}[32m${'█'.repeat(tick % width)}`,
	];
}

type Panes = {readonly header: ReturnType<typeof pane>; readonly left: ReturnType<typeof pane>; readonly right: ReturnType<typeof pane>};
type Controls = {lend?: (task: () => Promise<void>) => Promise<void>};

function App({store, panes, controls}: {readonly store: Store; readonly panes: Panes; readonly controls: Controls}): ReactNode {
	const {columns, rows} = useWindowSize();
	const {suspendTerminal} = useApp();
	const [typed, setTyped] = useState<string>();
	controls.lend = suspendTerminal;
	useInput((input, key) => {
		const {state} = store;
		if (key.upArrow || key.downArrow) {
			store.set({...state, selected: state.selected + (key.upArrow ? 99 : 1)});
		} else if (key.return) {
			setTyped(undefined);
		} else if (input === 'D') {
			setTyped('');
		} else {
			setTyped(text => text === undefined ? undefined : text + input);
		}
	});
	const place = dialogPlace(columns, rows);
	return (
		<Box flexDirection='column' width={columns} height={rows}>
			<Canvas source={store} draw={panes.header} height={2} flexShrink={0}/>
			<Box flexGrow={1}>
				<Canvas source={store} draw={panes.left} width={leftWidth(columns)} flexShrink={0}/>
				<Canvas source={store} draw={panes.right} flexGrow={1}/>
			</Box>
			<Text wrap='truncate'>{footer(typed)}</Text>
			{typed === undefined
				? undefined
				: (
					<Cover position='absolute' flexDirection='column' marginLeft={place.x} marginTop={place.y} {...dialog} borderStyle='round'>
						<Text>{'\u{1B}[1;31mReally?\u{1B}[0m'}</Text>
						<Text wrap='truncate'>{typed}</Text>
					</Cover>
				)}
		</Box>
	);
}

function leftWidth(columns: number): number {
	return Math.floor(columns * 0.55);
}

function dialogPlace(columns: number, rows: number): {x: number; y: number} {
	return {x: Math.floor((columns - dialog.width) / 2), y: Math.floor((rows - dialog.height) / 2)};
}

function footer(typed: string | undefined): string {
	return typed === undefined ? ' D dialog' : ` Enter closes · ${typed.length} units typed`;
}

function expected(terminal: TestTerminal, state: State, panes: Panes, typed: string | undefined): Reference {
	const {columns, rows} = terminal.tty;
	const reference = new Reference(columns, rows);
	const left = leftWidth(columns);
	reference.put(0, 0, columns, panes.header(state, columns, 2));
	reference.put(0, 2, left, panes.left(state, left, rows - 3));
	reference.put(left, 2, columns - left, panes.right(state, columns - left, rows - 3));
	reference.put(0, rows - 1, columns, [footer(typed)]);
	if (typed !== undefined) {
		const {x, y} = dialogPlace(columns, rows);
		const inner = dialog.width - 2;
		const text = typed + ' '.repeat(inner - stringWidth(typed));
		reference.put(x, y, dialog.width, [
			`╭${'─'.repeat(inner)}╮`,
			`│\u{1B}[1;31mReally?\u{1B}[0m${' '.repeat(inner - 7)}│`,
			`│${text}│`,
			`│${' '.repeat(inner)}│`,
			`╰${'─'.repeat(inner)}╯`,
		]);
	}

	return reference;
}

/**
Gives the number of steps that were checked.
*/
async function replay(seed: number): Promise<number> {
	const random = createRandom(seed);
	const oddness = seed % 2 === 0 ? 0 : 0.2;
	const terminal = createTerminal(...pick(random, sizes));
	const screen = new Screen({tty: terminal.tty});
	const store = new Store();
	const panes: Panes = {header: header(seed), left: pane(seed, oddness), right: pane(seed + 1000, oddness)};
	const controls: Controls = {};
	const app = render(
		<ScreenContext value={screen}><App store={store} panes={panes} controls={controls}/></ScreenContext>,
		{
			stdout: screen.stdout,
			stdin: terminal.stdin.stdin,
			debug: true,
			alternateScreen: true,
			interactive: true,
			patchConsole: false,
			exitOnCtrlC: false,
		},
	);
	let typed: string | undefined;
	const tick = () => {
		store.set({...store.state, tick: store.state.tick + 1});
	};

	const resize = () => {
		terminal.resize(...pick(random, sizes));
	};

	const press = (keys: string) => {
		terminal.send(keys);
	};

	const child = async () => {
		const before = terminal.bytesWritten();
		assert.equal(terminal.isAlternate(), false);
		terminal.print(`\u{1B}[41mjunk\n${'x'.repeat(500)}\u{1B}[3;3Hmore\u{1B}[1m`);
		tick();
		if (random() < 0.5) {
			resize();
		}

		await terminal.settle();
		assert.equal(terminal.bytesWritten(), before, 'nothing is written while a child has the terminal');
		assert.equal(terminal.isCursorHidden(), false);
	};

	const actions: Record<string, () => Promise<void> | void> = {
		tick,
		secondTick: tick,
		arrow() {
			press(pick(random, ['\u{1B}[A', '\u{1B}[B']));
		},
		burst() {
			press('\u{1B}[B'.repeat(5));
			tick();
			tick();
		},
		dialog() {
			press(typed === undefined ? 'D' : '\r');
			typed = typed === undefined ? '' : undefined;
		},
		letter() {
			if (typed === undefined || typed.length >= 12) {
				return;
			}

			const letter = pick(random, ['a', 'b', '世', '한', 'é']);
			typed += letter;
			press(letter);
		},
		resize,
		doubleResize() {
			resize();
			resize();
		},
		async resizeInTwoTurns() {
			resize();
			await new Promise(resolve => {
				setImmediate(resolve);
			});
			resize();
		},
		async lend() {
			await controls.lend?.(async () => {
				await terminal.settle();
				await child();
			});
		},
		async lendWithoutInk() {
			screen.leave();
			await terminal.settle();
			await child();
			screen.enter();
		},
		redraw() {
			terminal.print('\u{1B}[H\u{1B}[44mwall: the system is going down');
			screen.redraw();
		},
		async slow() {
			terminal.tty.hold();
			for (let count = 0; count < 5; count++) {
				tick();
				await terminal.settle();
			}

			terminal.tty.release();
		},
	};
	const names = Object.keys(actions);
	let checked = 0;

	for (let step = 0; step < steps; step++) {
		const name = step === 0 ? 'tick' : pick(random, names);
		await terminal.settle();
		await actions[name]!();
		await terminal.settle();
		const when = `after step ${step} (${name}) of seed ${seed}`;
		const difference = await expected(terminal, store.state, panes, typed).difference(terminal.xterm);
		assert.equal(difference, '', `${when}\n${difference}`);
		assert.ok(terminal.isAlternate(), when);
		assert.ok(terminal.isCursorHidden(), when);
		checked++;
	}

	app.unmount();
	await app.waitUntilExit();
	await terminal.settle();
	assert.equal(terminal.isAlternate(), false);
	assert.equal(terminal.isCursorHidden(), false);
	assert.ok(terminal.xterm.modes.wraparoundMode);
	terminal.xterm.dispose();
	return checked;
}

for (let seed = 1; seed <= seeds; seed++) {
	test(`${steps} random steps leave no wrong cell, seed ${seed}`, async () => {
		assert.equal(await replay(seed), steps);
	});
}

