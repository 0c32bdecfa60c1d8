/**
One refresh by stage at one size: the first one, and the usual one after it. In a process of its own, so that the first one is really cold.
*/
import {setTimeout as sleep} from 'node:timers/promises';
import {fileParsers} from '../../source/engine/files/parsers.ts';
import type {EngineReading} from '../../source/engine/engine.ts';
import {readHostFacts} from '../../source/host/facts.ts';
import {KernelScanner} from '../../source/kernel/scan.ts';
import {SnapshotBuilder} from '../../source/model/build/snapshot.ts';
import type {Snapshot} from '../../source/model/snapshot.ts';
import {Collector} from '../../source/sampler/collector.ts';
import {wantsNothing} from '../../source/sampler/wants.ts';
import {wantsOf} from '../../source/ui/wants.ts';
import {makeEngine} from '../helpers/make.ts';
import {makeEngineContainer} from '../helpers/readings.ts';
import {sum} from './statistics.ts';
import {checkInterrupted} from './cleanup.ts';
import {startCrowd, type CrowdMember} from './crowd.ts';
import {KernelStages} from './kernel-stages.ts';
import {openQuietTerminal} from './quiet-terminal.ts';
import {ScreenStages} from './screen-stages.ts';
import {StageClock, type Cost} from './stage-clock.ts';

export type StageSize = {
	readonly containers: number;
	/**
	In all of them together.
	*/
	readonly processes: number;
};

export type StageCosts = {
	/**
	The first refresh.
	*/
	readonly cold: Readonly<Record<string, Cost>>;
	/**
	Means over the later ones: what is done every third or tenth time counts with its share.
	*/
	readonly warm: Readonly<Record<string, Cost>>;
	/**
	Bytes written to the terminal.
	*/
	readonly coldBytes: number;
	readonly warmBytes: number;
};

export type StagesOptions = {readonly columns: number; readonly rows: number; readonly rounds: number};

/**
Readers are told that a second has passed between two refreshes; the counters of the kernel need less to move.
*/
const toldSeconds = 1;
const pauseMilliseconds = 100;

/**
A young process is looked at more often, so the crowd has to grow up before the first look.
*/
const growUpMilliseconds = 4000;

/**
Refreshes before the warm ones count: all lists are complete then, and the compiler has done most of its work.
*/
const unmeasured = 20;

/**
Measures at this size.
*/
export async function measureStages(size: StageSize, {columns, rows, rounds}: StagesOptions): Promise<StageCosts> {
	const crowd = await startCrowd(size.containers, size.processes);
	await sleep(growUpMilliseconds);
	const terminal = await openQuietTerminal();
	const clock = new StageClock();
	const engines = [engineOf(crowd.members)];
	const kernel = new KernelStages(clock);
	const collector = clock.time('open the kernel', () => new Collector(new KernelScanner(), fileParsers));
	const builder = new SnapshotBuilder();
	const screen = new ScreenStages(clock, columns, rows, terminal.descriptor);
	const hostFacts = readHostFacts(new KernelScanner());
	let wants = wantsNothing;
	let snapshot: Snapshot | undefined;
	let atSeconds = performance.now() / 1000;
	const refresh = (): number => {
		atSeconds += toldSeconds;
		kernel.refresh(engines, atSeconds);
		const readings = clock.time('all reading', () => collector.collect({
			takenAt: Date.now(), atSeconds, wants, engines, isTick: true,
		}, hostFacts, new Map([[0, 'root']])));
		snapshot = clock.time('model', () => builder.build(readings, snapshot));
		const {view, bytes} = screen.refresh(snapshot);
		wants = wantsOf(view);
		return bytes;
	};

	const coldBytes = refresh();
	const cold = Object.fromEntries(clock.take());
	const turns: Array<ReadonlyMap<string, Cost>> = [];
	const bytes: number[] = [];
	for (let turn = 0; turn < unmeasured + rounds; turn++) {
		checkInterrupted();
		await sleep(pauseMilliseconds);
		const written = refresh();
		const costs = clock.take();
		if (turn >= unmeasured) {
			turns.push(costs);
			bytes.push(written);
		}
	}

	await terminal.close();
	await crowd.stop();
	return {
		cold, warm: meansOf(turns), coldBytes, warmBytes: sum(bytes) / rounds,
	};
}

function engineOf(members: readonly CrowdMember[]): EngineReading {
	return {
		status: makeEngine(),
		containers: members.map(({id, initPid}, index) => makeEngineContainer({
			id, name: `service-${index + 1}`, image: 'registry.example/team/service:1.2.3', initPid,
		})),
		exitCodes: new Map(),
	};
}

function meansOf(turns: ReadonlyArray<ReadonlyMap<string, Cost>>): Record<string, Cost> {
	const names = new Set(turns.flatMap(turn => [...turn.keys()]));
	const mean = (name: string, value: (cost: Cost) => number): number => sum(turns.map(turn => {
		const cost = turn.get(name);
		return cost ? value(cost) : 0;
	})) / turns.length;
	return Object.fromEntries([...names].map(name => [name, {
		milliseconds: mean(name, cost => cost.milliseconds), cpuMilliseconds: mean(name, cost => cost.cpuMilliseconds),
	}]));
}
