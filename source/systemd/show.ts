/**
What `systemctl show` prints: for each unit a block of `NAME=VALUE`, with a blank line between two.
*/
import {SystemdError} from './error.ts';
import {beginningOf, type UnitFacts} from './unit-facts.ts';

/**
What has to be asked for.
*/
export const unitProperties = [
	'Id',
	'Description',
	'LoadState',
	'ActiveState',
	'SubState',
	'FreezerState',
	'Result',
	'NRestarts',
	'MainPID',
	'ControlGroup',
	'ActiveEnterTimestamp',
	'ActiveExitTimestamp',
	'InactiveEnterTimestamp',
	'InactiveExitTimestamp',
] as const;

/**
Properties by name.
*/
type Block = ReadonlyMap<string, string>;

// A name has at most 255 bytes and a description is one line; whatever is longer is not systemd's.
const mostLineCharacters = 1024 * 1024;

/**
Reads the output piece by piece, as it comes.
*/
export class ShowReader {
	#rest = '';
	#block = new Map<string, string>();

	/**
	Takes the next piece of the output, cut anywhere, and gives the units that it completes.

	@throws {SystemdError} `garbage` where a line does not end.
	*/
	push(text: string): readonly UnitFacts[] {
		const units: UnitFacts[] = [];
		const lines = `${this.#rest}${text}`.split('\n');
		this.#rest = lines.pop()!;
		for (const line of lines) {
			units.push(...this.#take(line));
		}

		if (this.#rest.length > mostLineCharacters) {
			throw new SystemdError('garbage', 'the answer has a line without an end');
		}

		return units;
	}

	/**
	The unit that the end of the output completes, if there is one.
	*/
	end(): readonly UnitFacts[] {
		return [...this.#take(this.#rest), ...this.#take('')];
	}

	#take(line: string): readonly UnitFacts[] {
		const equals = line.indexOf('=');
		if (equals > 0) {
			this.#block.set(line.slice(0, equals), line.slice(equals + 1));
		}

		if (line !== '' || this.#block.size === 0) {
			return [];
		}

		const facts = factsOf(this.#block);
		this.#block = new Map();
		return facts ? [facts] : [];
	}
}

/**
Of what a type of unit does not have systemctl says nothing.
*/
function factsOf(block: Block): UnitFacts | undefined {
	const name = block.get('Id') ?? '';
	if (name === '') {
		return undefined;
	}

	const activeState = block.get('ActiveState') ?? '';
	const mainPid = numberIn(block.get('MainPID'));
	const cgroup = block.get('ControlGroup');
	return {
		name,
		description: block.get('Description') ?? '',
		loadState: block.get('LoadState') ?? '',
		activeState,
		subState: block.get('SubState') ?? '',
		isFrozen: block.get('FreezerState')?.startsWith('frozen') ?? false,
		result: block.get('Result'),
		restarts: numberIn(block.get('NRestarts')),
		mainPid: mainPid === 0 ? undefined : mainPid,
		since: timeIn(block.get(beginningOf(activeState))),
		cgroup: cgroup === '' ? undefined : cgroup,
	};
}

function numberIn(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/**
Milliseconds since the epoch of a time in UTC, as `Thu 2026-11-26 14:50:07 UTC`.
*/
function timeIn(text: string | undefined): number | undefined {
	const [, date, time] = /^[A-Z][a-z]{2} (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? UTC$/.exec(text ?? '') ?? [];
	const milliseconds = Date.parse(`${date}T${time}Z`);
	return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
