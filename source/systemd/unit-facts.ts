/**
What systemd says of one unit.
*/
import type {Known} from '../known.ts';

/**
All texts come from outside. Names of states are systemd's own, as `systemctl list-units` prints them.
*/
export type UnitFacts = {
	readonly name: string;
	/**
	Empty where there is none.
	*/
	readonly description: string;
	/**
	`loaded`, `not-found`, `masked`, `error` …
	*/
	readonly loadState: string;
	/**
	`active`, `activating`, `deactivating`, `reloading`, `failed`, `inactive` …
	*/
	readonly activeState: string;
	/**
	The state in words of the unit's type: `running`, `exited`, `auto-restart`, `abandoned` …
	*/
	readonly subState: string;
	readonly isFrozen: boolean;
	/**
	How it last ended: `success`, `exit-code`, `signal`, `oom-kill`, `timeout`, `start-limit-hit` … Undefined where the type has none.
	*/
	readonly result: Known<string> | undefined;
	/**
	How often systemd has started it again by itself. Undefined where the type has none.
	*/
	readonly restarts: Known<number> | undefined;
	/**
	Undefined where it has no main process now, or its type has none.
	*/
	readonly mainPid: Known<number> | undefined;
	/**
	When the active state began, in milliseconds since the epoch.
	*/
	readonly since: number | undefined;
	/**
	Path of its cgroup; undefined where it has none now.
	*/
	readonly cgroup: string | undefined;
};

export type UnitMap = ReadonlyMap<string, UnitFacts>;

/**
The property that tells when each active state began; as `systemctl status` has it.
*/
export function beginningOf(activeState: string): string {
	return beginnings.get(activeState) ?? 'InactiveEnterTimestamp';
}

const beginnings: ReadonlyMap<string, string> = new Map([
	['active', 'ActiveEnterTimestamp'],
	['reloading', 'ActiveEnterTimestamp'],
	['refreshing', 'ActiveEnterTimestamp'],
	['activating', 'InactiveExitTimestamp'],
	['deactivating', 'ActiveExitTimestamp'],
]);

/**
Whether systemd is at work on the unit, so that its state changes soon.
*/
export function isInTransition({activeState}: UnitFacts): boolean {
	return activeState === 'activating' || activeState === 'deactivating' || activeState === 'reloading' || activeState === 'refreshing';
}

/**
The new facts with the previous objects wherever nothing has changed: the same map means that all is as it was.
*/
export function keepUnchanged(previous: UnitMap, next: UnitMap): UnitMap {
	let isSame = previous.size === next.size;
	const kept = new Map<string, UnitFacts>();
	for (const [name, facts] of next) {
		const before = previous.get(name);
		const isFactsSame = before !== undefined && isSameFacts(before, facts);
		isSame &&= isFactsSame;
		kept.set(name, isFactsSame ? before : facts);
	}

	return isSame ? previous : kept;
}

/**
All values are flat, and of each reason why one is unknown there is a single object.
*/
function isSameFacts(one: UnitFacts, other: UnitFacts): boolean {
	return (Object.keys(other) as Array<keyof UnitFacts>).every(key => one[key] === other[key]);
}
