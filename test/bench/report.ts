/**
From many measurements to one table.
*/
import {measures, type Measure, type Summary} from './budget.ts';
import type {LoadSize} from './load.ts';
import type {IdleMeasurement, Measurement} from './measure.ts';
import {referenceName} from './programs.ts';
import {median, quantile} from './statistics.ts';
import type {Table} from './table.ts';

/**
Medians over the rounds of one program; what the engine does without anybody is taken off.
*/
export function summarize(rounds: readonly Measurement[], idle: readonly IdleMeasurement[]): Summary {
	const middle = (value: (measurement: Measurement) => number | undefined): number | undefined => median(rounds.map(round => value(round)));
	const engineIdle = median(idle.map(({enginePercent}) => enginePercent));
	const engine = middle(({enginePercent}) => enginePercent);
	const keys = rounds.flatMap(({keys: {milliseconds}}) => milliseconds);
	const missed = rounds.reduce((total, {keys: {missed: count}}) => total + count, 0);
	return {
		firstMilliseconds: middle(round => round.firstMilliseconds),
		namesMilliseconds: middle(round => round.namesMilliseconds),
		cpuPercent: middle(round => round.cpuPercent),
		enginePercent: engine === undefined || engineIdle === undefined ? undefined : Math.max(0, engine - engineIdle),
		residentBytes: middle(round => round.residentBytes),
		bytesPerSecond: middle(round => round.bytesPerSecond),
		clears: rounds.length === 0 ? undefined : Math.max(...rounds.map(({clears}) => clears)),
		keyMedianMilliseconds: median(keys),
		keyLateMilliseconds: quantile(keys, 0.95),
		missedKeys: keys.length + missed === 0 ? undefined : missed,
	};
}

/**
A row for each measure: all programs, each with its ratio to the reference, and the budget with nstop's verdict.
*/
export function comparisonTable(size: LoadSize, summaries: ReadonlyMap<string, Summary>): Table {
	const reference = summaries.get(referenceName);
	return {
		title: `${size.containers} containers × ${size.processes} processes`,
		columns: ['', ...summaries.keys(), 'budget', ''],
		rows: measures.map(measure => {
			const cells = [...summaries].map(([name, summary]) => cellOf(measure, summary, name === referenceName ? undefined : reference));
			const limit = measure.limit?.(size, reference);
			const own = summaries.get('nstop');
			const value = own && measure.value(own);
			const verdict = limit === undefined || value === undefined ? '' : (value <= limit.most ? 'ok' : 'missed');
			return [measure.title, ...cells, limit?.text ?? '', verdict];
		}),
	};
}

function cellOf({value, text, noise = 0}: Measure, summary: Summary, reference: Summary | undefined): string {
	const own = value(summary);
	if (own === undefined) {
		return '–';
	}

	const other = reference && value(reference);
	return other === undefined || other <= noise ? text(own) : `${text(own)} (${(own / other).toFixed(2)}×)`;
}
