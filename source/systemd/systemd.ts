/**
The systemd of this machine as the rest of nstop sees it: what it says of its units, and what it can be asked to do with them. It knows
nothing of containers, of the kernel's files or of the screen.

- `unit-name.ts` and `unit-path.ts` are pure: which parts of a cgroup's path are units, and their names for people.
- `openSystemd` gives the facts of units (`unit-facts.ts`) and acts on them. The caller says when the set of units' cgroups has changed or
  a main process has gone, which `unit-changes.ts` finds out; nothing is asked at each refresh.
- `unit-action.ts` says which actions make sense for a unit, and why one is refused before systemd is asked.
*/
import {performOnUnit} from './actions.ts';
import {SystemdError} from './error.ts';
import type {UnitAction} from './unit-action.ts';
import {openUnitSource} from './unit-source.ts';
import {UnitWatch, type UnitsAnswer, type WatchOptions} from './unit-watch.ts';

export type Systemd = {
	/**
	What is known now; the same object until it changes. Nothing is known before the first call of `changed`.
	*/
	readonly latest: UnitsAnswer;
	/**
	To be called when units' cgroups have come or gone, or a main process has. May be called at each refresh: it is the caller's promise that
	something has changed, and systemd is asked once in three seconds at most.
	*/
	changed(): void;
	/**
	Has one unit, by its name with escapes, do something, and waits until it is done.

	@throws {SystemdError} `actionSentence` puts it into words.
	*/
	perform(action: UnitAction, unit: string, signalName?: string): Promise<void>;
	/**
	Ends everything that would keep the program alive. What systemd was asked to do goes on.
	*/
	close(): void;
};

type SystemdOptions = WatchOptions & {
	/**
	Whether `/run/systemd/system` is there, as sd_booted(3) looks.
	*/
	readonly isBooted: () => boolean;
	/**
	Folder of the running system's sockets; `/run/systemd`, for a user's manager `$XDG_RUNTIME_DIR/systemd`.
	*/
	readonly runtimeFolder?: string;
	/**
	The manager of this user instead of the system's.
	*/
	readonly isUser?: boolean;
	readonly patienceMilliseconds?: number;
	readonly environment?: NodeJS.ProcessEnv;
};

/**
The system's manager, or this user's. Nothing is asked yet.
*/
export function openSystemd(options: SystemdOptions): Systemd {
	const {isBooted, runtimeFolder = '/run/systemd', isUser = false, environment} = options;
	const source = openUnitSource({...options, varlinkPath: `${runtimeFolder}/io.systemd.Manager`});
	const assertBooted = (): void => {
		if (!isBooted()) {
			throw new SystemdError('absent', 'systemd does not run here');
		}
	};

	const closing = new AbortController();
	const watch = new UnitWatch({
		async read(signal) {
			assertBooted();
			return source.read(signal);
		},
	}, options);

	return {
		get latest() {
			return watch.latest;
		},
		changed() {
			watch.changed();
		},
		async perform(action, unit, signalName) {
			assertBooted();
			try {
				await performOnUnit({
					action,
					unit,
					isUser,
					signal: closing.signal,
					...(signalName !== undefined && {signalName}),
				}, environment);
			} finally {
				watch.changed();
			}
		},
		close() {
			watch.close();
			closing.abort();
		},
	};
}
