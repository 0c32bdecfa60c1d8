/**
The log of a unit, from the journal: journalctl(1) as a child that prints one entry of JSON per line.
*/
import process from 'node:process';
import {childProcess} from '../builtins.ts';
import {longestLineBytes, type LogSink, type LogSource} from '../logs/line.ts';
import {untilWanted} from '../logs/held.ts';
import {SystemdError} from './error.ts';
import {parseJournalLine} from './journal-line.ts';
import {oneLine} from './sentence.ts';
import {environmentFor} from './systemctl.ts';
import {parseUnitName} from './unit-name.ts';

type JournalRequest = Parameters<LogSource['read']>[0] & {
	/**
	Name of the unit with its escapes.
	*/
	readonly unit: string;
	/**
	Whose manager runs the unit; undefined for the system's.
	*/
	readonly userId?: number | undefined;
};

const lineFeed = 0x0A;
const mostComplaintCharacters = 4096;
/**
With its other fields, and each byte as a number.
*/
const longestEntryBytes = 16 * longestLineBytes;
const fields = ['MESSAGE', 'PRIORITY', 'SYSLOG_IDENTIFIER', '_PID'];

/**
Gives the lines until there can be no more or the signal comes; the child is killed then.

@throws {SystemdError} `absent` without journalctl, `denied` where this user may not see the unit's entries.
*/
export async function readJournal(
	request: JournalRequest,
	sink: LogSink,
	signal: AbortSignal,
	environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
	if (!parseUnitName(request.unit)) {
		throw new SystemdError('gone', `${oneLine(request.unit)} is no name of a unit`);
	}

	if (signal.aborted) {
		return;
	}

	const child = childProcess().spawn('journalctl', wordsOf(request), {
		stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: environmentFor(environment),
	});
	const {promise: end, resolve, reject} = Promise.withResolvers<number | null>();
	// Awaited below; until then a failure must not count as unhandled.
	end.catch(() => undefined);
	let complaint = '';
	const stop = (): void => {
		child.kill('SIGKILL');
		child.stdout.destroy();
		child.stderr.destroy();
	};

	child.on('error', reject);
	child.on('close', resolve);
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		complaint = `${complaint}${text}`.slice(0, mostComplaintCharacters);
		if (isDenial(complaint)) {
			// Nothing would ever come.
			stop();
		}
	});
	signal.addEventListener('abort', stop);
	try {
		await readEntries(child.stdout as AsyncIterable<Uint8Array>, sink, signal);
		const exitCode = await end;
		if (!signal.aborted && (exitCode !== 0 || isDenial(complaint))) {
			throw errorOf(complaint, exitCode);
		}
	} catch (error) {
		if (!signal.aborted) {
			throw isDenial(complaint) ? errorOf(complaint, null) : await startErrorOf(error, end);
		}
	} finally {
		signal.removeEventListener('abort', stop);
		stop();
	}
}

function wordsOf({unit, userId, start, isFollowed}: JournalRequest): readonly string[] {
	return [
		'--no-pager',
		'--output=json',
		// Long fields would be left out.
		'--all',
		`--output-fields=${fields.join(',')}`,
		...(start.kind === 'since' ? [`--since=@${(Math.max(0, start.milliseconds) / 1000).toFixed(6)}`] : []),
		`--lines=${start.kind === 'tail' ? start.lines : 'all'}`,
		...(isFollowed ? ['--follow'] : []),
		...(userId === undefined
			? [`--unit=${unit}`]
			: [`_SYSTEMD_USER_UNIT=${unit}`, `_UID=${userId}`, '+', `USER_UNIT=${unit}`, `_UID=${userId}`]),
	];
}

async function readEntries(chunks: AsyncIterable<Uint8Array>, sink: LogSink, signal: AbortSignal): Promise<void> {
	const decoder = new TextDecoder();
	let pieces: Uint8Array[] = [];
	let length = 0;
	const finish = (): void => {
		const text = pieces.map(piece => decoder.decode(piece, {stream: true})).join('') + decoder.decode();
		pieces = [];
		length = 0;
		const line = parseJournalLine(text);
		if (!line) {
			return;
		}

		const bytes = line.bytes.subarray(0, longestLineBytes);
		sink.line({...line, bytes, bytesCut: line.bytes.length - bytes.length});
	};

	for await (const chunk of chunks) {
		let at = 0;
		for (let next = chunk.indexOf(lineFeed); next !== -1; next = chunk.indexOf(lineFeed, at)) {
			pieces.push(chunk.subarray(at, next));
			finish();
			at = next + 1;
		}

		pieces.push(chunk.subarray(at));
		length += chunk.length - at;
		if (length > longestEntryBytes) {
			throw new SystemdError('garbage', 'an entry of the journal has no end');
		}

		await untilWanted(sink, signal);
	}

	finish();
}

/**
How journalctl says that entries are kept from this user. Without a right to the system's journal it shows those of the user alone.
*/
function isDenial(complaint: string): boolean {
	return /not seeing messages from other users|insufficient permissions|permission denied/i.test(complaint);
}

function errorOf(complaint: string, exitCode: number | null): SystemdError {
	if (isDenial(complaint)) {
		return new SystemdError('denied', 'permission denied');
	}

	const line = complaint.split('\n').map(each => oneLine(each)).find(each => each !== '');
	return new SystemdError('failed', line ?? `journalctl ended with ${exitCode === null ? 'a signal' : `exit code ${exitCode}`}`);
}

/**
Why a child that was not started has closed its pipes, or what else went wrong.
*/
async function startErrorOf(error: unknown, end: Promise<unknown>): Promise<unknown> {
	const reason: unknown = await end.then(() => error, (error_: unknown) => error_);
	if (reason instanceof SystemdError || !(reason instanceof Error)) {
		return reason;
	}

	return 'code' in reason && reason.code === 'ENOENT'
		? new SystemdError('absent', 'journalctl is not installed', {cause: reason})
		: new SystemdError('failed', `journalctl could not be started (${reason.message})`, {cause: reason});
}
