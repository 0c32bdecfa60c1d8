/**
The /proc tab: the files of a process as the kernel writes them.
*/
import {Buffer} from 'node:buffer';
import {isMissing, type MissingReason} from '../../known.ts';
import {parseEnviron} from '../../kernel/pid/environ.ts';
import {shownFiles, type ShownFileName} from '../../kernel/pid/shown-files.ts';
import type {ShownText} from '../../model/process-details.ts';
import {expandTabs, fold} from '../../text/fold.ts';
import {formatBytes} from '../../text/format.ts';
import {keyWord} from '../../settings/keymap.ts';
import {reach} from '../layout/reach.ts';
import {lineWidth, type Line, type Span} from '../../text/spans.ts';
import {clean} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import {secretsLine, variableLines} from './environment.ts';
import type {Subject, Tab} from './tab.ts';

/**
Names of the files in the order in which one goes through them.
*/
export const fileNames: readonly ShownFileName[] = shownFiles.map(({name}) => name);

export const shownFileTab: Tab = {
	id: 'proc',
	title: '/proc',
	help: 'Files of a process in /proc, as the kernel writes them, read at each refresh; {previous-file} and {next-file} choose the file.',
	subjects: ['process'],
	files: [],
	isFileShown: true,
	heading(subject, width, theme) {
		return subject.process ? [chooserLine(subject, width, theme)] : [];
	},
	lines(subject, width, theme) {
		const {process, details, file} = subject;
		if (!process) {
			return ['No process is selected.'];
		}

		const text = details?.text?.name === file ? details.text : undefined;
		if (!text) {
			return [`/proc/${process.pid}/${file} is being read.`];
		}

		if (isMissing(text.content)) {
			return [`/proc/${process.pid}/${file} cannot be read: ${reasons[text.content.missing]}`];
		}

		const lines =
			file === 'environ'
				? environmentLines(text.content.text, subject, width, theme)
				: textLines(text, text.content.text, width, theme);
		return [
			...(lines.length === 0 ? [[{text: 'It is empty.', tone: 'dim' as const}]] : lines),
			...(text.content.isCut
				? [[{text: `Only the first ${formatBytes(Buffer.byteLength(text.content.text))} are shown.`, tone: 'warn' as const}]]
				: []),
		];
	},
};

const reasons: Readonly<Record<MissingReason, string>> = {
	denied: 'denied. Root may read it.',
	gone: 'the process does not have it, or has ended.',
	unsupported: 'this kernel does not offer it.',
	'first-sample': 'it is being read.',
};

/**
The names around the chosen one that fit into one line.
*/
function chooserLine({file, keymap}: Subject, width: number, {glyphs, isUnicode}: Theme): Line {
	const [previous, next] = ['previous-file', 'next-file'].map(id => keyWord(keymap, id, isUnicode)) as [string, string];
	const keys: readonly Span[] = [{text: ` ${previous}`, tone: 'key'}, {text: ' '}, {text: next, tone: 'key'}];
	const chosen = fileNames.indexOf(file);
	const {from, to} = reach(
		fileNames.map(name => (name === file ? name.length + 2 : name.length)),
		chosen,
		width - lineWidth(keys),
	);
	const names = fileNames
		.slice(from, to)
		.map((name): Span => (name === file ? {text: ` [${name}]`, tone: 'accent'} : {text: ` ${name}`, tone: 'dim'}));
	return [
		...keys,
		...(from > 0 ? [{text: ` ${glyphs.ellipsis}`, tone: 'dim' as const}] : []),
		...names,
		...(to < fileNames.length ? [{text: ` ${glyphs.ellipsis}`, tone: 'dim' as const}] : []),
	];
}

type Drawn = {readonly width: number; readonly isUnicode: boolean; readonly lines: readonly Line[]};

const drawn = new WeakMap<ShownText, Drawn>();

/**
A file may have thousands of lines: as long as it reads the same they are not rebuilt.
*/
function textLines(shown: ShownText, text: string, width: number, {isUnicode}: Theme): readonly Line[] {
	const before = drawn.get(shown);
	if (before?.width === width && before.isUnicode === isUnicode) {
		return before.lines;
	}

	// Arguments end in NULs; each is shown on a line of its own.
	const lines = text
		.replace(/[\0\n]$/, '')
		.split(shown.name === 'cmdline' ? '\0' : '\n')
		.flatMap(line => fold(clean(expandTabs(line), isUnicode), width));
	const shownLines = text === '' ? [] : lines;
	drawn.set(shown, {width, isUnicode, lines: shownLines});
	return shownLines;
}

function environmentLines(text: string, {areSecretsShown, keymap}: Subject, width: number, theme: Theme): readonly Line[] {
	const variables = parseEnviron(Buffer.from(text));
	return variables.length === 0
		? []
		: [
			secretsLine(variables, areSecretsShown, keymap),
			...variables.flatMap(variable => variableLines(variable, areSecretsShown, width, theme)),
		];
}
