/**
A row of the processes pane.
*/
import type {Process} from '../../../model/process.ts';
import type {Row} from '../../table/row.ts';

export type ProcessRow = Row & {
	readonly process: Process;
	/**
	How many pid namespaces lie above the selected container's own.
	*/
	readonly levelsAbove: number;
};
