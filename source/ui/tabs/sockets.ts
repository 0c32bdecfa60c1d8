/**
The Sockets tab: what is open and what listens in the network namespace, and who has it.
*/
import {isMissing, valueOf} from '../../known.ts';
import type {OwnedSocket} from '../../model/build/sockets.ts';
import type {Line} from '../../text/spans.ts';
import {
	cellWidth,
	clean,
	clip,
	clipStart,
	pad,
} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import {localText, remoteText, stateText} from './socket-ends.ts';
import type {Subject, Tab} from './tab.ts';

const protocolWidth = 6;
const stateWidth = 13;

export const socketsTab: Tab = {
	id: 'sockets',
	title: 'Sockets',
	help:
		'Open and listening sockets with their addresses and state: those of a process, or of all processes of the container with the process '
		+ 'that holds each.',
	subjects: ['container', 'process'],
	files: ['sockets'],
	heading(subject, width) {
		const shown = shownSockets(subject);
		if (typeof shown === 'string' || shown.length === 0) {
			return [];
		}

		const {local, remote} = endWidths(shown, width);
		return [
			[
				{
					text: `${pad('PROTO', protocolWidth)}${pad('LOCAL', local)} ${pad('REMOTE', remote)} ${pad('STATE', stateWidth)}OWNER`,
					tone: 'header',
				},
			],
		];
	},
	lines(subject, width, theme) {
		const shown = shownSockets(subject);
		if (typeof shown === 'string') {
			return [shown];
		}

		const {local, remote} = endWidths(shown, width);
		return shown.length === 0
			? [subject.kind === 'process' ? 'It has no TCP, UDP or Unix socket open.' : 'No TCP, UDP or Unix socket is open in it.']
			: shown.map((socket): Line => [
				{text: pad(socket.protocol, protocolWidth), tone: 'dim'},
				{text: `${cell(localText(socket), local, theme)} `, ...(socket.isListening && {tone: 'strong' as const})},
				{text: `${cell(remoteText(socket), remote, theme)} `},
				{
					text: pad(clip(clean(stateText(socket), theme.isUnicode), stateWidth - 1, theme.glyphs.ellipsis), stateWidth),
					tone: socket.isListening ? 'good' : 'dim',
				},
				{text: ownersText(socket, theme)},
			]);
	},
};

function cell(text: string, width: number, theme: Theme): string {
	return pad(clipStart(clean(text, theme.isUnicode), width, theme.glyphs.ellipsis), width);
}

function ownersText({owners}: OwnedSocket, theme: Theme): string {
	return owners.length === 0 ? theme.glyphs.dash : owners.map(({pid, name}) => `${pid} ${clean(name, theme.isUnicode)}`).join(', ');
}

/**
The sockets to show, or why there are none.
*/
function shownSockets({kind, details, container, process}: Subject): readonly OwnedSocket[] | string {
	if (kind === 'process' && !process) {
		return 'No process is selected.';
	}

	if (!details) {
		return kind === 'container' ? 'Sockets can be read while the container runs on this host.' : 'The sockets are being read.';
	}

	if (isMissing(details.sockets)) {
		return details.sockets.missing === 'first-sample'
			? 'The sockets are being read.'
			: `The sockets cannot be read: ${details.sockets.missing}.`;
	}

	if (kind === 'process') {
		return details.sockets.filter(({owners}) => owners.some(({pid}) => pid === process?.pid));
	}

	// The host's namespace is full of what is not the container's.
	const isHost = container === undefined || valueOf(container.namespaces.net.isHost) !== false;
	return isHost ? details.sockets.filter(({owners}) => owners.length > 0) : details.sockets;
}

/**
As wide as the longest end, as long as the owners have room too.
*/
function endWidths(sockets: readonly OwnedSocket[], width: number): {readonly local: number; readonly remote: number} {
	const room = Math.max(20, width - protocolWidth - stateWidth - 18);
	const widest = (textOf: (socket: OwnedSocket) => string, least: number): number =>
		Math.max(least, ...sockets.map(socket => cellWidth(clip(clean(textOf(socket)), room))));
	const remote = Math.min(widest(remoteText, 6), Math.floor(room / 2));
	return {local: Math.min(widest(localText, 5), room - remote), remote};
}
