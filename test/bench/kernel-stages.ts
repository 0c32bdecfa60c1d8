/**
The reading half of a refresh in its stages, done as the reader does it, but each by itself.
*/
import {isMissing, valueOf} from '../../source/known.ts';
import {fileParsers} from '../../source/engine/files/parsers.ts';
import type {EngineReading} from '../../source/engine/engine.ts';
import {KernelScanner} from '../../source/kernel/scan.ts';
import {ownerByPid} from '../../source/model/ownership/owners.ts';
import {EngineFinder} from '../../source/sampler/parts/engine-finder.ts';
import {FactsCache} from '../../source/sampler/parts/facts.ts';
import {Grouping} from '../../source/sampler/grouping/grouping.ts';
import {Identifier} from '../../source/sampler/grouping/identifier.ts';
import {IsolationCache} from '../../source/sampler/parts/isolation.ts';
import type {StageClock} from './stage-clock.ts';

/**
Keeps between refreshes what the reader keeps.
*/
export class KernelStages {
	readonly #clock: StageClock;
	readonly #scanner: KernelScanner;
	readonly #grouping: Grouping;
	readonly #facts: FactsCache;
	readonly #finder: EngineFinder;
	readonly #isolation: IsolationCache;

	constructor(clock: StageClock) {
		this.#clock = clock;
		this.#scanner = clock.time('open the kernel', () => {
			const scanner = new KernelScanner();
			scanner.hostNamespaces();
			return scanner;
		});
		this.#grouping = new Grouping(this.#scanner, new Identifier(this.#scanner, fileParsers));
		this.#facts = new FactsCache(this.#scanner);
		this.#finder = new EngineFinder(this.#scanner);
		this.#isolation = new IsolationCache(this.#scanner);
	}

	/**
	Reads everything once: all processes, all containers, samples of all processes and of those of one container.
	*/
	refresh(engines: readonly EngineReading[], atSeconds: number): void {
		const clock = this.#clock;
		const scanner = this.#scanner;
		clock.time('host', () => scanner.host());
		const discovery = clock.time('discover', () => scanner.discover());
		const {groups} = clock.time('group', () => this.#grouping.group(discovery, engines, atSeconds));
		const owners = clock.time('group', () => ownerByPid(groups));
		const identities = discovery.processes;
		const pidsOfOne = [...groups.values()][0]?.pids ?? [];
		const uptimeSeconds = valueOf(scanner.host().uptimeSeconds) ?? Infinity;
		clock.time('facts', () => {
			this.#facts.update({
				identities,
				inits: Array.from(groups.values(), ({initPid}) => initPid),
				watched: pidsOfOne,
				shown: owners,
				changed: undefined,
				isUrgent: true,
				commOf: () => undefined,
				uptimeSeconds,
				atSeconds,
			});
		});
		clock.time('cgroups', () => {
			for (const {cgroups} of groups.values()) {
				if (cgroups) {
					scanner.cgroup(cgroups);
				}
			}
		});
		clock.time('networks', () => {
			for (const {initPid} of groups.values()) {
				scanner.network(initPid);
			}
		});
		const found = clock.time('engines', () => this.#finder.find({
			...discovery, identities, owners, uptimeSeconds: Infinity, atSeconds,
		}));
		clock.time('isolation', () => this.#isolation.update({
			groups,
			identities,
			factsOf: pid => this.#facts.get(pid),
			isPreparing: pid => this.#facts.isPreparing(pid),
			engines: found,
			watched: undefined,
			uptimeSeconds,
			atSeconds,
		}));
		clock.time('samples of one', () => this.#sample(pidsOfOne));
		clock.time('samples of all', () => this.#sample([...owners.keys()]));
	}

	#sample(pids: readonly number[]): number {
		return pids.filter(pid => !isMissing(this.#scanner.sample(pid).stat)).length;
	}
}
