/**
Reads the numbers of the whole machine.
*/
import {basename} from 'node:path';
import {isMissing, type Known, mapKnown} from '../../known.ts';
import {parsed} from '../fields.ts';
import {readOnce} from '../files/content.ts';
import type {HeldFile, HeldFiles} from '../files/held.ts';
import type {HostReading} from '../reading.ts';
import {uptimeOffsetSeconds} from './boot-clock.ts';
import {parseLoadAverage} from './loadavg.ts';
import {parseMeminfo} from './meminfo.ts';
import {type HostStat, parseHostStat} from './stat.ts';
import {parseSwaps, parseZramUse} from './swaps.ts';
import {parseUptime} from './uptime.ts';

/**
What tells whether processes were made: the clock that their starts count by, and how many there ever were.
*/
export type ProcessClock = {readonly uptimeSeconds: Known<number>; readonly forks: Known<number>};

const noSwaps: HostReading['swaps'] = [];

type Begun = {readonly stat: Known<HostStat>; readonly uptimeSeconds: Known<number>};

/**
Reads one host again and again.
*/
export class HostReader {
	readonly #files: Readonly<Record<'stat' | 'meminfo' | 'loadavg' | 'uptime', HeldFile>>;
	readonly #proc: string;
	readonly #block: string;
	#begun: Begun | undefined;
	#uptimeOffsetSeconds: number | undefined;

	constructor(proc: string, files: HeldFiles, block = '/sys/block') {
		this.#proc = proc;
		this.#block = block;
		const hold = (name: string): HeldFile => files.file(`${proc}/${name}`);
		this.#files = {
			stat: hold('stat'), meminfo: hold('meminfo'), loadavg: hold('loadavg'), uptime: hold('uptime'),
		};
	}

	/**
	The part that is needed to find processes. The reading that follows has it from here: on a host with many processors /proc/stat is
	expensive.
	*/
	readClock(): ProcessClock {
		this.#begun = this.#begin();
		return {uptimeSeconds: this.#begun.uptimeSeconds, forks: mapKnown(this.#begun.stat, ({forks}) => forks)};
	}

	read(): HostReading {
		const {stat, uptimeSeconds} = this.#begun ?? this.#begin();
		this.#begun = undefined;
		const memory = this.#files.meminfo.parse(parseMeminfo);
		return {
			stat,
			memory,
			swaps: isMissing(memory) || memory.swapTotalBytes > 0 ? this.#readSwaps() : noSwaps,
			load: this.#files.loadavg.parse(parseLoadAverage),
			uptimeSeconds,
		};
	}

	#readSwaps(): HostReading['swaps'] {
		return mapKnown(parsed(readOnce(`${this.#proc}/swaps`), parseSwaps), areas => areas.map(area => ({
			...area,
			zram: area.kind === 'zram' ? parsed(readOnce(`${this.#block}/${basename(area.name)}/mm_stat`), parseZramUse) : undefined,
		})));
	}

	#begin(): Begun {
		return {uptimeSeconds: this.#readUptime(), stat: parsed(this.#files.stat.read(), parseHostStat)};
	}

	/**
	By the clock that startTicks count by, whatever /proc/uptime counts.
	*/
	#readUptime(): Known<number> {
		const uptimeSeconds = parsed(this.#files.uptime.read(), parseUptime);
		if (isMissing(uptimeSeconds)) {
			return uptimeSeconds;
		}

		this.#uptimeOffsetSeconds ??= uptimeOffsetSeconds(this.#proc, uptimeSeconds);
		return uptimeSeconds + this.#uptimeOffsetSeconds;
	}
}
