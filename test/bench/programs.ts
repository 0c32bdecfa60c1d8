/**
Nstop and the programs that it is compared with, as far as they are installed.
*/
import {existsSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {programFolder} from '../helpers/documents.ts';
import type {Load} from './load.ts';

export type Program = {
	readonly name: string;
	readonly command: readonly [string, ...string[]];
	/**
	Whether the screen shows the first of what the program has to tell of the load.
	*/
	readonly isFirst: (screen: string, load: Load) => boolean;
	/**
	Whether it shows containers by the names that the engine has for them; undefined for a program that knows none.
	*/
	readonly isNamed?: (screen: string, load: Load) => boolean;
	/**
	Whether it has a list whose cursor goes up and down.
	*/
	readonly hasCursor: boolean;
	/**
	What is typed before keys are timed: puts the list into an order that stays, since the cursor follows its row.
	*/
	readonly beforeKeys?: string;
	/**
	What makes it end.
	*/
	readonly quit: string;
};

const shortIdLength = 12;

/**
The program under test, with the Node.js of the checkout, from a copy of its bundle that stays the same while this process measures.
*/
export function nstopCommand(): readonly [string, ...string[]] {
	return [path.join(programFolder(), 'cli.js')];
}

const hasAny = (screen: string, texts: readonly string[]): boolean => texts.some(text => screen.includes(text));
const hasName = (screen: string, {names}: Load): boolean => hasAny(screen, names.map(name => `${name} `));
// In the place of a name: as a part of a path it is there for good.
const hasId = (screen: string, {ids}: Load): boolean => ids.some(id => screen.includes(`${id.slice(0, shortIdLength)} `));

/**
The reference of all ratios.
*/
export const referenceName = 'htop';

const allPrograms = (): readonly Program[] => [
	{
		name: 'nstop',
		command: nstopCommand(),
		isFirst: (screen, load) => hasName(screen, load) || hasId(screen, load),
		isNamed: (screen, load) => hasName(screen, load) && !hasId(screen, load) && screen.includes('●'),
		hasCursor: true,
		beforeKeys: 'sg\rg',
		quit: 'q',
	},
	{
		name: referenceName,
		command: ['htop'],
		isFirst: screen => /PID +USER/.test(screen) && /^ *\d+ \w+/m.test(screen),
		hasCursor: true,
		quit: 'q',
	},
	{
		name: 'btop', command: ['btop'], isFirst: screen => /pid:/i.test(screen) && /│ *\d+ \S+/.test(screen), hasCursor: true, quit: 'q',
	},
	{
		name: 'docker stats',
		command: ['docker', 'stats'],
		isFirst: hasId,
		isNamed: (screen, load) => hasName(screen, load) && /\d%/.test(screen),
		hasCursor: false,
		quit: '\u{3}',
	},
];

/**
Those that are there, of these names if any are given.
*/
export function installedPrograms(names: readonly string[]): readonly Program[] {
	return allPrograms().filter(({name, command: [file]}) => (names.length === 0 || names.includes(name)) && isInstalled(file));
}

function isInstalled(file: string): boolean {
	const folders = path.isAbsolute(file) ? [''] : (process.env.PATH ?? '').split(':');
	return folders.some(folder => existsSync(path.join(folder, file)));
}
