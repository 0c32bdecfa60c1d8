/**
The header: the host, its engines, nstop's own cost, and the meters.
*/
import {
	isMissing,
	mapKnown,
	valueOf,
	type Known,
} from '../../known.ts';
import type {EngineStatus} from '../../engine/engine.ts';
import {isAlive} from '../../model/build/container.ts';
import type {Host} from '../../model/host.ts';
import {bar} from '../../text/bar.ts';
import {wrap} from '../../text/wrap.ts';
import {
	formatBytes,
	formatDuration,
	formatKnown,
	formatMissing,
	formatPercent,
} from '../../text/format.ts';
import {
	clipLine,
	fitLine,
	lineWidth,
	type Span,
} from '../../text/spans.ts';
import {cellWidth, clean, clipStart} from '../../text/clean.ts';
import {unpaint, type Theme, type Tone} from '../../text/theme.ts';
import type {World} from '../world.ts';

export function drawHeader(world: World, width: number, height: number): readonly string[] {
	const {view: {layout, state}, theme} = world;
	if (layout.mode === 'tooSmall') {
		const lines = tooSmallLines(`${state.columns}x${state.rows}`, width, height);
		return Array.from({length: height}, (_, row) => fitLine(lines[row] ?? '', width, theme));
	}

	const right = rightSpans(world, width);
	return height === 1
		? [spread(useSpans(world, width), right, width, theme)]
		: [spread(hostSpans(world, width), right, width, theme), meters(world, width)].slice(0, height);
}

/**
What matters first, where one line is all there is: how busy the machine is.
*/
function useSpans({view: {snapshot: {host}}, theme}: World, width: number): readonly Span[] {
	const total = width < 60 ? '' : `/${formatKnown(host.memoryBytes, formatBytes, 4, theme.glyphs)}`;
	return [
		{text: ' cpu ', tone: 'dim'},
		{text: cpuText(host.cpuPercent, theme).trim()},
		{text: '  mem ', tone: 'dim'},
		{text: formatKnown(host.memoryUsedBytes, formatBytes, 4, theme.glyphs) + total},
	];
}

/**
Both sizes, in as many words as there is room for, over several lines where one is not enough.
*/
function tooSmallLines(size: string, width: number, height: number): readonly string[] {
	const texts = [`nstop needs 40x10, this is ${size}`, `needs 40x10, is ${size}`, `${size} of 40x10`];
	const short = texts.find(text => text.length <= width);
	if (short !== undefined) {
		return [short];
	}

	const lines = wrap(texts[2]!, width);
	return lines.length <= height ? lines : [size];
}

/**
Left and right part of a line; the left one gives way.
*/
function spread(left: readonly Span[], right: readonly Span[], width: number, theme: Theme): string {
	const rightWidth = lineWidth(right);
	return fitLine(left, width - rightWidth, theme) + fitLine(right, rightWidth, theme);
}

function hostSpans({view: {snapshot: {host}}, theme, isReadOnly}: World, width: number): readonly Span[] {
	const system = width >= 150 && host.os !== 'Linux' ? `${host.os} · ` : '';
	return [
		{text: ' nstop  ', tone: 'key'},
		...(isReadOnly ? [{text: 'read-only  ', tone: 'warn' as const}] : []),
		{text: clean(host.hostname, theme.isUnicode), tone: 'strong'},
		{
			text: ` · ${clean(system, theme.isUnicode)}Linux ${clean(shortKernel(host.kernel), theme.isUnicode)} `
				+ `· ${formatKnown(host.cpus, String, 1, theme.glyphs)} cpu · up ${formatKnown(host.uptimeSeconds, formatDuration, 6, theme.glyphs)}`,
			tone: 'dim',
		},
	];
}

function shortKernel(release: string): string {
	return /^\d+\.\d+/.exec(release)?.[0] ?? release;
}

function rightSpans({view: {snapshot, state}, theme}: World, width: number): readonly Span[] {
	const {self} = snapshot;
	const time = new Date(snapshot.takenAt).toTimeString().slice(0, 8);
	const end: readonly Span[] = [
		...(width >= 100
			? [
				{
					text: `  self ${formatKnown(self.cpuPercent, formatPercent, 4, theme.glyphs)}% ${formatBytes(self.residentBytes)}`,
					tone: 'dim' as const,
				},
			]
			: []),
		...(state.isFrozen ? [{text: '  FROZEN ', tone: 'warn' as const}] : [{text: `  ${time} `}]),
	];
	return [...engineSpans(snapshot.engines, {width, now: snapshot.takenAt, theme}, width - leastLeft - lineWidth(end)), ...end];
}

/**
Room for the program's name at least.
*/
const leastLeft = 12;

const engineLooks: Readonly<Record<EngineStatus['state'], {readonly tone: Tone; readonly isFilled: boolean}>> = {
	up: {tone: 'good', isFilled: true},
	connecting: {tone: 'warn', isFilled: false},
	slow: {tone: 'warn', isFilled: true},
	stopped: {tone: 'warn', isFilled: false},
	unreachable: {tone: 'bad', isFilled: false},
	denied: {tone: 'bad', isFilled: false},
};

/**
Distributions add their own marks, as in `20.10.24+dfsg1`.
*/
function shortVersion(version = ''): string {
	return /^[\d.]+/.exec(version)?.[0] ?? version;
}

type Words = {readonly width: number; readonly now: number; readonly theme: Theme};

/**
The first engine with its words, the others as words where there is room for all, else as a dot each; as many words as fit into `room`.
*/
function engineSpans(engines: readonly EngineStatus[], words: Words, room: number): readonly Span[] {
	const {width, theme} = words;
	const [first, ...others] = engines;
	if (first === undefined) {
		return clipLine([{text: '  no engine', tone: 'warn'}], room, theme.glyphs.ellipsis);
	}

	const full = engines.flatMap(engine => engineWords(engine, words));
	const dots: readonly Span[] =
		others.length === 0 ? [] : [{text: ` +${others.length} `}, ...others.map(({state}) => engineDot(state, theme))];
	const forms: ReadonlyArray<readonly Span[]> = [
		...(others.length === 0 || lineWidth(full) <= width / 2 ? [full] : []),
		[...engineWords(first, words), ...dots],
		[{text: `  ${first.kind} `}, engineDot(first.state, theme), ...dots],
	];
	return forms.find(form => lineWidth(form) <= room) ?? clipLine(forms.at(-1)!, room, theme.glyphs.ellipsis);
}

function engineDot(state: EngineStatus['state'], theme: Theme): Span {
	const {tone, isFilled} = engineLooks[state];
	return {text: isFilled ? theme.glyphs.bullet : theme.glyphs.hollowBullet, tone};
}

function engineWords({kind, version, state, since, address, isRootless}: EngineStatus, {width, now, theme}: Words): readonly Span[] {
	const mode = isRootless === undefined ? '' : (isRootless ? ' rootless' : ' rootful');
	return [
		{text: `  ${kind} ${clean(shortVersion(version), theme.isUnicode)} `},
		engineDot(state, theme),
		...(state === 'up' ? [] : [{text: ` ${state} ${formatDuration((now - since) / 1000)}`, tone: engineLooks[state].tone}]),
		...(width >= 120
			? [
				{
					text: ` ${clipStart(clean(address.replace('unix://', ''), theme.isUnicode), Math.floor(width / 4), theme.glyphs.ellipsis)}${mode}`,
					tone: 'dim' as const,
				},
			]
			: []),
	];
}

/**
The second line: meters as wide as there is room for, counts at the right.
*/
function meters({view: {snapshot}, theme}: World, width: number): string {
	const {host, containers, namespaces} = snapshot;
	const running = [...containers.values()].filter(({state}) => isAlive(state)).length;
	const {glyphs} = theme;
	const memory = mapKnown(host.memoryUsedBytes, used => mapKnown(host.memoryBytes, total => used / total));
	const memoryText =
		isMissing(host.memoryUsedBytes) || isMissing(host.memoryBytes)
			? ''
			: `${formatBytes(host.memoryUsedBytes)}/${formatBytes(host.memoryBytes)}`;
	const texts = theme.paint('dim', ' cpu ') + cpuText(host.cpuPercent, theme) + theme.paint('dim', '  mem ') + memoryText;
	const swap = swapCounts(host, width);
	const counts = countsFor(width, width - cellWidth(unpaint(texts)), [
		...swap,
		{
			columns: 60,
			line: [
				{text: 'load ', tone: 'dim'},
				{text: `${formatKnown(host.load, load => load.map(value => value.toFixed(2)).join(' '), 4, glyphs)}   `},
			],
		},
		{
			columns: 0,
			line: [
				{text: String(running), tone: 'strong'},
				{text: ' containers', tone: 'dim'},
			],
		},
		// The meters need their room.
		{columns: swap.length > 0 ? 130 : 100, line: [{text: ` · ${namespaces.size} namespaces`, tone: 'dim'}]},
		{columns: 80, line: [{text: ` · ${formatKnown(host.processes, String, 4, glyphs)} processes`, tone: 'dim'}]},
		{columns: 0, line: [{text: ' '}]},
	]);
	const room = width - lineWidth(counts);
	const barWidth = Math.max(0, Math.min(20, Math.floor((room - 32) / 2)));
	const left =
		barWidth < 4
			? texts
			: theme.paint('dim', ' cpu ')
				+ meter(
					mapKnown(host.cpuPercent, percent => percent / 100),
					barWidth,
					theme,
				)
				+ ` ${cpuText(host.cpuPercent, theme)}`
				+ theme.paint('dim', '   mem ')
				+ meter(memory, barWidth, theme)
				+ ` ${memoryText}`;
	return fitPainted(left, room) + fitLine(counts, Math.min(width, lineWidth(counts)), theme);
}

/**
Swap in use, of how much where there is room; nothing where there is no swap space.
*/
function swapCounts({swapBytes, swapUsedBytes}: Host, width: number): readonly Count[] {
	if (isMissing(swapBytes) || isMissing(swapUsedBytes) || swapBytes === 0) {
		return [];
	}

	const total = width < 150 ? '' : `/${formatBytes(swapBytes)}`;
	return [{columns: 110, line: [{text: 'swap ', tone: 'dim'}, {text: `${formatBytes(swapUsedBytes)}${total}   `}]}];
}

type Count = {readonly columns: number; readonly line: readonly Span[]};

/**
The counts that a screen of this width shows, the dearest left out first where huge numbers need more room than there is.
*/
function countsFor(width: number, room: number, counts: readonly Count[]): readonly Span[] {
	let shown = counts.filter(({columns}) => width >= columns);
	const widthOf = (list: readonly Count[]): number => lineWidth(list.flatMap(({line}) => line));
	while (widthOf(shown) > room && shown.some(({columns}) => columns > 0)) {
		const dearest = Math.max(...shown.map(({columns}) => columns));
		shown = shown.filter(({columns}) => columns < dearest);
	}

	return shown.flatMap(({line}) => line);
}

function meter(fraction: Known<number>, width: number, theme: Theme): string {
	const share = valueOf(fraction) ?? 0;
	return bar([{fraction: share, tone: share > 0.9 ? 'bad' : (share > 0.7 ? 'warn' : 'good')}], width, theme);
}

function cpuText(percent: Known<number>, theme: Theme): string {
	return isMissing(percent) ? formatMissing(percent, 4, theme.glyphs).padStart(4) : `${percent.toFixed(0)}%`.padStart(4);
}

/**
Painted text is only ever shorter than its room, so that it need not be cut.
*/
function fitPainted(row: string, width: number): string {
	return row + ' '.repeat(Math.max(0, width - cellWidth(unpaint(row))));
}
