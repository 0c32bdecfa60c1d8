/**
The Volume tab: what its engine says of a volume, and how much was counted in it.
*/
import {clean} from '../../../text/clean.ts';
import {formatAge, formatBytes, formatCount} from '../../../text/format.ts';
import type {Line, Span} from '../../../text/spans.ts';
import {wrap} from '../../../text/wrap.ts';
import {keyWord} from '../../../settings/keymap.ts';
import type {Theme} from '../../../text/theme.ts';
import type {VolumeCount} from '../../resources/reading.ts';
import type {Subject, Tab} from '../tab.ts';

export const volumeTab: Tab = {
	id: 'volume',
	title: 'Volume',
	help: 'Where the files of the volume lie, its driver, options and labels, and its size, once {count} has had it counted.',
	subjects: ['volume'],
	files: [],
	lines(subject, width, theme) {
		const {resource, resources, snapshot} = subject;
		if (resource?.kind !== 'volume') {
			return ['No volume is selected.'];
		}

		const {isUnicode, glyphs} = theme;
		const {driver, mountPoint, createdAt, options, labels} = resource;
		const fact = (label: string, text: string): readonly Line[] => wrap(clean(text, isUnicode), Math.max(8, width - labelWidth))
			.map((line, index): Line => [labelled(index === 0 ? label : ''), {text: line}]);
		return [
			...sizeLines(resources.counts.get(resource.key), subject, width, theme),
			...fact('mount point', mountPoint ?? glyphs.dash),
			...fact('driver', driver),
			...fact('made', createdAt === undefined ? glyphs.dash : `${formatAge(createdAt, snapshot.takenAt)} ago`),
			...Object.entries(options).flatMap(([name, value]) => fact('option', `${name}=${value}`)),
			...Object.entries(labels).flatMap(([name, value]) => fact('label', `${name}=${value}`)),
		];
	},
};

const labelWidth = 13;

function labelled(label: string): Span {
	return {text: label.padEnd(labelWidth), tone: 'dim'};
}

function sizeLines(counted: VolumeCount | undefined, subject: Subject, width: number, {isUnicode, glyphs}: Theme): readonly Line[] {
	const {keymap, snapshot: {takenAt}} = subject;
	if (!counted) {
		return [[labelled('size'), {text: `not counted: ${keyWord(keymap, 'count', isUnicode)} counts it`, tone: 'dim'}]];
	}

	const {state, count: {allocatedBytes, apparentBytes, entries, unread}, endedAt, reason = ''} = counted;
	if (state === 'failed') {
		return wrap(clean(reason, isUnicode), width).map(text => [{text, tone: 'warn'}]);
	}

	const words: Readonly<Record<typeof state, string>> = {
		counting: `  being counted${glyphs.ellipsis} ${keyWord(keymap, 'clear', isUnicode)} stops it`,
		stopped: '  at least: counting was stopped',
		counted: '',
	};
	const left = `without ${formatCount(unread)} directories that could not be looked into`;
	return [
		[
			labelled('size'),
			{text: `${formatBytes(allocatedBytes)} on disk`, tone: 'strong'},
			{text: `, ${formatBytes(apparentBytes)} in ${formatCount(entries)} files and directories`},
			{text: words[state], tone: 'warn'},
		],
		...(endedAt === undefined ? [] : [[labelled('counted'), {text: `${formatAge(endedAt, takenAt)} ago`}]]),
		...(unread === 0 ? [] : [[labelled(''), {text: left, tone: 'warn' as const}]]),
	];
}
