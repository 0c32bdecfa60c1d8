/**
A row of the containers pane.
*/
import type {Container} from '../../../model/container.ts';
import type {Series} from '../../../model/snapshot.ts';
import type {Row} from '../../table/row.ts';

export type ContainerRow = Row & {
	readonly container: Container;
	readonly series: Series | undefined;
	/**
	What is being done to it right now, in a word.
	*/
	readonly doing?: string | undefined;
};
