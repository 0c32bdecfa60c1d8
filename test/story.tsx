import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {render} from 'ink-testing-library';
import {gone} from '../source/known.ts';
import type {Snapshot} from '../source/model/snapshot.ts';
import {Screen} from '../source/screen/screen.ts';
import {createStore} from '../source/store.ts';
import {nothingRead} from '../source/ui/resources/reading.ts';
import type {Effect} from '../source/ui/actions/action.ts';
import {App} from '../source/ui/ink/app.tsx';
import {Explorer} from '../source/ui/explorer.ts';
import {showFirstScreen} from '../source/ui/ink/first-screen.ts';
import {Input} from '../source/terminal/keys/input.ts';
import type {ComposeAnswer} from '../source/ui/compose-answer.ts';
import type {Inspection} from '../source/ui/inspection.ts';
import type {EventReading} from '../source/ui/events/reading.ts';
import type {LogReading} from '../source/ui/logs/reading.ts';
import type {Key} from '../source/terminal/keys/keyboard.ts';
import {paneIds} from '../source/ui/layout/layout.ts';
import {mount} from '../source/ui/ink/mount.tsx';
import {press} from '../source/ui/press.ts';
import {
	focusPane,
	initialState,
	type UiState,
} from '../source/ui/state.ts';
import {createTheme, unpaint, type Theme} from '../source/text/theme.ts';
import {createWorld} from '../source/ui/world.ts';
import {settingsOf} from './helpers/make.ts';
import {expectedFrame, laterSnapshot, storySnapshot} from './helpers/story.ts';
import {createTerminal, type ShownCell, type TestTerminal} from './helpers/terminal.ts';

const colourful = createTheme({level: '16', isUnicode: true});

/**
Stores and keys around a world, without a terminal.
*/
function tell(state: UiState, {isReadOnly = false, theme = colourful}: {readonly isReadOnly?: boolean; readonly theme?: Theme} = {}) {
	const stores = {
		snapshots: createStore<Snapshot>(storySnapshot),
		state: createStore(state),
		inspection: createStore<Inspection | undefined>(undefined),
		compose: createStore<ComposeAnswer | undefined>(undefined),
		log: createStore<LogReading | undefined>(undefined),
		resources: createStore(nothingRead),
		events: createStore<EventReading | undefined>(undefined),
	};
	const source = createWorld({...stores, settings: settingsOf(theme), isReadOnly});
	const effects: Effect[] = [];
	const onKeys = (keys: readonly Key[]): number => {
		for (const key of keys) {
			const outcome = press(key, source.get());
			stores.state.set(outcome.state);
			if (outcome.effect) {
				effects.push(outcome.effect);
			}
		}

		return keys.length;
	};

	return {
		...stores,
		effects,
		props: {
			source, onKeys, answerable: () => undefined, onQuestion: () => undefined,
		},
		source,
	};
}

/**
Waits for what React does behind a key or a snapshot.
*/
async function until(isSo: () => boolean, what: string, shown: () => string): Promise<void> {
	const end = performance.now() + 10_000;
	while (!isSo()) {
		assert.ok(performance.now() < end, `never seen: ${what}. On the screen:\n${shown()}`);
		await new Promise(resolve => {
			setImmediate(resolve);
		});
	}
}

test('without a screen of its own the app is plain Ink: header, four panes, footer, and keys work', async context => {
	const story = tell(initialState(100, 40));
	const app = render(<App {...story.props}/>);
	context.after(() => {
		app.unmount();
	});
	const shown = (): string => unpaint(app.lastFrame() ?? '');
	const has = async (...texts: readonly string[]): Promise<void> =>
		until(() => texts.every(text => shown().includes(text)), texts.join(', '), shown);
	await has(
		' nstop  ',
		'1 Containers',
		'2 Processes of web',
		'3 Namespaces of web',
		'4 web',
		'q quit',
		'15:40:31',
		'▸web',
		'nginx: master process',
	);
	app.stdin.write('j');
	await has('▸dind', '2 Processes of dind', 'dockerd --host');
	app.stdin.write('\u{1B}[B');
	await has('▸└─ webserver', '2 Processes of webserver');
	app.stdin.write('?');
	await has('Help', 'Move up one row.');
	app.stdin.write('q');
	await until(() => !shown().includes('Move up one row.'), 'the sheet is closed', shown);
	app.stdin.write('S');
	await has('Stop webserver?');
	assert.equal(story.effects.length, 0);
	app.stdin.write('y');
	await until(() => story.effects.length > 0, 'the wish', shown);
	const [wish] = story.effects;
	assert.equal(wish?.kind, 'perform');
	assert.deepEqual([wish.operation.name, wish.targets.map(({name}) => name)], ['stop', ['webserver']]);
	app.stdin.write('g');
	await has('▸web');
	story.snapshots.set(laterSnapshot);
	await has('exited 137', '15:40:32', '▸web', 'It is not running.');
	app.stdin.write('q');
	await until(() => story.effects.length === 2, 'the wish to leave', shown);
	assert.equal(story.effects.at(-1)?.kind, 'quit');
});

type Visit = {
	readonly terminal: TestTerminal;
	readonly snapshots: ReturnType<typeof createStore<Snapshot>>;
	cells(): ReadonlyArray<readonly ShownCell[]>;
};

function cellsOf(terminal: TestTerminal): ReadonlyArray<readonly ShownCell[]> {
	return Array.from({length: terminal.tty.rows}, (_row, row) => Array.from({length: terminal.tty.columns}, (_column, column) => {
		const cell = terminal.cellAt(column, row);
		// The colour of a blank is not seen.
		return cell.text === ' '
			? {
				...cell, foreground: '', isBold: false, isDim: false,
			}
			: cell;
	}));
}

/**
The whole program but for engine and kernel, on a terminal of this size, behind its first paint.
*/
async function open(
	context: TestContext,
	columns: number,
	rows: number,
	{
		isReadOnly = false,
		theme = colourful,
	}: {readonly isReadOnly?: boolean; readonly theme?: Theme} = {},
): Promise<Visit> {
	const terminal = createTerminal(columns, rows);
	const snapshots = createStore<Snapshot>(storySnapshot);
	const explorer = new Explorer({
		output: Object.assign(terminal.tty, {
			writeLast(text: string) {
				terminal.tty.write(text);
			},
		}),
		input: terminal.stdin,
		host: {
			snapshots,
			start() {
				// There is no sampler to start,
			},
			begin() {
				// There are no engines to ask,
			},
			async end() {
				// And nothing to end.
			},
			want() {
				// Nothing is read.
			},
			engine: () => undefined,
			followEngines: () => () => undefined,
			countVolume: async () => '',
			networkSetup: () => gone,
			changes: async () => '',
			signal: () => ({reason: 'gone'}),
			async performOnUnit() {
				// There is no unit.
			},
			compose: {
				plan: async () => 'There is no Compose in this story.',
				start() {
					throw new Error('No command is started in this story');
				},
				stop() {
					// There is none to stop.
				},
				report: async () => 'There is no Compose in this story.',
			},
			entry: () => 'gone',
			logs: () => undefined,
			member: () => undefined,
			portListeners: () => ({listeners: [], unreadable: new Set()}),
		},
		settings: settingsOf(theme),
		isReadOnly,
		async runInTerminal() {
			throw new Error('No program runs in this story');
		},
		rehearse: async () => undefined,
	});
	explorer.paint();
	const starting = explorer.start();
	context.after(async () => {
		explorer.stop();
		await terminal.settle();
		assert.equal(terminal.isAlternate(), false);
		assert.equal(terminal.isCursorHidden(), false);
		terminal.xterm.dispose();
	});
	await terminal.settle();
	const first = cellsOf(terminal);
	await starting;
	await terminal.settle();
	assert.deepEqual(cellsOf(terminal), first, 'the first paint is what Ink draws afterwards');
	return {terminal, snapshots, cells: () => cellsOf(terminal)};
}

/**
What is shown, what should be, and its name.
*/
function frames(terminal: TestTerminal, name: string): readonly [shown: string, expected: string, name: string] {
	const shown = terminal.screenText();
	return [shown, expectedFrame(name, shown), `the frame ${name}`];
}

const ascii = createTheme({level: 'none', isUnicode: false});

for (const [columns, rows] of [[200, 50], [120, 40], [80, 24], [40, 12], [30, 8]] as const) {
	test(`the frame at ${columns}x${rows}`, async context => {
		const {terminal} = await open(context, columns, rows);
		assert.equal(...frames(terminal, `${columns}x${rows}`));
	});
}

test('the frame in ASCII, and of the processes with the focus', async context => {
	const {terminal} = await open(context, 80, 24, {theme: ascii});
	assert.equal(...frames(terminal, '80x24-ascii'));
	terminal.send('2j');
	await terminal.until(() => /4 nginx|>\s+2470/.test(terminal.screenText()), 'the second process');
	assert.equal(...frames(terminal, '80x24-ascii-processes'));
});

for (const [name, columns, rows, keys, text] of [
	['help', 80, 24, '?', 'Help'],
	['stop', 120, 40, 'S', 'Stop web?'],
	['menu', 40, 12, '\r', 'S  stop'],
	['signals', 80, 24, '2jK', 'SIGTERM'],
	['sort', 120, 40, 's', 'Sort containers by'],
	['filter', 80, 24, '/nginx', 'Filter containers: nginx'],
	['zoom', 80, 24, 'z', '6 ┐'],
	['host-namespaces', 120, 40, '3zo', 'Namespaces of the host'],
] as const) {
	test(`the frame of ${name} at ${columns}x${rows}, and the way back to the frame before`, async context => {
		const {terminal, cells} = await open(context, columns, rows);
		const before = cells();
		terminal.send(keys);
		await terminal.until(() => terminal.screenText().includes(text), text);
		assert.equal(...frames(terminal, `${columns}x${rows}-${name}`));
		terminal.send({'host-namespaces': 'oz1', zoom: 'z'}[name as string] ?? '\u{1B}');
		if (name === 'signals') {
			await terminal.until(() => !terminal.screenText().includes(text), 'the dialog is closed');
			terminal.send('k1');
		}

		await terminal.until(() => JSON.stringify(cells()) === JSON.stringify(before), 'the frame before');
	});
}

test('a read-only screen has no word of an action', async context => {
	const {terminal} = await open(context, 120, 40, {isReadOnly: true});
	terminal.send('j');
	await terminal.until(() => terminal.screenText().includes('▸dind'), 'the next row');
	assert.equal(...frames(terminal, '120x40-read-only'));
	assert.doesNotMatch(terminal.screenText(), /shell|stop\/start|signal|actions/);
});

test('a container that dies keeps its row without a key, and the numbers of the others change', async context => {
	const {terminal, snapshots} = await open(context, 120, 40);
	snapshots.set(laterSnapshot);
	await terminal.until(() => terminal.screenText().includes('15:40:32'), 'the next second');
	assert.equal(...frames(terminal, '120x40-died'));
	terminal.send('S');
	await terminal.until(() => terminal.screenText().includes('Start web?'), 'the question is about it');
});

test('a dialog stays over the panes while these change, and keeps its target', async context => {
	const {terminal, snapshots} = await open(context, 120, 40);
	terminal.send('jS');
	await terminal.until(() => terminal.screenText().includes('Stop dind?'), 'the question');
	const rowsOfDialog = (): readonly string[] =>
		terminal
			.screenText()
			.split('\n')
			.flatMap(row => /┌─ Stop dind\?.*?┐|└─.* n no ─┘/.exec(row)?.[0] ?? []);
	const before = rowsOfDialog();
	assert.equal(before.length, 2);
	snapshots.set(laterSnapshot);
	await terminal.until(() => terminal.screenText().includes('15:40:32'), 'the next second behind it');
	assert.deepEqual(rowsOfDialog(), before);
	snapshots.set({...laterSnapshot, takenAt: laterSnapshot.takenAt + 1000, containers: new Map()});
	await terminal.until(() => terminal.screenText().includes('15:40:33'), 'all containers are gone');
	assert.match(terminal.screenText(), /Stop dind\?/);
});

test('every size on the way leaves no wrong cell: it equals a screen that began at that size', async context => {
	const {terminal, cells} = await open(context, 120, 40);
	for (const [columns, rows] of [[80, 24], [200, 50], [40, 12], [30, 8], [60, 17], [109, 33], [120, 40]] as const) {
		terminal.resize(columns, rows);
		await terminal.settle();
		const fresh = await open(context, columns, rows);
		assert.deepEqual(cells(), fresh.cells(), `at ${columns}x${rows}`);
	}
});

const sizes = [[200, 50], [120, 40], [110, 34], [109, 34], [109, 33], [80, 24], [60, 17], [40, 10], [39, 12], [1, 1]] as const;

/**
Both ways to draw a state, the first paint and Ink's, as cells.
*/
async function drawBoth(state: UiState): Promise<ReadonlyArray<ReadonlyArray<readonly ShownCell[]>>> {
	const terminal = createTerminal(state.columns, state.rows);
	const screen = new Screen({tty: terminal.tty});
	const story = tell(state);
	const endFirstScreen = showFirstScreen(screen, story.source);
	screen.enter();
	screen.flush();
	await terminal.settle();
	const first = cellsOf(terminal);
	const instance = mount(screen, new Input(terminal.stdin), story.props);
	endFirstScreen();
	await terminal.settle();
	const second = cellsOf(terminal);
	instance.unmount();
	screen.leave();
	terminal.xterm.dispose();
	return [first, second];
}

test('the geometry of the first paint is that of Ink\'s boxes, at every size, with every focus, zoomed or not', async () => {
	for (const [columns, rows] of sizes) {
		for (const pane of paneIds) {
			for (const isZoomed of [false, true]) {
				const [first, second] = await drawBoth({...focusPane(initialState(columns, rows), pane), isZoomed});
				assert.deepEqual(second, first, `${pane} at ${columns}x${rows}${isZoomed ? ', zoomed' : ''}`);
			}
		}
	}
});
