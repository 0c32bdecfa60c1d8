/**
The Stats tab of a project: what its containers take together, and each of them.
*/
import {isMissing} from '../../../known.ts';
import {membersOf, projectOf} from '../../../model/project.ts';
import type {Container} from '../../../model/container.ts';
import {clean} from '../../../text/clean.ts';
import {
	formatBytes,
	formatCount,
	formatKnown,
	formatPercent,
	formatPorts,
} from '../../../text/format.ts';
import type {Line} from '../../../text/spans.ts';
import type {Theme} from '../../../text/theme.ts';
import {stateText, stateTone} from '../../lists/containers/state-cell.ts';
import type {Subject} from '../tab.ts';
import {textTable} from '../text-table.ts';
import {
	bytes,
	count,
	percent,
	rate,
} from '../values.ts';
import {paragraph} from './paragraph.ts';
import {bytesScale, percentScale, spark} from './recent.ts';

const kinds = {compose: 'Compose project', pod: 'pod'} as const;

/**
Sums first, then a line for each container with its service.
*/
export function projectLines(project: Container, {snapshot}: Pick<Subject, 'snapshot'>, width: number, theme: Theme): readonly Line[] {
	const {usage, sumOf, ports, pids} = project;
	const series = snapshot.history.get(project.key);
	const members = membersOf(project, snapshot);
	return [
		...paragraph('state', [
			{label: '', value: [{text: sumOf?.condition ?? '', tone: 'strong'}]},
			{label: kinds[sumOf?.kind ?? 'compose'], value: `of ${members.length === 1 ? '1 container' : `${members.length} containers`}`},
			...(ports.length > 0 ? [{label: 'ports', value: clean(formatPorts(ports), theme.isUnicode)}] : []),
		], width),
		...paragraph('cpu', [
			{label: '', value: percent(usage.cpuPercent, theme, 'strong')},
			{label: 'user', value: percent(usage.cpuUserPercent, theme)},
			{label: 'system', value: percent(usage.cpuSystemPercent, theme)},
		], width, spark(series?.cpuPercent, width, theme, percentScale)),
		...paragraph('memory', [
			{label: '', value: bytes(usage.memoryBytes, theme, 'strong')},
			{label: 'anon', value: bytes(usage.anonBytes, theme)},
			{label: 'file', value: bytes(usage.fileBytes, theme)},
			{label: 'swap', value: bytes(usage.swapBytes, theme)},
			{label: 'OOM kills', value: count(usage.oomKills, theme)},
		], width, spark(series?.memoryBytes, width, theme, bytesScale(undefined))),
		...paragraph('network', [
			{label: 'received', value: bytes(usage.networkRxBytes, theme)},
			{label: 'at', value: rate(usage.networkRxPerSecond, theme)},
			{label: 'sent', value: bytes(usage.networkTxBytes, theme)},
			{label: 'at', value: rate(usage.networkTxPerSecond, theme)},
		], width),
		...paragraph('block I/O', [
			{label: 'read', value: bytes(usage.blockReadBytes, theme)},
			{label: 'at', value: rate(usage.blockReadPerSecond, theme)},
			{label: 'written', value: bytes(usage.blockWriteBytes, theme)},
			{label: 'at', value: rate(usage.blockWritePerSecond, theme)},
		], width),
		...paragraph('tasks', [
			{label: '', value: count(usage.tasks, theme)},
			{label: 'processes', value: formatCount(pids.length)},
		], width),
		'',
		...memberLines(members, snapshot.takenAt, theme),
	];
}

/**
A table of the containers, in the order of their names.
*/
function memberLines(members: readonly Container[], now: number, theme: Theme): readonly Line[] {
	const {isUnicode, glyphs} = theme;
	return textTable<Container>([
		{
			title: 'SERVICE',
			most: 30,
			cell: member => ({text: clean(projectOf(member)?.service ?? member.name, isUnicode), tone: 'strong'}),
		},
		{
			title: 'CPU%',
			align: 'right',
			cell: ({usage: {cpuPercent}}) => ({text: isMissing(cpuPercent) ? '' : formatPercent(cpuPercent)}),
		},
		{title: 'MEM', align: 'right', cell: ({usage: {memoryBytes}}) => ({text: formatKnown(memoryBytes, formatBytes, 7, glyphs)})},
		{title: 'STATE', cell: member => ({text: stateText(member, {width: 24, theme, now}), tone: stateTone(member)})},
		{title: 'DEPENDS ON', cell: member => ({text: neededBy(member, theme), tone: 'dim'})},
	], members, theme);
}

function neededBy(member: Container, {isUnicode, glyphs}: Theme): string {
	return formatKnown(projectOf(member)?.dependsOn ?? [], services => clean(services.join(', '), isUnicode), 10, glyphs);
}
