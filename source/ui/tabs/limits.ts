/**
The Limits tab: what may be used next to what is used, and the resulting pressure.
*/
import type {Line} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import {gaugeLines} from './limits/gauges.ts';
import {levelLines} from './limits/levels.ts';
import {pressureLines} from './limits/pressure.ts';
import {processLines} from './limits/process.ts';
import {swapLines} from './limits/swap.ts';
import type {Subject, Tab} from './tab.ts';

export const limitsTab: Tab = {
	id: 'limits',
	title: 'Limits',
	help:
		'The limits that are met first and what is used of them, with throttling and OOM kills; each cgroup on the way up with its own use and '
		+ 'limits; where the host puts swap; pressure (PSI). The resource limits of a process.',
	subjects: ['container', 'process'],
	files: [],
	processFiles: ['limits', 'descriptors'],
	containerFiles: ['cgroupLevels'],
	lines: (subject, width, theme) => subject.kind === 'container' ? containerLines(subject, width, theme) : processLines(subject, theme),
};

function containerLines(subject: Subject, width: number, theme: Theme): readonly Line[] {
	const {container} = subject;
	if (!container) {
		return ['No container is selected.'];
	}

	const parts = [
		gaugeLines(container, subject, width, theme),
		levelLines(subject, width, theme),
		swapLines(subject.snapshot.host, theme),
		pressureLines(container.usage, theme),
	];
	return parts.filter(lines => lines.length > 0).flatMap((lines, index) => index === 0 ? lines : ['', ...lines]);
}
