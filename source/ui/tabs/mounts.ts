/**
The Mounts tab: the root file system and every mount as the process sees them, from /proc/PID/mountinfo.
*/
import {isMissing} from '../../known.ts';
import type {Mount} from '../../kernel/pid/mountinfo.ts';
import {rootFileSystem, type RootFileSystem} from '../../kernel/pid/root-mount.ts';
import {flow} from '../../text/flow.ts';
import type {Line} from '../../text/spans.ts';
import {clean} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import type {Tab} from './tab.ts';
import {textTable} from './text-table.ts';

export const mountsTab: Tab = {
	id: 'mounts',
	title: 'Mounts',
	help: 'The root file system with its overlay layers, and the mounts in it with their sources.',
	subjects: ['container', 'process'],
	files: ['mounts'],
	lines({details, kind}, width, theme) {
		if (!details) {
			return [kind === 'container' ? 'Mounts can be read while the container runs on this host.' : 'The mounts are being read.'];
		}

		if (isMissing(details.mounts)) {
			return [`The mounts cannot be read: ${details.mounts.missing}.`];
		}

		const root = rootFileSystem(details.mounts);
		return [...(isMissing(root) ? [] : rootLines(root, width, theme)), '', ...mountTable(details.mounts, width, theme)];
	},
};

function rootLines({fileSystem, source, isReadOnly, lower, upper}: RootFileSystem, width: number, theme: Theme): readonly Line[] {
	const facts = flow(
		[
			{
				label: 'root',
				value: [{text: `${clean(fileSystem, theme.isUnicode)} ${isReadOnly ? 'read-only' : 'writable'}`, tone: 'strong'}],
			},
			...(fileSystem === 'overlay'
				? [{label: 'image layers', value: String(lower.length)}]
				: [{label: 'from', value: clean(source, theme.isUnicode)}]),
		],
		width,
	);
	return upper === undefined ? facts : [...facts, [{text: 'written to ', tone: 'dim'}, {text: clean(upper, theme.isUnicode)}]];
}

function mountTable(mounts: readonly Mount[], width: number, theme: Theme): readonly Line[] {
	const {isUnicode} = theme;
	const isReadOnly = ({options}: Mount): boolean => options.includes('ro');
	return textTable<Mount>([
		{title: 'MOUNTED AT', most: Math.max(16, Math.floor(width * 0.4)), cell: ({mountPoint}) => ({text: clean(mountPoint, isUnicode)})},
		{title: 'TYPE', most: 12, cell: ({fileSystem}) => ({text: clean(fileSystem, isUnicode), tone: 'dim'})},
		{title: 'MODE', cell: mount => isReadOnly(mount) ? {text: 'ro', tone: 'dim'} : {text: 'rw', tone: 'warn'}},
		{
			title: 'FROM',
			cell: ({root, source}) => root === '/' ? {text: clean(source, isUnicode), tone: 'dim'} : {text: clean(root, isUnicode)},
		},
	], mounts, theme);
}
