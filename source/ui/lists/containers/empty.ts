/**
What stands in place of containers where there are none: what is missing, and what can be done.
*/
import type {EngineStatus} from '../../../engine/engine.ts';
import {startSome} from '../../../engine/sentence.ts';
import type {Snapshot} from '../../../model/snapshot.ts';
import {keyWord} from '../../../settings/keymap.ts';
import type {Settings} from '../../../settings/settings.ts';
import type {UiState} from '../../state.ts';
import {clean} from '../../../text/clean.ts';
import type {ContainerRow} from './row.ts';

type Emptiness = {
	readonly snapshot: Snapshot;
	readonly state: {readonly showStopped: boolean};
	readonly settings: Pick<Settings, 'keymap' | 'theme'>;
};

/**
A sentence or two in each text; the first says what is missing.
*/
export function emptyContainers({snapshot, state: {showStopped}, settings: {keymap, theme}}: Emptiness): readonly string[] {
	const {containers, engines} = snapshot;
	const stopped = containers.values().filter(({isRemoved}) => !isRemoved).toArray().length;
	if (!showStopped && stopped > 0) {
		return [
			'No container is running.',
			stopped === 1
				? `One is stopped: ${keyWord(keymap, 'stopped')} shows it.`
				: `${stopped} are stopped: ${keyWord(keymap, 'stopped')} shows them.`,
		];
	}

	const answering = engines.find(({state}) => state === 'up');
	if (answering) {
		return ['There are no containers here.', `Start one, for example: ${answering.kind} run --rm -it alpine`];
	}

	if (engines.length === 0) {
		return ['No containers were found.', 'No engine is asked, and the kernel shows none.', demo];
	}

	const awaited = engines.find(({state}) => state === 'connecting' || state === 'slow');
	return awaited
		? ['No containers were found yet.', `Waiting for ${awaited.kind} to answer.`]
		: [
			'No containers were found, and no engine answers.',
			clean(remedyOf(engines), theme.isUnicode),
			demo,
			`${keyWord(keymap, 'problems')} lists all problems.`,
		];
}

/**
The same above the rows where these are of units alone; nothing beside containers.
*/
export function headingOfUnits(
	rows: readonly ContainerRow[],
	{snapshot, state, settings}: Emptiness & {readonly state: Pick<UiState, 'filters'>},
): readonly string[] {
	const isBare = rows.length > 0 && rows.every(({container}) => container.unit !== undefined);
	return isBare && state.filters.containers === '' ? emptyContainers({snapshot, state, settings}) : [];
}

const demo = 'To try nstop without an engine, run npm run demo in its source tree.';

/**
An engine that is there comes before one that may not even be installed.
*/
const remedyOrder: ReadonlyArray<EngineStatus['state']> = ['denied', 'stopped', 'unreachable'];

function remedyOf(engines: readonly EngineStatus[]): string {
	const [nearest] = engines.toSorted((a, b) => remedyOrder.indexOf(a.state) - remedyOrder.indexOf(b.state));
	return nearest?.detail ?? startSome;
}
