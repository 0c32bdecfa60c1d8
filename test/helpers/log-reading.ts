/**
The reading of a log that has just these lines.
*/
import {LogRing} from '../../source/logs/ring.ts';
import type {LogReading} from '../../source/ui/logs/reading.ts';

type Entry = Parameters<LogRing['add']>[1];

/**
A line by its text, and what else is to be known of it.
*/
type Given = Partial<Entry> & {readonly text: string};

/**
The reading of a log that ended with these lines; what else is given stands in place of what is usual.
*/
export function readingOf(lines: readonly Given[], other: Partial<LogReading> = {}): LogReading {
	const ring = other.ring ?? new LogRing({bytes: 4 * 1024 * 1024, lines: 1024});
	for (const {text, ...entry} of lines) {
		ring.add(new TextEncoder().encode(text), {
			time: undefined, stream: 'stdout', origin: 0, bytesCut: 0, ...entry,
		});
	}

	return {
		id: 'all web',
		version: 1,
		range: 'all',
		ring,
		origins: [{
			key: 'web', name: 'web', state: 'ended', problem: undefined, isGone: false,
		}],
		nameOf: () => 'web',
		isMerged: false,
		isHeld: false,
		filtered: undefined,
		found: undefined,
		searched: undefined,
		problem: undefined,
		...other,
	};
}
