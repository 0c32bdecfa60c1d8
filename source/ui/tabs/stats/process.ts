/**
The Stats tab of a process, from /proc.
*/
import {isMissing, mapKnown, valueOf} from '../../../known.ts';
import type {CgroupMembership} from '../../../kernel/pid/cgroup.ts';
import type {ProcessLinks} from '../../../kernel/reading.ts';
import type {Process} from '../../../model/process.ts';
import type {ProcessDetails} from '../../../model/process-details.ts';
import type {Fact} from '../../../text/flow.ts';
import {clean} from '../../../text/clean.ts';
import type {Line} from '../../../text/spans.ts';
import type {Theme} from '../../../text/theme.ts';
import type {Subject} from '../tab.ts';
import {
	bytes,
	count,
	percent,
	perSecond,
	rate,
	text,
} from '../values.ts';
import {paragraph} from './paragraph.ts';

const stateWords: Readonly<Record<string, string>> = {
	R: 'running',
	S: 'sleeping',
	D: 'waiting for the kernel',
	T: 'stopped',
	t: 'traced',
	Z: 'zombie',
	X: 'dead',
	I: 'idle',
};

/**
What the selected process is and takes; what costs more to read is there once it was read.
*/
export function processLines(subject: Subject, width: number, theme: Theme): readonly Line[] {
	const {process, details} = subject;
	if (!process) {
		return ['No process is selected.'];
	}

	const isRead = details?.key === process.key;
	return [
		...paragraph(
			'command',
			[{label: '', value: text(process.args, args => clean(args.length > 0 ? args.join(' ') : `[${process.comm}]`), theme)}],
			width,
		),
		...paragraph(
			'pid',
			[
				{label: 'host', value: [{text: String(process.pid), tone: 'strong'}]},
				{label: 'at each level', value: process.nspid.join(' > ')},
				{label: 'parent', value: String(process.parentPid)},
				{label: 'user', value: text(process.uid, uid => (process.user ? `${clean(process.user)} (${uid})` : String(uid)), theme)},
			],
			width,
		),
		...paragraph(
			'state',
			[
				{label: '', value: text(process.state, state => `${state} ${stateWords[state] ?? ''}`.trim(), theme, 'strong')},
				{label: 'threads', value: count(process.threads, theme)},
				...(isRead ? closeStateFacts(details, theme) : []),
			],
			width,
		),
		...paragraph(
			'cpu',
			[
				{label: '', value: percent(process.cpuPercent, theme, 'strong')},
				{label: 'user', value: percent(process.cpuUserPercent, theme)},
				{label: 'system', value: percent(process.cpuSystemPercent, theme)},
				...(isRead ? switchFacts(details, theme) : []),
			],
			width,
		),
		...(isRead ? closeParagraphs(details, width, theme) : []),
		...paragraph('tree', [{label: '', value: ancestorsOf(subject).map(({comm}) => clean(comm, theme.isUnicode)).join(' > ')}], width),
	];
}

/**
The process and those above it, from the first process of the selected container on, as far as they are known.
*/
export function ancestorsOf({process, container, snapshot}: Pick<Subject, 'process' | 'container' | 'snapshot'>): readonly Process[] {
	const first = container && valueOf(container.initPid);
	const byPid = new Map([...snapshot.processes.values()].map(each => [each.pid, each]));
	const chain: Process[] = [];
	// A parent may have ended and its pid be used again below: nobody is taken twice.
	for (let next = process; next && !chain.includes(next); next = byPid.get(next.parentPid)) {
		chain.unshift(next);
		if (next.pid === first) {
			break;
		}
	}

	return chain;
}

function closeStateFacts(details: ProcessDetails, theme: Theme): readonly Fact[] {
	return [
		{label: 'open files', value: count(details.descriptors, theme)},
		{label: 'nice', value: text(details.stat, stat => String(stat.nice), theme)},
		{label: 'on cpu', value: text(details.stat, stat => String(stat.processor), theme)},
	];
}

function switchFacts(details: ProcessDetails, theme: Theme): readonly Fact[] {
	return [
		{label: 'switches', value: perSecond(details.voluntarySwitchesPerSecond, theme)},
		{label: 'forced', value: perSecond(details.involuntarySwitchesPerSecond, theme)},
		{label: 'faults', value: perSecond(details.faultsPerSecond, theme)},
	];
}

function closeParagraphs(details: ProcessDetails, width: number, theme: Theme): readonly Line[] {
	const {status, io} = details;
	const memory = (pick: 'residentBytes' | 'anonBytes' | 'fileBytes' | 'shmemBytes' | 'swapBytes' | 'peakResidentBytes'): Line =>
		bytes(isMissing(status) ? status : status[pick], theme);
	const counter = (pick: 'readBytes' | 'writeBytes'): Line => bytes(isMissing(io) ? io : io[pick], theme);
	return [
		...paragraph('memory', [
			{label: 'resident', value: memory('residentBytes')},
			{label: 'peak', value: memory('peakResidentBytes')},
			{label: 'anon', value: memory('anonBytes')},
			{label: 'file', value: memory('fileBytes')},
			{label: 'shmem', value: memory('shmemBytes')},
			{label: 'swapped', value: memory('swapBytes')},
			{label: 'proportional', value: bytes(mapKnown(details.memoryShare, share => share.proportionalBytes), theme)},
			{label: 'OOM score', value: count(details.oomScore, theme)},
			{label: 'adjusted by', value: text(details.oomAdjustment, String, theme)},
		], width),
		...paragraph('I/O', [
			{label: 'read', value: counter('readBytes')},
			{label: 'at', value: rate(details.readBytesPerSecond, theme)},
			{label: 'written', value: counter('writeBytes')},
			{label: 'at', value: rate(details.writeBytesPerSecond, theme)},
		], width),
		...paragraph('program', programFacts(details, theme), width),
		...paragraph(
			'cgroup',
			[{label: '', value: text(details.cgroups, cgroups => clean(pathsOf(cgroups).join('  '), theme.isUnicode), theme)}],
			width,
		),
	];
}

function programFacts({links}: ProcessDetails, theme: Theme): readonly Fact[] {
	const path = (pick: keyof ProcessLinks): Line =>
		text(
			isMissing(links) ? links : links[pick],
			link => `${clean(link.path, theme.isUnicode)}${link.isDeleted ? ' (deleted)' : ''}`,
			theme,
		);
	return [
		{label: '', value: path('executable')},
		{label: 'in', value: path('workingDirectory')},
	];
}

/**
Where it is in the hierarchies, each place told once. Unused hierarchies of v1 leave all processes at the root.
*/
function pathsOf(cgroups: readonly CgroupMembership[]): readonly string[] {
	const paths = [...new Set(cgroups.map(({path}) => path))];
	return paths.length > 1 ? paths.filter(path => path !== '/') : paths;
}

