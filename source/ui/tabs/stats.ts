/**
The Stats tab: what the container or the process takes, right now and over the last minutes.
*/
import {containerLines} from './stats/container.ts';
import {processLines} from './stats/process.ts';
import type {Tab} from './tab.ts';

export const statsTab: Tab = {
	id: 'stats',
	title: 'Stats',
	help:
		'CPU, memory, tasks, network, block I/O and pressure of the container, from its cgroup; state, memory with its proportional share '
		+ '(PSS), OOM score, I/O, program, cgroup and ancestors of a process, from /proc.',
	subjects: ['container', 'process'],
	isForProjects: true,
	files: ['io', 'descriptors'],
	processFiles: ['oom', 'links', 'memoryShare'],
	lines: (subject, width, theme) =>
		subject.kind === 'container' ? containerLines(subject, width, theme) : processLines(subject, width, theme),
};
