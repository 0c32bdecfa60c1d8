/**
Whether a cgroup is frozen, as a paused container is: cgroup.events of v2, freezer.state of v1.
*/
import {type Known, mapKnown, unsupported} from '../../known.ts';
import {type Bytes, numberAfter} from '../fields.ts';

/**
The `frozen` line of cgroup.events. The tasks of such a cgroup keep the state S on v2.
*/
export function parseCgroupEvents(bytes: Bytes): Known<boolean> {
	return mapKnown(numberAfter(bytes.toString('latin1'), 'frozen '), value => value === 1);
}

/**
Freezer.state: `THAWED`, `FREEZING` while some task still runs, `FROZEN`.
*/
export function parseFreezerState(bytes: Bytes): Known<boolean> {
	const state = bytes.toString('latin1').trim();
	return state === 'FROZEN' || (state === 'THAWED' || state === 'FREEZING' ? false : unsupported);
}
