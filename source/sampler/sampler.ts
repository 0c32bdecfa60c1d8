/**
The clock. Takes a sample each interval, an extra one when an engine reports a change or the screen looks elsewhere, never two at once,
and publishes the snapshot.
*/
import type {EngineReading} from '../engine/engine.ts';
import {SnapshotBuilder} from '../model/build/snapshot.ts';
import type {HostFacts} from '../model/build/host.ts';
import type {Readings} from '../model/readings.ts';
import type {Snapshot} from '../model/snapshot.ts';
import {valueOf} from '../known.ts';
import type {Actor} from '../systemd/unit-action.ts';
import type {Systemd} from '../systemd/systemd.ts';
import {cgroupsOfSystem, UnitChanges} from '../systemd/unit-changes.ts';
import type {Store} from '../store.ts';
import type {Collector} from './collector.ts';
import {wantsNothing, type Wants} from './wants.ts';

/**
Changes that come together are answered by one sample.
*/
const refreshDelayMilliseconds = 30;

/**
The first names are waited for.
*/
const firstRefreshDelayMilliseconds = 5;

/**
Nobody waits longer for the first rates, however seldom they are wanted.
*/
const longestFirstMilliseconds = 1000;

/**
What the first screen lacks waits so long for an engine's names to come with it.
*/
const firstWantMilliseconds = 150;

type SamplerOptions = {
	readonly collector: Collector;
	readonly store: Store<Snapshot | undefined>;
	readonly intervalMilliseconds: number;
	/**
	What is known of the engines right now.
	*/
	readonly engines: () => readonly EngineReading[];
	readonly hostFacts: HostFacts;
	/**
	The systemd that is told when its units have changed, and who asks it. Absent where it does not run.
	*/
	readonly units?: {readonly systemd: Pick<Systemd, 'latest' | 'changed'>; readonly actor: Actor} | undefined;
	readonly users: ReadonlyMap<number, string>;
};

/**
Samples until it is stopped.
*/
export class Sampler {
	readonly #options: SamplerOptions;
	readonly #builder = new SnapshotBuilder();
	#wants = wantsNothing;
	#interval: NodeJS.Timeout | undefined;
	#refresh: {readonly atMilliseconds: number; readonly timeout: NodeJS.Timeout} | undefined;
	#isFirst = true;
	#units: Readings['units'];
	#unitCgroups: ReadonlySet<string> = new Set();
	readonly #unitChanges = new UnitChanges();

	constructor(options: SamplerOptions) {
		this.#options = options;
	}

	/**
	Takes the first sample at once and the second one soon, so that there are rates, then one each interval.
	*/
	start(): void {
		const {intervalMilliseconds} = this.#options;
		this.sample(true);
		this.#interval = setTimeout(() => {
			this.#interval = setInterval(() => {
				this.sample(true);
			}, intervalMilliseconds);
			this.sample(true);
		}, Math.min(intervalMilliseconds, longestFirstMilliseconds));
	}

	stop(): void {
		clearInterval(this.#interval);
		clearTimeout(this.#refresh?.timeout);
		this.#interval = undefined;
		this.#refresh = undefined;
	}

	/**
	Tells what is looked at; where that is something new, it is read soon instead of with the next tick. Rows that come into sight wait for
	the tick: those that are sorted by what moves change all the time.
	*/
	want(wants: Wants): void {
		const isNew = urgentOf(wants) !== urgentOf(this.#wants);
		this.#wants = wants;
		if (isNew) {
			this.#refreshWithin(this.#isFirst ? firstWantMilliseconds : refreshDelayMilliseconds);
		}
	}

	/**
	Asks for a sample soon: something is known to have changed.
	*/
	refresh(): void {
		this.#refreshWithin(this.#isFirst ? firstRefreshDelayMilliseconds : refreshDelayMilliseconds);
	}

	#refreshWithin(milliseconds: number): void {
		const atMilliseconds = performance.now() + milliseconds;
		if (!this.#interval || (this.#refresh && this.#refresh.atMilliseconds <= atMilliseconds)) {
			return;
		}

		clearTimeout(this.#refresh?.timeout);
		this.#refresh = {
			atMilliseconds,
			timeout: setTimeout(() => {
				this.#refresh = undefined;
				this.sample(false);
			}, milliseconds),
		};
	}

	/**
	What is known of the units that are shown. systemd is asked again when there are others, or a main process has ended.
	*/
	#tellUnits({units, identities}: Readings): Pick<Readings, 'unitFacts' | 'systemd'> {
		if (!this.#options.units) {
			return {systemd: undefined};
		}

		const {systemd, actor} = this.#options.units;
		const isShown = units !== undefined && units.size > 0;
		if (!isShown) {
			this.#unitChanges.forget();
			return {systemd: {actor, trouble: undefined}};
		}

		if (units !== this.#units) {
			this.#units = units;
			this.#unitCgroups = cgroupsOfSystem(units.values().map(({path}) => path));
		}

		const isThere = (pid: number): boolean => identities.has(pid);
		if (this.#unitChanges.isNews({cgroups: this.#unitCgroups, units: systemd.latest.units, isThere})) {
			systemd.changed();
		}

		const {units: known, trouble} = systemd.latest;
		return {unitFacts: valueOf(known), systemd: {actor, trouble}};
	}

	/**
	Takes one sample now.
	*/
	sample(isTick: boolean): void {
		const {collector, store, engines, hostFacts, users} = this.#options;
		const readings = collector.collect({
			takenAt: Date.now(),
			atSeconds: secondsNow(),
			now: secondsNow,
			wants: this.#wants,
			engines: engines(),
			isTick,
		}, hostFacts, users);
		this.#isFirst = store.get() === undefined;
		store.set(this.#builder.build({...readings, ...this.#tellUnits(readings)}, store.get()));
	}
}

function secondsNow(): number {
	return performance.now() / 1000;
}

function urgentOf(wants: Wants): string {
	const {counters, waitChannelsOf} = wants;
	return JSON.stringify({
		...wants,
		counters: counters && {...counters, shown: undefined, ofShown: undefined},
		waitChannelsOf: waitChannelsOf !== undefined,
	});
}
