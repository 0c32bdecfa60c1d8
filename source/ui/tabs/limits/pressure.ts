/**
What the limits of a container lead to, in the Limits tab: how much it has to wait.
*/
import {valueOf, type Known} from '../../../known.ts';
import {pad} from '../../../text/clean.ts';
import type {Line} from '../../../text/spans.ts';
import type {Theme} from '../../../text/theme.ts';
import type {Usage} from '../../../model/usage.ts';
import {namedValue, nameWidth, percentText} from './named-value.ts';

const width = 10;

/**
Pressure (PSI) of each kind.
*/
export function pressureLines({pressureCpu, pressureMemory, pressureIo}: Usage, theme: Theme): readonly Line[] {
	const rows: ReadonlyArray<readonly [string, Known<number>, string]> = [
		['cpu', pressureCpu, 'waiting for a core'],
		['memory', pressureMemory, 'waiting for memory to be freed'],
		['io', pressureIo, 'waiting for a disk'],
	];
	return [
		[
			{text: `${pad('PRESSURE', nameWidth)}${pad('10 s', width, 'right')}`, tone: 'header'},
			{text: '  share of the time in which some task was held up', tone: 'dim'},
		],
		...rows.map(([name, value, meaning]): Line => [
			...namedValue(name, {
				value, format: percentText, tone: (valueOf(value) ?? 0) > 10 ? 'warn' : 'normal', width,
			}, theme),
			{text: `  ${meaning}`, tone: 'dim'},
		]),
	];
}
