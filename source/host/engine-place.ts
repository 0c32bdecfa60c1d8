/**
Engines behind sockets of this machine, with where they really are.
*/
import os from 'node:os';
import process from 'node:process';
import type {ConnectedEngine} from '../engine/engine.ts';
import {namespaceKinds} from '../kernel/pid/ns.ts';
import type {KernelScanner} from '../kernel/scan.ts';
import {elsewhereOf, type EnginePlaceEvidence} from '../model/engine-place.ts';
import {enginePrograms} from '../sampler/parts/engine-finder.ts';

/**
The engine, whose identity also tells whether its pids are those that nstop sees. That is looked at each time when it is asked who it is: it
may have been stopped, and another one may listen at its socket.
*/
export function placedEngine<Connected extends ConnectedEngine>(engine: Connected, scanner: KernelScanner, path: string): Connected {
	return {
		...engine,
		async identify(signal: AbortSignal) {
			const identity = await engine.identify(signal);
			const elsewhere = elsewhereOf({
				holder: scanner.closely.socketHolder(path, new Set(enginePrograms.keys())), system: identity.system, own: ownPlace(scanner),
			});
			return {...identity, elsewhere, isLocal: elsewhere === undefined};
		},
	};
}

function ownPlace(scanner: KernelScanner): EnginePlaceEvidence['own'] {
	const {namespaces} = scanner.processes.facts(process.pid);
	const isInitial = (kind: 'pid' | 'uts'): boolean => namespaces[kind] === namespaceKinds.find(row => row.kind === kind)!.initialInode;
	const seesHostProcesses = isInitial('pid');
	return {
		kernel: os.release(), hostname: os.hostname(), seesHostProcesses, isNameTelling: isInitial('uts') === seesHostProcesses,
	};
}
