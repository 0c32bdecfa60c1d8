/**
The columns of the processes pane.
*/
import {isMissing, mapKnown, type Known} from '../../../known.ts';
import type {Process} from '../../../model/process.ts';
import type {Thread} from '../../../model/thread.ts';
import {
	formatAge,
	formatBytes,
	formatCount,
	formatCpuTime,
	formatMissing,
	formatPercent,
} from '../../../text/format.ts';
import {clean, clip} from '../../../text/clean.ts';
import type {Theme, Tone} from '../../../text/theme.ts';
import {branchPrefix, foldMark} from '../../table/branch.ts';
import type {CellContext, Column} from '../../table/column.ts';
import {isOfThreads, type ProcessRow} from './row.ts';

/**
What a row tells of a process or of a thread alike.
*/
function taskOf({process, thread}: ProcessRow): Process | Thread {
	return thread ?? process;
}

/**
What only a process has, or it and those that are folded below it. Its threads share it, so their cells stay blank.
*/
function ofProcess<Value>(value: (process: Process, sum: ProcessRow['sum']) => Value): (row: ProcessRow) => Value | '' {
	return ({process, thread, sum}) => thread ? '' : value(process, sum);
}

function cpuPercentOf({process, thread, sum}: ProcessRow): Known<number> {
	return (thread ?? sum ?? process).cpuPercent;
}

const columns: ReadonlyArray<Column<ProcessRow>> = [
	{
		id: 'pid',
		title: 'HOST PID',
		shortTitle: 'PID',
		help: 'Pid as the host sees it, the first of NSpid; of a thread its own id.',
		width: {min: 7, max: 9},
		align: 'right',
		priority: 100,
		sortKey: 'identity',
		value: row => taskOf(row).pid,
		tone: ({thread}) => thread ? 'dim' : 'strong',
	},
	{
		id: 'inside',
		title: 'CTR PID',
		shortTitle: 'CTR',
		help: 'Pid as the container sees it; in nested containers, one number per level.',
		width: {min: 8, max: 20},
		align: 'right',
		priority: 88,
		sizedBy: row => [taskOf(row).nspid],
		value: row => taskOf(row).pidInside,
		text(row) {
			const {nspid, pid} = taskOf(row);
			return nspid.slice(1).join('·') || String(pid);
		},
		tone: ({thread}) => thread ? 'dim' : 'accent',
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
		isSampled: true,
		title: 'S',
		help: 'State: R runs, S sleeps, D waits in the kernel, T is stopped, Z is a zombie, I idles, X has ended.',
		width: {min: 1},
		priority: 70,
		value: row => taskOf(row).state,
		tone: row => stateTone(taskOf(row).state),
	},
	{
		id: 'threads',
		isSampled: true,
		title: 'THR',
		help: 'Threads.',
		width: {min: 4},
		align: 'right',
		priority: 30,
		isDescending: true,
		value: ofProcess(({threads}) => threads),
		text: ofProcess(({threads}) => isMissing(threads) ? '' : formatCount(threads)),
	},
	{
		id: 'resident',
		isSampled: true,
		title: 'RSS',
		help: 'Memory of the process in RAM, shared pages included; of a folded row the sum with the hidden ones.',
		width: {min: 5},
		align: 'right',
		priority: 60,
		isDescending: true,
		sortKey: 'memory',
		value: ofProcess((process, sum = process) => sum.residentBytes),
		text: ofProcess((process, {residentBytes} = process) => isMissing(residentBytes) ? '' : formatBytes(residentBytes)),
	},
	{
		id: 'cpu',
		isSampled: true,
		title: 'CPU%',
		help: 'CPU time as a percentage of one core; of a folded row the sum with the hidden ones.',
		width: {min: 5},
		align: 'right',
		priority: 92,
		isDescending: true,
		sortKey: 'cpu',
		value: row => cpuPercentOf(row),
		text: row => textOfPercent(cpuPercentOf(row)),
		tone(row) {
			const cpuPercent = cpuPercentOf(row);
			return isMissing(cpuPercent) || cpuPercent < 30 ? undefined : (cpuPercent > 90 ? 'bad' : 'warn');
		},
	},
	{
		id: 'cputime',
		isSampled: true,
		title: 'TIME+',
		help: 'CPU time that it has taken since its start, with all its threads.',
		width: {min: 8},
		align: 'right',
		priority: 14,
		isDescending: true,
		sortKey: 'time',
		value: row => taskOf(row).cpuSeconds,
		text(row) {
			const {cpuSeconds} = taskOf(row);
			return isMissing(cpuSeconds) ? '' : formatCpuTime(cpuSeconds);
		},
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
		value: row => taskOf(row).startTicks,
		text: ({startedAt}, {now}) => startedAt === undefined ? '' : formatAge(startedAt, now),
	},
	{
		id: 'processor',
		isSampled: true,
		title: 'CPU#',
		help: 'The CPU that it ran on last, counted from 0.',
		width: {min: 4},
		align: 'right',
		priority: 11,
		value: row => taskOf(row).processor,
	},
	{
		id: 'waits',
		title: 'WCHAN',
		help: 'What it waits for: the function of the kernel that it sleeps in.',
		width: {min: 8, max: 20},
		priority: 10,
		reads: 'waitChannel',
		sizedBy: row => [taskOf(row).waitChannel],
		value: row => taskOf(row).waitChannel,
		tone: () => 'dim',
	},
	{
		id: 'command',
		title: 'COMMAND',
		help: 'Command line, or the short name in brackets where there is none; of a thread its name in braces. A process that ends while '
			+ 'it is selected keeps its row for a minute.',
		width: {min: 8, weight: 1, ofScreen: 1 / 3},
		priority: 95,
		value: row => isOfThreads(row) ? row.thread?.comm ?? '' : mapKnown(row.process.args, () => commandOf(row.process)),
		text(row, {width, theme}) {
			const branch = branchPrefix(row, width, theme.glyphs);
			if (isOfThreads(row)) {
				return [{text: branch, tone: 'dim'}, {text: clean(threadText(row, theme), theme.isUnicode), tone: 'dim'}];
			}

			const mark = foldMark(row);
			const command = clean(commandOf(row.process), theme.isUnicode);
			return [
				{text: branch, tone: 'dim'},
				...row.hasEnded ? [{text: 'ended: ', tone: 'warn'} as const] : [],
				{text: mark === '' ? command : clip(command, width - branch.length - mark.length, theme.glyphs.ellipsis)},
				{text: mark, tone: 'accent'},
			];
		},
	},
];

/**
The columns. A row about those threads that have none of their own says so in the last one alone.
*/
export const processColumns: ReadonlyArray<Column<ProcessRow>> = columns.map(column => column.id === 'command'
	? column
	: {
		...column,
		value: row => row.others === undefined ? column.value(row) : '',
		tone: row => row.hasEnded ? 'dim' : column.tone?.(row),
		...(column.text && {text: (row: ProcessRow, context: CellContext) => row.others === undefined ? column.text!(row, context) : ''}),
	});

function textOfPercent(percent: Known<number>): string {
	return isMissing(percent) ? '' : formatPercent(percent);
}

/**
`{name}`, as pstree(1) has it. Without a tree it is not below its process, so that is named too.
*/
function threadText({process, thread, others = 0, isLastAt}: ProcessRow, {glyphs}: Theme): string {
	const owner = isLastAt.length > 0 ? '' : ` of ${process.pid} ${process.comm}`;
	if (thread) {
		return `{${thread.comm}}${owner}`;
	}

	return isMissing(others) ? `threads${owner}: ${formatMissing(others, Infinity, glyphs)}` : `and ${others} more threads${owner}`;
}

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
