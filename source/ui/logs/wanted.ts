/**
Which logs the screen shows, from what is selected or tagged.
*/
import type {Container} from '../../model/container.ts';
import type {ContainerKey} from '../../model/keys.ts';
import type {Snapshot} from '../../model/snapshot.ts';
import type {UiState} from '../state.ts';

/**
The logs that are to be read. Another `id` is another log, from its own start; with the same one logs may join and leave.
*/
export type LogWanted = {readonly id: string; readonly range: string; readonly containers: readonly Container[]};

type Selected = {readonly state: Pick<UiState, 'log'>; readonly snapshot: Snapshot; readonly container: Container | undefined};

/**
The logs of those that were tagged when the log was opened, of the members of a project, or of what is selected; undefined where nothing is.
*/
export function logWanted({state: {log}, snapshot, container}: Selected): LogWanted | undefined {
	const {range, merged} = log;
	const those = (keys: readonly ContainerKey[]): readonly Container[] =>
		keys.map(key => snapshot.containers.get(key)).filter(found => found !== undefined);
	if (merged.length > 0) {
		return {id: `${range} ${merged.join(' ')}`, range, containers: those(merged)};
	}

	return container && {
		id: `${range} ${container.key}`, range, containers: container.sumOf ? those(container.sumOf.members) : [container],
	};
}
