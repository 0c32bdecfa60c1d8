/**
The columns of the processes pane.
*/
import {isMissing, mapKnown, type Known} from '../../../known.ts';
import type {Process} from '../../../model/process.ts';
import {
	formatAge,
	formatBytes,
	formatCount,
	formatPercent,
} from '../../../text/format.ts';
import {clean, clip} from '../../../text/clean.ts';
import type {Tone} from '../../../text/theme.ts';
import {branchPrefix, foldMark} from '../../table/branch.ts';
import type {Column} from '../../table/column.ts';
import type {ProcessRow} from './row.ts';

export const processColumns: ReadonlyArray<Column<ProcessRow>> = [
	{
		id: 'pid',
		title: 'HOST PID',
		shortTitle: 'PID',
		help: 'Pid as the host sees it, the first of NSpid.',
		width: {min: 7, max: 9},
		align: 'right',
		priority: 100,
		sortKey: 'identity',
		value: ({process}) => process.pid,
		tone: () => 'strong',
	},
	{
		id: 'inside',
		title: 'CTR PID',
		shortTitle: 'CTR',
		help: 'Pid as the container sees it; in nested containers, one number per level.',
		width: {min: 8, max: 20},
		align: 'right',
		priority: 88,
		sizedBy: ({process}) => [process.nspid],
		value: ({process}) => process.pidInside,
		text: ({process}) => process.nspid.slice(1).join('·') || String(process.pid),
		tone: () => 'accent',
	},
	{
		id: 'user',
		title: 'USER',
		help: 'User it runs as: the name inside the container with the uid on the host; for root, the name alone.',
		width: {min: 5, max: 24},
		priority: 40,
		sizedBy: ({process}) => [process.user, process.uid],
		value: ({process}) => process.user ?? process.uid,
		text({process: {user, uid, container}}, {theme}) {
			const digits = isMissing(uid) ? '' : String(uid);
			const name = clean(user ?? digits, theme.isUnicode);
			const isSaidByName = user === undefined || container === undefined || uid === 0;
			return isSaidByName ? name : [{text: `${name} `}, {text: digits, tone: 'dim'}];
		},
	},
	{
		id: 'state',
		title: 'S',
		help: 'State: R runs, S sleeps, D waits in the kernel, T is stopped, Z is a zombie, I idles.',
		width: {min: 1},
		priority: 70,
		value: ({process}) => process.state,
		tone: ({process}) => stateTone(process.state),
	},
	{
		id: 'threads',
		title: 'THR',
		help: 'Threads.',
		width: {min: 4},
		align: 'right',
		priority: 30,
		isDescending: true,
		value: ({process}) => process.threads,
		text: ({process}) => isMissing(process.threads) ? '' : formatCount(process.threads),
	},
	{
		id: 'resident',
		title: 'RSS',
		help: 'Memory of the process in RAM, shared pages included; of a folded row the sum with the hidden ones.',
		width: {min: 5},
		align: 'right',
		priority: 60,
		isDescending: true,
		sortKey: 'memory',
		value: ({process, sum = process}) => sum.residentBytes,
		text: ({process, sum = process}) => isMissing(sum.residentBytes) ? '' : formatBytes(sum.residentBytes),
	},
	{
		id: 'cpu',
		title: 'CPU%',
		help: 'CPU time as a percentage of one core; of a folded row the sum with the hidden ones.',
		width: {min: 5},
		align: 'right',
		priority: 92,
		isDescending: true,
		sortKey: 'cpu',
		value: ({process, sum = process}) => sum.cpuPercent,
		text: ({process, sum = process}) => isMissing(sum.cpuPercent) ? '' : formatPercent(sum.cpuPercent),
		tone: ({process, sum: {cpuPercent} = process}) =>
			isMissing(cpuPercent) || cpuPercent < 30 ? undefined : (cpuPercent > 90 ? 'bad' : 'warn'),
	},
	{
		id: 'started',
		title: 'AGE',
		help: 'Since when it runs.',
		width: {min: 6},
		align: 'right',
		priority: 12,
		isMoving: true,
		isDescending: true,
		sortKey: 'time',
		value: ({process}) => process.startTicks,
		text: ({startedAt}, {now}) => startedAt === undefined ? '' : formatAge(startedAt, now),
	},
	{
		id: 'command',
		title: 'COMMAND',
		help: 'Command line, or the short name in brackets where there is none.',
		width: {min: 8, weight: 1, ofScreen: 1 / 3},
		priority: 95,
		value: ({process}) => mapKnown(process.args, () => commandOf(process)),
		text(row, {width, theme}) {
			const branch = branchPrefix(row, width, theme.glyphs);
			const mark = foldMark(row);
			const command = clean(commandOf(row.process), theme.isUnicode);
			return [
				{text: branch, tone: 'dim'},
				{text: mark === '' ? command : clip(command, width - branch.length - mark.length, theme.glyphs.ellipsis)},
				{text: mark, tone: 'accent'},
			];
		},
	},
];

function commandOf({args, comm}: Process): string {
	const words = isMissing(args) ? [] : args;
	return words.some(word => word !== '') ? words.join(' ') : `[${comm}]`;
}

const stateTones: Readonly<Record<string, Tone>> = {
	R: 'good', D: 'bad', Z: 'bad', T: 'warn', t: 'warn',
};

function stateTone(state: Known<string>): Tone | undefined {
	return isMissing(state) ? undefined : stateTones[state];
}
