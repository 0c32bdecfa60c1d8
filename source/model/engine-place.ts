/**
Whether an engine behind a local socket is on this kernel and tells the pids that nstop sees. Pure: decided from what was read, and from
what the engine says of its machine.
*/
import type {Elsewhere, EngineSystem} from '../engine/engine.ts';
import type {SocketHolder} from '../kernel/process/socket-holder.ts';
import {isMissing, type Known} from '../known.ts';

export type EnginePlaceEvidence = {
	/**
	Who listens at the socket.
	*/
	readonly holder: Known<SocketHolder>;
	/**
	Undefined where the engine does not tell, as behind a proxy that filters.
	*/
	readonly system: EngineSystem | undefined;
	readonly own: {
		readonly kernel: string;
		readonly hostname: string;
		/**
		Whether all processes of the kernel can be seen, and not those of a container alone.
		*/
		readonly seesHostProcesses: boolean;
		/**
		Whether the host name is that of the machine or, for who sees a container alone, of that container: then an engine with another name
		runs elsewhere.
		*/
		readonly isNameTelling: boolean;
	};
};

/**
Undefined where its pids are those that nstop sees. The process of the engine at the socket is the best proof; then its kernel and the name
of its host speak, and what cannot be told counts as here where all processes can be seen.
*/
export function elsewhereOf({holder, system, own}: EnginePlaceEvidence): Elsewhere | undefined {
	const listener = isMissing(holder) ? undefined : holder;
	if (listener?.isService) {
		return listener.hasOurPids === false
			? {place: 'outside', reason: `${listener.program} is in another pid namespace: the pids that it gives are not those seen here.`}
			: undefined;
	}

	if (system?.kernel !== undefined && system.kernel !== own.kernel) {
		const os = system.os === undefined ? '' : ` (${system.os})`;
		return {place: 'kernel', reason: `It runs on Linux ${system.kernel}${os}, and this is Linux ${own.kernel}.`};
	}

	const isNamedAlike = system?.hostname === undefined ? undefined : system.hostname === own.hostname;
	if (own.isNameTelling && isNamedAlike !== undefined) {
		return isNamedAlike ? undefined : otherHost(listener, system!.hostname!, own.hostname);
	}

	return own.seesHostProcesses
		? undefined
		: {place: 'outside', reason: 'It runs outside of the container that nstop is in.'};
}

function otherHost(listener: SocketHolder | undefined, hostname: string, own: string): Elsewhere {
	const names = `Its host is called ${hostname}, and this one ${own}`;
	return listener
		? {place: 'kernel', reason: `${names}; ${listener.program} (pid ${listener.pid}) passes on what is sent to its socket.`}
		: {place: 'outside', reason: `${names}.`};
}
