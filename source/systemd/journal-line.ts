/**
One entry of the journal, as `journalctl --output=json` prints it on a line of its own.
*/
import type {LogStream} from '../logs/line.ts';

/**
An entry as a line of a log: `IDENTIFIER[PID]: MESSAGE`.
*/
type JournalLine = {
	readonly bytes: Uint8Array;
	/**
	In milliseconds since the epoch with a fraction; undefined where the entry has none.
	*/
	readonly time: number | undefined;
	readonly stream: LogStream;
};

/**
From this priority of syslog(3) on, `err`, down to `emerg`, an entry counts as an error.
*/
const errorPriority = 3;

/**
Parses a line; undefined for what is no entry.
*/
export function parseJournalLine(text: string): JournalLine | undefined {
	const entry = recordOf(text);
	if (entry === undefined) {
		return undefined;
	}

	const identifier = textOf(entry.SYSLOG_IDENTIFIER);
	const pid = textOf(entry._PID);
	const opening = `${identifier}${pid === '' ? '' : `[${pid}]`}`;
	const message = bytesOf(entry.MESSAGE);
	const prefix = new TextEncoder().encode(opening === '' ? '' : `${opening}: `);
	const bytes = new Uint8Array(prefix.length + message.length);
	bytes.set(prefix);
	bytes.set(message, prefix.length);
	const microseconds = Number(textOf(entry.__REALTIME_TIMESTAMP));
	const priority = textOf(entry.PRIORITY);
	return {
		bytes,
		time: microseconds > 0 ? microseconds / 1000 : undefined,
		stream: priority !== '' && Number(priority) <= errorPriority ? 'stderr' : 'stdout',
	};
}

function recordOf(text: string): Readonly<Record<string, unknown>> | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : undefined;
	} catch {
		// Only the caller knows who wrote it.
		return undefined;
	}
}

/**
A field that an entry has several times is a list of them.
*/
function textOf(value: unknown): string {
	const first: unknown = Array.isArray(value) ? value[0] : value;
	return typeof first === 'string' ? first : '';
}

/**
A message is a text, a list of bytes where it is no UTF-8 or has control characters, or null where it is empty or left out.
*/
function bytesOf(value: unknown): Uint8Array {
	return Array.isArray(value) && value.every(byte => typeof byte === 'number')
		? Uint8Array.from(value)
		: new TextEncoder().encode(textOf(value));
}
