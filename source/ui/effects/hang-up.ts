/**
The end of a shell in a container whose terminal goes away. An engine lets a command run on when nobody listens to it any more, so it is
told here as the kernel tells a shell whose terminal is closed.
*/
import type {ExecSession} from '../../engine/operations.ts';
import type {Host, ProcessIdentity} from '../../host/host.ts';
import {reportFault} from '../../faults.ts';
import type {ContainerKey} from '../../model/keys.ts';

export type HangUpServices = {
	readonly host: Pick<Host, 'member' | 'signal'>;
	/**
	The sessions that are open, to be hung up where the program ends, and to have the terminal again where it was stopped.
	*/
	readonly sessions: Set<AttachedSession>;
};

const hangUpSignal = 1;

type HangUp = {
	/**
	Settles once the process is known, or is known not to be told.
	*/
	readonly isReady: Promise<void>;
	/**
	Sends SIGHUP to the very process, at once. May be called at any moment, and twice.
	*/
	hangUp(): void;
};

/**
A session that has the terminal.
*/
export type AttachedSession = HangUp & {
	/**
	Sets the terminal up for the session again, after the program was stopped, and has what runs in it draw itself.
	*/
	takeBack(): void;
};

/**
Finds out which process of this host runs the command of a session. Nothing is ever sent where that has ended, or where the engine is
another host's or counts pids otherwise: no process with that pid is in the container then.
*/
export function prepareHangUp(session: ExecSession, container: ContainerKey, {host}: Pick<HangUpServices, 'host'>): HangUp {
	let found: ProcessIdentity | undefined;
	async function find(): Promise<void> {
		// Engines do not know the pid before the process is there.
		await session.sized;
		const pid = await session.pid().catch((error: unknown) => {
			reportFault('asking for the pid of a session, to end its command with it', error);
			return undefined;
		});
		const key = pid === undefined ? undefined : host.member(pid, container);
		found = pid === undefined || key === undefined ? undefined : {pid, key};
	}

	return {
		isReady: find(),
		hangUp() {
			if (found && host.member(found.pid, container) === found.key) {
				// It may just have ended, or be another user's: there is nobody left to tell.
				host.signal(found, hangUpSignal);
			}
		},
	};
}
