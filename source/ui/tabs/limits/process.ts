/**
The resource limits of a process in the Limits tab.
*/
import {isMissing, type Known} from '../../../known.ts';
import type {ResourceLimit} from '../../../kernel/pid/limits.ts';
import {pad} from '../../../text/clean.ts';
import {formatBytes, formatKnown} from '../../../text/format.ts';
import type {Line} from '../../../text/spans.ts';
import type {Theme} from '../../../text/theme.ts';
import type {Subject} from '../tab.ts';

/**
What the process may use, and the open files it has.
*/
export function processLines({process, details}: Subject, theme: Theme): readonly Line[] {
	if (!process) {
		return ['No process is selected.'];
	}

	if (!details || isMissing(details.limits)) {
		return [`The limits of process ${process.pid} are ${details ? reasonOf(details.limits) : 'being read'}.`];
	}

	const used = new Map([['Max open files', details.descriptors]]);
	return [
		[
			{
				text: `${pad('RESOURCE', 24)}${pad('USED', 10, 'right')}${pad('SOFT', 14, 'right')}${pad('HARD', 14, 'right')}  UNIT`,
				tone: 'header',
			},
		],
		...details.limits.map((limit): Line => [
			{text: pad(limit.name.replace(/^Max /, ''), 24), tone: 'dim'},
			{text: pad(showUsed(used.get(limit.name), theme), 10, 'right'), tone: 'strong'},
			{text: pad(showLimit(limit.soft, limit), 14, 'right')},
			{text: pad(showLimit(limit.hard, limit), 14, 'right')},
			{text: `  ${limit.unit}`, tone: 'dim'},
		]),
	];
}

function showUsed(value: Known<number> | undefined, theme: Theme): string {
	return value === undefined ? '' : formatKnown(value, String, 6, theme.glyphs);
}

function showLimit(value: ResourceLimit['soft'], {unit}: ResourceLimit): string {
	return value === 'unlimited' ? 'unlimited' : (unit === 'bytes' ? formatBytes(value) : String(value));
}

function reasonOf(value: Known<unknown>): string {
	return isMissing(value) ? value.missing : 'known';
}
