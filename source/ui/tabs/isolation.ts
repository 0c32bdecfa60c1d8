/**
The Isolation tab: what stands between the container and the host, and what does not.
*/
import {isMissing, valueOf} from '../../known.ts';
import {findingsOf, type Finding} from '../../model/isolation/findings.ts';
import {unitFindingsOf} from '../../model/isolation/unit-findings.ts';
import {flagsOf, knownFlagsOf} from '../../model/isolation/flags.ts';
import {wrap} from '../../text/wrap.ts';
import type {Line} from '../../text/spans.ts';
import {clean, pad} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import type {Subject, Tab} from './tab.ts';

export const isolationTab: Tab = {
	id: 'isolation',
	title: 'Isolation',
	help:
		'What isolates the container from the host and what does not, each with the reason and the file that shows it, and where the engine '
		+ 'says otherwise.',
	subjects: ['container'],
	files: [],
	lines({container, inspection}, width, theme) {
		if (!container) {
			return ['No container is selected.'];
		}

		const {isolation, unit} = container;
		if (unit && isMissing(container.initPid)) {
			return wrap('Nothing isolates it as a whole: what is in it may be in any namespaces. Select a process to see its own.', width);
		}

		if (unit?.kind === 'host') {
			return ['This is the host itself: nothing isolates it.'];
		}

		if (!isolation) {
			return isMissing(knownFlagsOf(container))
				? wrap('Its first process has not executed the program of the container yet: what isolates it is not known before.', width)
				: ['Isolation can be read while the container runs on this host.'];
		}

		if (isMissing(isolation.capabilities)) {
			return [`What isolates it cannot be read: ${isolation.capabilities.missing}.`];
		}

		const findings = unit ? unitFindingsOf(container) : findingsOf(container);
		const flags = flagsOf(container);
		return [
			...(flags.length > 0 ? [[{text: pad('flags', 8), tone: 'dim' as const}, {text: flags.join(' '), tone: 'host' as const}]] : []),
			...findings.flatMap(finding => findingLines(finding, width, theme)),
			...contradictions({container, inspection}, theme),
			...wrap(`capabilities: ${(valueOf(isolation.capabilities) ?? []).join(' ') || 'none'}`, width).map((text, index): Line => [
				{text: index === 0 ? text : `  ${text}`, tone: 'dim'},
			]),
		];
	},
};

const marks: Readonly<Record<Finding['weight'], (theme: Theme) => string>> = {
	bad: ({glyphs}) => glyphs.cross,
	warn: () => '!',
	good: ({glyphs}) => glyphs.check,
};

function findingLines({weight, what, why, source}: Finding, width: number, theme: Theme): readonly Line[] {
	const text = clean(`${what}: ${why}.`, theme.isUnicode);
	const lines = wrap(text, Math.max(20, width - 3));
	return lines.map((line, index): Line => [
		{text: index === 0 ? `${marks[weight](theme)} ` : '  ', tone: weight},
		{text: line, ...((weight === 'bad') && {tone: 'bad' as const})},
		...(index === lines.length - 1 && line.length + source.length + 6 < width ? [{text: `  ${source}`, tone: 'dim' as const}] : []),
	]);
}

/**
Where the engine's configuration and the kernel do not say the same.
*/
function contradictions({container, inspection}: Pick<Subject, 'container' | 'inspection'>, theme: Theme): readonly Line[] {
	if (!container?.isolation || inspection?.state !== 'answered') {
		return [];
	}

	const configuration = inspection.answer.HostConfig;
	const isToldPrivileged =
		typeof configuration === 'object' && configuration !== null && 'Privileged' in configuration
			? configuration.Privileged === true
			: undefined;
	const isPrivileged = valueOf(container.isolation.isPrivileged);
	return isToldPrivileged === undefined || isPrivileged === undefined || isToldPrivileged === isPrivileged
		? []
		: [
			[
				{text: '! ', tone: 'warn'},
				{
					text: clean(
						`the engine says privileged: ${String(isToldPrivileged)}, the kernel shows ${isPrivileged ? 'full privileges' : 'fewer privileges'}.`,
						theme.isUnicode,
					),
					tone: 'warn',
				},
			],
		];
}
