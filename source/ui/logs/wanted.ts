/**
Which logs the screen shows, from what is selected or tagged.
*/
import type {LogOrigin} from '../../logs/follower.ts';
import type {Container} from '../../model/container.ts';
import type {ContainerKey} from '../../model/keys.ts';
import type {Snapshot} from '../../model/snapshot.ts';
import {shownCommand, titleOfCommand} from '../commands.ts';
import type {UiState} from '../state.ts';
import type {LogReading} from './reading.ts';

/**
The logs that are to be read. Another `id` is another log, from its own start; with the same one logs may join and leave.
*/
export type LogWanted = {readonly id: string; readonly range: string; readonly origins: readonly WantedOrigin[]};

/**
A log by the key that the host knows it by.
*/
export type WantedOrigin = Omit<LogOrigin, 'source'>;

type Selected = {readonly state: Pick<UiState, 'log' | 'commands'>; readonly snapshot: Snapshot; readonly container: Container | undefined};

/**
The output of a command that is shown; else the logs of those that were tagged, or what was selected, when the log was opened; of the
members of a project, or of what is selected now; undefined where nothing is.
*/
export function logWanted({state, snapshot, container}: Selected): LogWanted | undefined {
	const {range, timesReread, merged} = state.log;
	const command = shownCommand(state);
	if (command) {
		return {id: `output ${command.id}`, range: 'all', origins: [{key: command.id, name: titleOfCommand(command), run: ''}]};
	}

	const those = (keys: readonly ContainerKey[]): readonly WantedOrigin[] =>
		keys.map(key => rowOf(snapshot, key)).filter(found => found !== undefined).map(found => originOf(found));
	const reading = timesReread === 0 ? range : `${range} ${timesReread}`;
	if (merged.length > 0) {
		return {id: `${reading} ${merged.join(' ')}`, range, origins: those(merged)};
	}

	return container && {
		id: `${reading} ${container.key}`, range, origins: container.sumOf ? those(container.sumOf.members) : [originOf(container)],
	};
}

/**
Name of the one that was tagged or selected when the log was opened, also when the list has lost it since; undefined where none was, or
several were. It is from a stranger.
*/
export function nameOfTagged(
	{state: {log: {merged}}, snapshot}: Pick<Selected, 'snapshot'> & {readonly state: Pick<UiState, 'log'>},
	reading: Pick<LogReading, 'nameOf'> | undefined,
): string | undefined {
	const [only] = merged;
	return only === undefined || merged.length > 1 ? undefined : rowOf(snapshot, only)?.name ?? reading?.nameOf(0);
}

function rowOf({containers, units}: Snapshot, key: ContainerKey): Container | undefined {
	return containers.get(key) ?? units.get(key);
}

function originOf({key, name, state, startedAt, isRemoved}: Container): WantedOrigin {
	return {
		key, name, run: `${state} ${startedAt ?? ''}`, isGone: isRemoved,
	};
}
