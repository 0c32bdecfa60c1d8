/**
Writes the tables of README.md from the records that they tell of: flags, keys, columns, tabs and kinds of namespaces.
`node --import=tsx source/tools/readme.ts` writes them; with `--check` it only tells which differ, and exits with 1 if one does. A file
name after that means another file than README.md.
*/
import {readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {namespaceKinds} from '../kernel/pid/ns.ts';
import {flags, type Flag} from '../flags.ts';
import type {Action} from '../ui/actions/action.ts';
import {allActions} from '../ui/actions/index.ts';
import {columnWords} from '../ui/lists/index.ts';
import {createKeymap, keyTitle, withKeys} from '../settings/keymap.ts';
import {listPanes, type ListPaneId} from '../ui/state.ts';
import {tabs} from '../ui/tabs/index.ts';

type Cells = readonly string[];

/**
What stands between `<!-- NAME -->` and `<!-- /NAME -->`, by NAME.
*/
const sections: Readonly<Record<string, () => string>> = {
	flags: flagTable,
	keys: keyTables,
	columns: columnTables,
	tabs: () => table(['Tab', 'Shows'], tabs.map(({title, help}) => [title, withKeys(help, keymap)])),
	namespaces: () => table(['Kind', 'What is separate in it'], namespaceKinds.map(({kind, help}) => [code(kind), help])),
};

const keymap = createKeymap(allActions(false));
const {values, positionals} = parseArgs({options: {check: {type: 'boolean'}}, allowPositionals: true});
const file = positionals[0] ?? fileURLToPath(new URL('../../README.md', import.meta.url));
const before = readFileSync(file, 'utf8');
const stale: string[] = [];
let after = before;
for (const [name, write] of Object.entries(sections)) {
	const text = replaceSection(after, name, write());
	if (text !== after) {
		stale.push(name);
	}

	after = text;
}

if (!values.check) {
	writeFileSync(file, after);
} else if (stale.length > 0) {
	process.stderr.write(`${file} does not say what the program does. Stale: ${stale.join(', ')}. Run npm run readme to rewrite it.\n`);
	process.exitCode = 1;
}

function replaceSection(text: string, name: string, content: string): string {
	const opening = `<!-- ${name} -->`;
	const closing = `<!-- /${name} -->`;
	const start = text.indexOf(opening);
	const end = text.indexOf(closing);
	if (start === -1 || end < start) {
		throw new Error(`${file} has no section between ${opening} and ${closing}`);
	}

	return `${text.slice(0, start + opening.length)}\n${content}\n${text.slice(end)}`;
}

function flagTable(): string {
	return table(['Flag', 'Meaning'], flags.map((flag: Flag) => {
		const words = `--${flag.name}${flag.value ? ` ${flag.value}` : ''}`;
		return [flag.short ? `${code(`-${flag.short}`)} ${code(words)}` : code(words), sentence(flag.help)];
	}));
}

function keyTables(): string {
	const actions = allActions(false);
	const topics = [...new Set(actions.map(({topic}) => topic))];
	return topics.map(topic => {
		const some = actions.filter(action => action.topic === topic);
		const note = some.every(({isDangerous}) => isDangerous) ? ' (none of these with `--read-only`)' : '';
		return `**${topic}**${note}\n\n${table(['Keys', 'What they do'], some.map(action => [keysOf(action), withKeys(action.help, keymap)]))}`;
	}).join('\n\n');
}

function keysOf({keys, aim}: Action): string {
	return keys.length === 0 && aim ? '(menu)' : keys.map(key => code(keyTitle(key))).join(' ');
}

function columnTables(): string {
	return listPanes.map(pane => `**${capitalized(pane)}**\n\n${columnTable(pane)}`).join('\n\n');
}

function columnTable(pane: ListPaneId): string {
	return table(['Column', 'Meaning'], columnWords(pane).map(({title, help}) => [code(title.replaceAll(/ {2,}/g, ' ')), help]));
}

function table(header: Cells, rows: readonly Cells[]): string {
	return [header, header.map(() => '---'), ...rows]
		.map(cells => `| ${cells.map(cell => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`)
		.join('\n');
}

function code(text: string): string {
	return `\`${text}\``;
}

function sentence(text: string): string {
	return `${capitalized(text)}.`;
}

function capitalized(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
