/**
A row of the processes pane.
*/
import type {Process} from '../../../model/process.ts';
import type {Row} from '../../table/row.ts';

export type ProcessRow = Row & {
	readonly process: Process;
	/**
	Milliseconds since the epoch; undefined where the moment of the boot is unknown.
	*/
	readonly startedAt: number | undefined;
	/**
	Where it is folded: what it and the hidden ones take together.
	*/
	readonly sum?: Pick<Process, 'cpuPercent' | 'residentBytes'>;
};
