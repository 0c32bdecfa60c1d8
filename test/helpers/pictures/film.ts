/**
Makes the README's recording, media/film.svg, from a real run: a process that takes a whole processor is found and ended.
*/
import {writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {eventually} from '../engine.ts';
import type {ProgramInTerminal} from '../program.ts';
import {reelToSvg, type Frame} from './reel.ts';
import {media, shop, startContainers} from './shop.ts';
import {onStage, openOnStage} from './stage.ts';
import {rowsOf} from './svg.ts';

const film = fileURLToPath(new URL('../../../media/film.svg', import.meta.url));

/**
A moment of the film: what is pressed, what has to be on the screen then, and how long it is looked at.
*/
type Scene = {
	readonly key?: {readonly name: string; readonly bytes: string};
	readonly caption: string;
	readonly seconds: number;
	/**
	Without it, the next sample.
	*/
	readonly shows?: RegExp;
};

const press = (name: string, bytes = name) => ({key: {name, bytes}});

const scenes: readonly Scene[] = [
	{caption: 'The machine is busy. Which container is it?', seconds: 2.5},
	{caption: 'The machine is busy. Which container is it?', seconds: 1.5},
	{caption: 'The machine is busy. Which container is it?', seconds: 1.5},
	{
		...press('g'), caption: 'To the first row: the busiest container.', seconds: 2.5, shows: /▸media/,
	},
	{caption: 'To the first row: the busiest container.', seconds: 1.5},
	{
		...press('2'), caption: 'Into its processes.', seconds: 1.5, shows: /s sort {2}t tree/,
	},
	{
		...press('P'), caption: 'The busiest first: here it is, with its pids on the host and in the container.', seconds: 3, shows: /^│▸[^\n]*thumbnails/m,
	},
	{
		...press('K'), caption: 'Which signal?', seconds: 2.5, shows: /Signal for/,
	},
	{
		...press('Enter', '\r'), caption: 'nstop says what will happen, and asks.', seconds: 3, shows: /Send SIGTERM/,
	},
	{
		...press('y'), caption: 'Yes, send it.', seconds: 1.5, shows: /Sent SIGTERM/,
	},
	{caption: 'The process has ended; its container runs on.', seconds: 1.5},
	{caption: 'The process has ended; its container runs on.', seconds: 1.5},
	{caption: 'The process has ended; its container runs on.', seconds: 1.5},
	{caption: 'The process has ended; its container runs on.', seconds: 3},
];

await onStage(fileURLToPath(import.meta.url), async ({engine, folder}) => {
	// The worker would be as busy on a machine that has other work.
	const containers = [...shop.filter(({name}) => name !== 'worker'), media];
	await startContainers(engine, folder, containers);
	const terminal = await openOnStage(100, 30, containers.map(({name}) => name));
	const frames: Frame[] = [];
	for (const scene of scenes) {
		await play(terminal, scene);
		frames.push({
			rows: rowsOf(terminal.xterm), seconds: scene.seconds, caption: scene.caption, key: scene.key?.name,
		});
		console.log(`${await terminal.screenText()}\n${frames.length}: ${scene.key?.name ?? ''} ${scene.caption}`);
	}

	writeFileSync(film, reelToSvg(frames, 6, 'nstop finds the process that takes a whole processor, and ends it'));
});

async function play(terminal: ProgramInTerminal, {key, shows, caption}: Scene): Promise<void> {
	const before = await terminal.screenText();
	// Questions take no answer that comes too fast, and nobody presses faster than this.
	await new Promise(resolve => {
		setTimeout(resolve, 700);
	});
	if (key) {
		terminal.pty.write(key.bytes);
	}

	await eventually(caption, async () => {
		const screen = await terminal.screenText();
		return shows?.test(screen) ?? clockOf(screen) !== clockOf(before);
	});
}

function clockOf(screen: string): string {
	return screen.slice(0, screen.indexOf('\n')).trimEnd().slice(-8);
}
