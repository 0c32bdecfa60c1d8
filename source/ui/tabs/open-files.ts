/**
The Files tab: what a process has open.
*/
import {
	isMissing,
	type Known,
	valueOf,
} from '../../known.ts';
import type {DescriptorInfo, OpenMode} from '../../kernel/pid/fdinfo.ts';
import type {OpenFile} from '../../kernel/reading.ts';
import type {OwnedSocket} from '../../model/build/sockets.ts';
import {formatBytes, formatMissing} from '../../text/format.ts';
import type {Span} from '../../text/spans.ts';
import {clean, pad} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import {localText, remoteText, stateText} from './socket-ends.ts';
import type {Tab} from './tab.ts';

const descriptorWidth = 5;
const modeWidth = 4;
const kindWidth = 10;
const numberWidth = 8;

export const openFilesTab: Tab = {
	id: 'files',
	title: 'Files',
	help:
		'What a process has open: the number of each descriptor, whether it is read, written or appended to, size and position of a file, and '
		+ 'what it refers to: a path, deleted or not, or a socket with both of its ends.',
	subjects: ['process'],
	files: ['openFiles', 'descriptors', 'ownSockets'],
	heading({details}, width) {
		if (!details || isMissing(details.openFiles)) {
			return [];
		}

		const numbers = ['SIZE', 'POSITION'].slice(0, numbersIn(width)).map(title => `${pad(title, numberWidth, 'right')} `).join('');
		return [
			[
				{text: `${pad('FD', descriptorWidth, 'right')} ${pad('MODE', modeWidth)} ${pad('KIND', kindWidth)}${numbers}TARGET`, tone: 'header'},
				{text: `  ${countText(details.openFiles.length, valueOf(details.descriptors))}`, tone: 'dim'},
			],
		];
	},
	lines({process, details}, width, theme) {
		if (!process) {
			return ['No process is selected.'];
		}

		if (!details || (isMissing(details.openFiles) && details.openFiles.missing === 'first-sample')) {
			return ['The open files are being read.'];
		}

		if (isMissing(details.openFiles)) {
			return [`The open files cannot be read: ${details.openFiles.missing}.`];
		}

		const sockets = new Map((valueOf(details.sockets) ?? []).map(socket => [socket.inode, socket]));
		return details.openFiles.length === 0
			? ['It has no open files.']
			: details.openFiles.map(file => [...factSpans(file, numbersIn(width), theme), ...targetSpans(file, sockets, theme)]);
	},
};

/**
How many of the columns of numbers there is room for besides the target.
*/
function numbersIn(width: number): number {
	return width >= 76 ? 2 : (width >= 50 ? 1 : 0);
}

/**
Of very many only the first are looked at.
*/
function countText(shown: number, all = shown): string {
	return all > shown && shown >= 4096 ? `the first ${shown} of ${all}` : `${shown} open`;
}

const modeWords: Readonly<Record<OpenMode, string>> = {
	read: 'r', write: 'w', 'read-write': 'rw', path: 'path',
};

function modeText({mode, isAppending}: DescriptorInfo): string {
	return modeWords[mode] + (isAppending ? 'a' : '');
}

function factSpans({descriptor, target, opened, facts}: OpenFile, numbers: number, theme: Theme): readonly Span[] {
	const isRead = !isMissing(opened);
	const isWritten = isRead && opened.mode.includes('write');
	const kind = isMissing(target) ? '' : (target.kind === 'path' && !isMissing(facts) && facts.kind !== 'other' ? facts.kind : target.kind);
	const size: Known<number | undefined> = isMissing(facts) ? facts : facts.sizeBytes;
	const position = isRead && valueOf(size) !== undefined ? opened.positionBytes : undefined;
	// What has neither is left blank; why the size of a file is unknown is said.
	const sizeText = isMissing(size)
		? (isMissing(target) || target.kind === 'path' ? formatMissing(size, numberWidth, theme.glyphs) : '')
		: (size === undefined ? '' : formatBytes(size));
	return [
		{text: `${pad(String(descriptor), descriptorWidth, 'right')} `, tone: 'strong'},
		{
			text: `${pad(isRead ? modeText(opened) : formatMissing(opened, modeWidth, theme.glyphs), modeWidth)} `,
			...(!isWritten && {tone: 'dim' as const}),
		},
		{text: pad(kind, kindWidth), tone: 'dim'},
		...[sizeText, position === undefined ? '' : formatBytes(position)]
			.slice(0, numbers)
			.map(text => ({text: `${pad(text, numberWidth, 'right')} `})),
	];
}

function targetSpans({target}: OpenFile, sockets: ReadonlyMap<number, OwnedSocket>, theme: Theme): readonly Span[] {
	if (isMissing(target)) {
		return [{text: formatMissing(target, 6, theme.glyphs), tone: 'dim'}];
	}

	switch (target.kind) {
		case 'socket': {
			return socketSpans(target.inode, sockets.get(target.inode), theme);
		}

		case 'pipe': {
			return [{text: String(target.inode)}];
		}

		case 'namespace': {
			return [{text: `${target.namespace} ${target.inode}`, tone: 'host'}];
		}

		case 'anonymous':
		case 'memory': {
			return [{text: clean(target.name, theme.isUnicode)}];
		}

		case 'path': {
			return [
				{text: clean(target.path, theme.isUnicode)},
				...(target.isDeleted ? [{text: ' deleted', tone: 'warn' as const}] : []),
			];
		}
	}
}

/**
Both ends of a socket. One that is in none of the tables is of another protocol or of another network namespace.
*/
function socketSpans(inode: number, socket: OwnedSocket | undefined, theme: Theme): readonly Span[] {
	if (!socket) {
		return [{text: String(inode)}, {text: ' neither TCP, UDP nor Unix here', tone: 'dim'}];
	}

	const {protocol, isListening} = socket;
	const state = stateText(socket);
	const known = [localText(socket), remoteText(socket)].filter(end => end !== '');
	const ends = known.map(end => clean(end, theme.isUnicode)).join(` ${theme.glyphs.right} `);
	return [
		{text: `${protocol} `, tone: 'dim'},
		{text: ends === '' ? `without a name ${inode}` : ends},
		...(state === '' ? [] : [{text: ` ${clean(state, theme.isUnicode)}`, tone: isListening ? 'good' as const : 'dim' as const}]),
	];
}
