import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useState, type ReactNode} from 'react';
import {
	Box,
	render,
	Text,
	useInput,
	useWindowSize,
} from 'ink';
import {render as renderText} from 'ink-testing-library';
import {Screen} from '../../../source/screen/screen.ts';
import {
	Canvas,
	Cover,
	ScreenContext,
	type CanvasSource,
} from '../../../source/ui/ink/canvas.tsx';
import {createTerminal} from '../../helpers/terminal.ts';

class Counter implements CanvasSource<number> {
	count = 0;
	readonly listeners = new Set<() => void>();

	readonly get = (): number => this.count;

	readonly subscribe = (listener: () => void): (() => void) => {
		this.listeners.add(listener);
		return () => {
			this.listeners.delete(listener);
		};
	};

	increase(): void {
		this.count++;
		for (const listener of this.listeners) {
			listener();
		}
	}
}

function drawLeft(count: number, width: number, height: number): readonly string[] {
	return Array.from({length: height}, (_, row) => `left ${row} of ${width}, ${count}`.padEnd(width));
}

function drawRight(count: number, width: number, height: number): readonly string[] {
	return Array.from({length: height}, (_, row) => `\u{1B}[31mright ${row} of ${width}, ${count}`.padEnd(width + 5));
}

let renders = 0;

function App({source}: {readonly source: Counter}): ReactNode {
	const {columns, rows} = useWindowSize();
	const [dialog, setDialog] = useState(false);
	const [isZoomed, setZoomed] = useState(false);
	useInput(input => {
		setDialog(input === 'd');
		setZoomed(input === 'z');
	});
	renders++;
	return (
		<Box flexDirection='column' width={columns} height={Math.min(rows, 6)}>
			<Box flexGrow={1}>
				<Canvas source={source} draw={drawLeft} flexGrow={1} flexBasis={0}/>
				{isZoomed ? undefined : <Canvas source={source} draw={drawRight} flexGrow={1} flexBasis={0}/>}
			</Box>
			<Text>footer</Text>
			{dialog
				? (
					<Cover position='absolute' marginLeft={2} marginTop={1} width={8} height={3} borderStyle='single'>
						<Text>sure?</Text>
					</Cover>
				)
				: undefined}
		</Box>
	);
}

function start(columns: number, rows: number) {
	const terminal = createTerminal(columns, rows);
	const screen = new Screen({tty: terminal.tty});
	const source = new Counter();
	const app = render(
		<ScreenContext value={screen}>
			<App source={source} />
		</ScreenContext>,
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
	return {
		terminal, screen, source, app,
	};
}

test('a change of the source is drawn without React', async () => {
	const {terminal, source, app} = start(50, 4);
	await terminal.until(() => terminal.screenText().includes('footer'), 'the first frame');
	assert.equal(
		terminal.screenText(),
		'left 0 of 25, 0          right 0 of 25, 0\nleft 1 of 25, 0          right 1 of 25, 0\nleft 2 of 25, 0          right 2 of 25, 0\nfooter',
	);
	assert.equal(terminal.cellAt(25, 0).foreground, '1');
	const before = renders;
	source.increase();
	await terminal.settle();
	assert.equal(terminal.screenText().split('\n', 3)[2], 'left 2 of 25, 1          right 2 of 25, 1');
	assert.equal(renders, before);
	app.unmount();
	assert.equal(source.listeners.size, 0);
});

test('a cover lies over the canvases in the very frame in which it opens', async () => {
	const {terminal, app} = start(50, 6);
	await terminal.until(() => terminal.screenText().includes('footer'), 'the first frame');
	const before = terminal.tty.writes.length;
	terminal.send('d');
	await terminal.until(() => terminal.screenText().includes('sure?'), 'the dialog');
	assert.equal(terminal.tty.writes.length, before + 1);
	assert.equal(terminal.screenText().split('\n').slice(0, 4).join('\n'), [
		'left 0 of 25, 0          right 0 of 25, 0',
		'le┌──────┐25, 0          right 1 of 25, 0',
		'le│sure? │25, 0          right 2 of 25, 0',
		'le└──────┘25, 0          right 3 of 25, 0',
	].join('\n'));
	terminal.send('x');
	await terminal.until(() => !terminal.screenText().includes('sure?'), 'the dialog is gone');
	assert.equal(terminal.screenText().split('\n', 3)[2], 'left 2 of 25, 0          right 2 of 25, 0');
	app.unmount();
});

test('a canvas that leaves gives its place to its neighbour', async () => {
	const {terminal, app} = start(40, 3);
	await terminal.until(() => terminal.screenText().includes('footer'), 'the first frame');
	terminal.send('z');
	await terminal.until(() => terminal.screenText().includes('of 40'), 'the zoomed canvas');
	assert.equal(terminal.screenText(), 'left 0 of 40, 0\nleft 1 of 40, 0\nfooter');
	app.unmount();
});

test('a resize is painted once, and the old layout is never seen at the new size', async () => {
	const {terminal, app} = start(50, 4);
	await terminal.until(() => terminal.screenText().includes('footer'), 'the first frame');
	for (const [columns, rows] of [[60, 5], [30, 3], [44, 6]] as const) {
		const before = terminal.tty.writes.length;
		terminal.resize(columns, rows);
		await terminal.settle();
		assert.ok(terminal.screenText().startsWith(`left 0 of ${columns / 2}, 0`));
		assert.equal(terminal.tty.writes.length, before + 1, `${columns}x${rows}`);
	}

	app.unmount();
});

test('a screen that has painted before Ink is taken over without a clear', async () => {
	const terminal = createTerminal(40, 3);
	const screen = new Screen({tty: terminal.tty});
	const source = new Counter();
	const remove = screen.add({
		measure: () => ({
			x: 0, y: 0, width: screen.columns, height: screen.rows,
		}),
		draw: (width, height) => [
			...drawLeft(0, width / 2, height - 1).map((line, row) => line + drawRight(0, width / 2, height)[row]!),
			'footer',
		],
	});
	screen.enter();
	await terminal.settle();
	const text = terminal.screenText();
	const before = terminal.bytesWritten();
	const app = render(
		<ScreenContext value={screen}>
			<App source={source} />
		</ScreenContext>,
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
	remove();
	await terminal.settle();
	assert.equal(terminal.screenText(), text);
	assert.equal(terminal.bytesWritten(), before, 'the same cells by another way need no bytes');
	source.increase();
	await terminal.settle();
	assert.ok(terminal.screenText().startsWith('left 0 of 20, 1'));
	app.unmount();
});

test('without a screen a canvas is plain text that follows its source', async () => {
	const source = new Counter();
	const app = renderText(<App source={source}/>);
	const frame = () => app.lastFrame()?.replaceAll('\u{1B}[31m', '').replaceAll('\u{1B}[39m', '') ?? '';
	await turns();
	assert.equal(frame().split('\n').length, 6);
	assert.match(frame(), /^left 0 of 50, 0 +right 0 of 50, 0/);
	assert.match(frame(), /footer$/);
	source.increase();
	await turns();
	assert.match(frame(), /^left 0 of 50, 1 +right 0 of 50, 1/);
	app.stdin.write('z');
	await turns();
	assert.match(frame(), /^left 0 of 100, 1/);
	app.unmount();
	app.cleanup();
});

/**
Lets React's effects and Ink's listeners do their work.
*/
async function turns(): Promise<void> {
	for (let count = 0; count < 20; count++) {
		await new Promise(resolve => {
			setImmediate(resolve);
		});
	}
}
