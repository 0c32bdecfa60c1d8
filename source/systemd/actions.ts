/**
Has systemd act on one unit.
*/
import {SystemdError, type SystemdErrorCode} from './error.ts';
import {oneLine} from './sentence.ts';
import {runSystemctl} from './systemctl.ts';
import type {UnitAction} from './unit-action.ts';
import {parseUnitName} from './unit-name.ts';

type UnitRequest = {
	readonly action: UnitAction;
	/**
	Name of the unit with its escapes.
	*/
	readonly unit: string;
	/**
	For `kill`, as `SIGHUP`: what all processes of the unit get.
	*/
	readonly signalName?: string;
	/**
	Ask the manager of this user instead of the system's.
	*/
	readonly isUser?: boolean;
	readonly milliseconds?: number;
	/**
	Ends the wait; systemd goes on.
	*/
	readonly signal?: AbortSignal;
};

// Units are given 90 seconds to stop before systemd kills them, unless they say otherwise.
const patienceMilliseconds = 120_000;

/**
Waits until systemd has done it: for as long as the unit takes to start or stop.

@throws {SystemdError} what systemd refused, or why it could not be asked.
*/
export async function performOnUnit(
	{
		action,
		unit,
		signalName = 'SIGTERM',
		isUser = false,
		milliseconds = patienceMilliseconds,
		signal,
	}: UnitRequest,
	environment?: NodeJS.ProcessEnv,
): Promise<void> {
	// The client takes a pattern for all units that match it, and a path for a mount.
	if (!parseUnitName(unit)) {
		throw new SystemdError('gone', `${oneLine(unit)} is no name of a unit`);
	}

	const words = [
		...(isUser ? ['--user'] : []),
		action,
		...(action === 'kill' ? [`--signal=${signalName}`] : []),
		'--',
		unit,
	];
	const {exitCode, complaint} = await runSystemctl({
		words,
		milliseconds,
		signal,
		isLeftRunning: true,
	}, environment);
	if (exitCode !== 0) {
		throw errorOf(complaint, exitCode);
	}
}

/**
How systemctl puts it in all versions of the last ten years; what it says is not translated.
*/
const meanings: ReadonlyArray<readonly [RegExp, SystemdErrorCode]> = [
	[/authentication (?:is )?required|access denied|permission denied|not permitted/i, 'denied'],
	[/not been booted with systemd|failed to connect to .*bus|host is down/i, 'absent'],
	[/ not loaded| not found|could not be found|does not exist|no such unit/i, 'gone'],
	[/ is masked/i, 'masked'],
	[/not support|not applicable|unknown (?:command|operation)|operation refused/i, 'impossible'],
];

/**
What systemctl complained about, as an error.
*/
export function errorOf(complaint: string, exitCode: number): SystemdError {
	const lines = complaint.split('\n').map(line => oneLine(line)).filter(line => line !== '');
	const words = lines.find(line => meanings.some(([pattern]) => pattern.test(line))) ?? lines[0] ?? '';
	const code = meanings.find(([pattern]) => pattern.test(words))?.[1] ?? 'failed';
	const reason = words.replace(/^Failed to \w+ (?:unit )?\S+: /, '') || `systemctl ended with exit code ${exitCode}`;
	return new SystemdError(code, code === 'absent' ? 'systemd does not run here' : reason);
}
