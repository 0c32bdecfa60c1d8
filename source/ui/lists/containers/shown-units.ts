/**
Which of the rows for what is in no container are shown beside the containers.
*/
import type {Container} from '../../../model/container.ts';
import type {Snapshot} from '../../../model/snapshot.ts';
import {hostKey, type Unit} from '../../../model/units/unit.ts';
import type {UiState} from '../../state.ts';

/**
- `host`: the host as one row.
- `services`: units that have processes of their own, and what is in none.
- `cgroups`: every cgroup that has processes in it or below it.
*/
export type ShownUnits = 'host' | 'services' | 'cgroups';

/**
What is to be read. Until something was chosen a host without containers shows its services, and goes on to do so while the cursor is on
one.
*/
export function unitsWanted({units, cursors}: Choice, {containers, units: known, engines}: Known): ShownUnits {
	const {key} = cursors.containers;
	const isOnUnit = key !== undefined && key !== hostKey && known.has(key);
	const isAwaited = engines.some(({state}) => state === 'connecting');
	return units ?? (isOnUnit || (containers.size === 0 && !isAwaited) ? 'services' : 'host');
}

type Choice = Pick<UiState, 'units' | 'cursors'>;
type Known = Pick<Snapshot, 'containers' | 'units' | 'engines'>;

/**
What is shown of it: where systemd does not run, the host as one row says more than that all is in no unit, unless that was asked for.
*/
export function shownUnits(state: Choice, snapshot: Known): ShownUnits {
	const isBare = state.units === undefined && !snapshot.units.values().some(({unit}) => unit?.path);
	return isBare ? 'host' : unitsWanted(state, snapshot);
}

/**
The rows besides the containers; the host's own until its units were read.
*/
export function unitsToShow({units}: Pick<Snapshot, 'units'>, shown: ShownUnits): readonly Container[] {
	const rows = [...units.values()];
	return rows.filter(({unit}) => unit && isShown(unit, rows.length > 1 ? shown : 'host'));
}

function isShown({kind, isLeaf}: Unit, shown: ShownUnits): boolean {
	return shown === 'host' || kind === 'host' ? shown === kind : shown === 'cgroups' || isLeaf;
}
