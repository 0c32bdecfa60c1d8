/**
Pressure stall information: cpu.pressure, memory.pressure and io.pressure of v2, and /proc/pressure of the host
(Documentation/accounting/psi.rst).
*/
import type {Bytes} from '../fields.ts';
import {type Known, mapKnown, unsupported} from '../../known.ts';

/**
How long tasks had to wait for one resource. Averages are in percent of the last 10, 60 and 300 seconds, totals in microseconds since
the cgroup was made. `some`: at least one
waited; `full`: all that had something to do waited, which older kernels do not tell of the CPU.
*/
export type Pressure = {
	readonly someAverage10: number;
	readonly someAverage60: number;
	readonly someAverage300: number;
	readonly someTotalMicroseconds: number;
	readonly fullAverage10: Known<number>;
	readonly fullAverage60: Known<number>;
	readonly fullAverage300: Known<number>;
	readonly fullTotalMicroseconds: Known<number>;
};

type Line = {readonly average10: number; readonly average60: number; readonly average300: number; readonly totalMicroseconds: number};

const linePatterns = {
	some: /^some avg10=([\d.]+) avg60=([\d.]+) avg300=([\d.]+) total=(\d+)/mu,
	full: /^full avg10=([\d.]+) avg60=([\d.]+) avg300=([\d.]+) total=(\d+)/mu,
} as const;

function lineOf(text: string, kind: keyof typeof linePatterns): Known<Line> {
	const match = linePatterns[kind].exec(text);
	return match
		? {
			average10: Number(match[1]), average60: Number(match[2]), average300: Number(match[3]), totalMicroseconds: Number(match[4]),
		}
		: unsupported;
}

/**
Parses one file of pressure; unsupported where it has no line of `some`.
*/
export function parsePressure(bytes: Bytes): Known<Pressure> {
	const text = bytes.toString('latin1');
	const full = lineOf(text, 'full');
	return mapKnown(lineOf(text, 'some'), some => ({
		someAverage10: some.average10,
		someAverage60: some.average60,
		someAverage300: some.average300,
		someTotalMicroseconds: some.totalMicroseconds,
		fullAverage10: mapKnown(full, line => line.average10),
		fullAverage60: mapKnown(full, line => line.average60),
		fullAverage300: mapKnown(full, line => line.average300),
		fullTotalMicroseconds: mapKnown(full, line => line.totalMicroseconds),
	}));
}
