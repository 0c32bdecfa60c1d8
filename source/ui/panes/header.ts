/**
The header: the host, its engines, nstop's own cost, and the meters. What matters first stays where the line is short.
*/
import {wrap} from '../../text/wrap.ts';
import {
	formatBytes,
	formatDuration,
	formatKnown,
	formatPercent,
} from '../../text/format.ts';
import {fitLine, lineWidth, type Span} from '../../text/spans.ts';
import {clean} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import type {World} from '../world.ts';
import {insideWords} from '../inside-words.ts';
import {engineForms, type EngineForms, type Forms} from './header/engines.ts';
import {cpuText, meterLabels, meters} from './header/meters.ts';

export function drawHeader(world: World, width: number, height: number): readonly string[] {
	const {view: {layout, state}, theme} = world;
	if (layout.mode === 'tooSmall') {
		const lines = tooSmallLines(`${state.columns}x${state.rows}`, width, height);
		return Array.from({length: height}, (_, row) => fitLine(lines[row] ?? '', width, theme));
	}

	const rights = rightForms(world, width);
	return height === 1
		? [spread(useForms(world), rights, width, theme)]
		: [spread(hostForms(world), rights, width, theme), meters(world, width)].slice(0, height);
}

/**
What matters first, where one line is all there is: how busy the machine is.
*/
function useForms({view: {snapshot: {host}}, theme}: World): Forms {
	const [cpu, memory] = meterLabels(host);
	const total = `/${formatKnown(host.memoryBytes, formatBytes, 4, theme.glyphs)}`;
	const cpuAlone: readonly Span[] = [{text: ` ${cpu} `, tone: 'dim'}, {text: cpuText(host.cpuPercent, theme).trim()}];
	const formOf = (end: string): readonly Span[] => [
		...cpuAlone,
		{text: `  ${memory} `, tone: 'dim'},
		{text: formatKnown(host.memoryUsedBytes, formatBytes, 4, theme.glyphs) + end},
	];
	return [formOf(total), formOf(''), cpuAlone];
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
Left and right part of a line, the left one in at least three forms. The right one is long only where the left one stays as it is usually,
the third but last, and else as long as there is room beside the last but one, or the last; where nothing fits, the left part is cut.
*/
function spread(lefts: Forms, {long, short}: EngineForms, width: number, theme: Theme): string {
	const fits = (left: readonly Span[], right: readonly Span[]): boolean => lineWidth(left) + lineWidth(right) <= width;
	const shortest = lefts.at(-1)!;
	const [usual, brief] = [lefts.at(-3)!, lefts.at(-2)!];
	const right = long.find(form => fits(usual, form))
		?? short.find(form => fits(brief, form))
		?? short.find(form => fits(shortest, form))
		?? short.at(-1)!;
	const left = lefts.find(form => fits(form, right)) ?? shortest;
	const rightWidth = lineWidth(right);
	return fitLine(left, width - rightWidth, theme) + fitLine(right, rightWidth, theme);
}

function hostForms({view: {snapshot: {host}}, theme, isReadOnly}: World): Forms {
	const {glyphs, isUnicode} = theme;
	const limit = host.cpuLimit === undefined ? '' : `${Number(host.cpuLimit.toFixed(2))} of `;
	const cpus = ` · ${limit}${formatKnown(host.cpus, String, 1, glyphs)} cpu`;
	const uptime = ` · up ${formatKnown(host.inside?.isOwnWorld ? host.inside.uptimeSeconds : host.uptimeSeconds, formatDuration, 6, glyphs)}`;
	const kernel = ` · Linux ${clean(shortKernel(host.kernel), isUnicode)}`;
	const system = host.os === 'Linux' ? '' : ` · ${clean(host.os, isUnicode)}`;
	const place = host.inside ? ` · ${insideWords(host.inside.runtime)}` : '';
	const forms = [system + kernel + cpus + uptime, kernel + cpus + uptime, cpus + uptime, ''].map(words => place + words);
	return [...forms, ''].map(words => [
		{text: ' nstop  ', tone: 'key'},
		...(isReadOnly ? [{text: 'read-only  ', tone: 'warn' as const}] : []),
		{text: clean(host.hostname, isUnicode), tone: 'strong'},
		{text: words, tone: 'dim'},
	]);
}

function shortKernel(release: string): string {
	return /^\d+\.\d+/.exec(release)?.[0] ?? release;
}

/**
The engines, nstop's own cost and the time.
*/
function rightForms({view: {snapshot, state}, theme}: World, width: number): EngineForms {
	const {self, takenAt, engines} = snapshot;
	const cost = `  self ${formatKnown(self.cpuPercent, formatPercent, 4, theme.glyphs)}% ${formatBytes(self.residentBytes)}`;
	const end: readonly Span[] = [
		...(width >= 100 ? [{text: cost, tone: 'dim' as const}] : []),
		state.isFrozen ? {text: '  FROZEN ', tone: 'warn'} : {text: `  ${new Date(takenAt).toTimeString().slice(0, 8)} `},
	];
	const {long, short} = engineForms(engines, {width, now: takenAt, theme});
	return {long: long.map(form => [...form, ...end]), short: short.map(form => [...form, ...end])};
}
