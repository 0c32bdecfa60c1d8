/**
What nstop itself costs, for the header: a tool that finds what eats a host says what it eats.
*/
import process from 'node:process';
import {ratePerSecond} from '../../model/build/rates.ts';
import type {SelfUsage} from '../../model/snapshot.ts';
import {Pairs} from '../kept/pairs.ts';

/**
Microseconds of CPU time in a second, as hundredths.
*/
const microsecondsPerPercent = 10_000;

/**
Measures this process; its CPU share is known from the second reading on.
*/
export class SelfMeter {
	readonly #pairs: Pairs<'self', number>;

	constructor(shortestSeconds: number) {
		this.#pairs = new Pairs(shortestSeconds);
	}

	read(atSeconds: number): SelfUsage {
		if (this.#pairs.isDue('self', atSeconds)) {
			const {user, system} = process.cpuUsage();
			this.#pairs.take('self', (user + system) / microsecondsPerPercent, atSeconds);
		}

		return {pid: process.pid, cpuPercent: ratePerSecond(this.#pairs.get('self'), value => value), residentBytes: process.memoryUsage.rss()};
	}
}
