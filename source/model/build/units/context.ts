/**
What the rows for what is in no container are made of.
*/
import type {Container} from '../../container.ts';
import type {Host} from '../../host.ts';
import type {ContainerKey} from '../../keys.ts';
import type {Readings} from '../../readings.ts';
import type {CollectedNamespaces} from '../namespace-list.ts';

export type Rows = ReadonlyMap<ContainerKey, Container>;

export type UnitContext = {
	readonly readings: Readings;
	readonly host: Host;
	readonly containers: Rows;
	readonly namespaces: CollectedNamespaces;
};
