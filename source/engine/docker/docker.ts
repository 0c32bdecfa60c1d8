/**
Docker's API, and Podman's imitation of it, as an Engine.
*/
import {ask, engineErrorOf} from '../ask.ts';
import {
	EngineError,
	type ConnectedEngine,
	type EngineContainer,
	type EngineKind,
} from '../engine.ts';
import {operationsOf, type EngineOperation, type EngineOperations} from '../operations.ts';
import type {ResourceOperations} from '../resources.ts';
import {isGone, isRefusal} from '../sentence.ts';
import {Patience} from '../patience.ts';
import type {HoldFile} from '../reach/socket-agent.ts';
import type {EngineTarget} from '../reach/target.ts';
import {bytesOfKeys, type DetachKeys} from '../reach/detach-keys.ts';
import {asList, asRecord} from '../untrusted.ts';
import {isRootlessInfo, systemOfInfo} from './api-version.ts';
import {attachmentOf, openAttach} from './attach.ts';
import {openClient} from './client.ts';
import {
	act,
	endlessMilliseconds,
	inContainer,
	inspect,
	isPathPart,
	questionMilliseconds,
	stoppingMilliseconds,
} from './container-call.ts';
import {
	eventOfLine,
	filtersOf,
	linesOf,
	resourceEventOfLine,
} from './events.ts';
import {limitsOfInspection, updateOf} from './limits.ts';
import {openExec} from './exec.ts';
import {readHistory} from './history.ts';
import {readLog} from './logs.ts';
import {Inspections, listedContainers} from './inspections.ts';
import {containerOfInspection} from './json.ts';
import {Pods} from './pods.ts';
import {resourcesOf} from './resources.ts';

/**
What there is in Docker's API, and not in Podman's imitation.
*/
const missing: Readonly<Record<EngineKind, readonly EngineOperation[]>> = {docker: [], podman: ['update']};

const pingMilliseconds = 10_000;
const infoMilliseconds = 5000;
const listMilliseconds = 60_000;

/**
An engine that speaks Docker's API, at a target. Connects with the first call and agrees on a version of the API then, and again with
each `identify`. Sockets with a long path need `hold`; `detachKeys` is asked for each command in a container.
*/
export function openDocker(
	target: EngineTarget,
	{hold, detachKeys}: {readonly hold?: HoldFile; readonly detachKeys: () => DetachKeys},
): ConnectedEngine & EngineOperations & ResourceOperations {
	const {address} = target;
	const client = openClient(target, hold);
	const inspections = new Inspections();
	const pods = new Pods(address);
	const listPatience = new Patience(listMilliseconds);
	const pingPatience = new Patience(pingMilliseconds);

	async function container(id: string, signal: AbortSignal): Promise<EngineContainer | undefined> {
		try {
			return containerOfInspection(await inspect(client, id, signal));
		} catch (error) {
			if (error instanceof EngineError && isGone(error)) {
				return undefined;
			}

			throw error;
		}
	}

	async function ping(signal: AbortSignal): Promise<void> {
		const {docker} = await client.agreed(signal);
		try {
			await pingPatience.during(async milliseconds => ask({
				operation: 'connect', target: address, milliseconds, signal,
			}, async abortSignal => docker.ping({abortSignal})));
		} catch (error) {
			// Who forbids the question is there.
			if (!(error instanceof EngineError && isRefusal(error))) {
				throw error;
			}
		}
	}

	const opened: ConnectedEngine & EngineOperations & ResourceOperations = {
		address,
		async identify(signal) {
			client.forget();
			const {docker, engine, apiVersion} = await client.agreed(signal);
			const question = {
				operation: 'connect', target: address, milliseconds: infoMilliseconds, signal,
			} as const;
			// Proxies that filter the API often forbid this question, engines may take long for it, and nothing that is shown at once depends on it.
			const info = await ask(question, async abortSignal => docker.info({abortSignal})).catch(() => undefined);
			signal.throwIfAborted();
			return {
				kind: engine.kind,
				version: engine.version,
				apiVersion,
				isRootless: isRootlessInfo(info),
				system: systemOfInfo(info),
				operations: operationsOf(opened, missing[engine.kind]),
			};
		},
		async containers(signal, onListed) {
			const {docker, podman} = await client.agreed(signal);
			const question = {
				operation: 'list', target: address, milliseconds: questionMilliseconds, signal,
			} as const;
			const answer: unknown = await listPatience.during(async milliseconds =>
				ask({...question, milliseconds}, async abortSignal => docker.listContainers({all: true, abortSignal})));
			if (!Array.isArray(answer)) {
				throw new EngineError('list', address, {reason: 'the engine answered with something other than a list'});
			}

			try {
				const listed = listedContainers(answer);
				onListed?.(listed.map(entry => entry.container));
				return await pods.ofAll(await inspections.complete(listed, async id => container(id, signal), signal), podman, signal);
			} catch (error) {
				throw engineErrorOf(error, question);
			}
		},
		async container(id, signal) {
			inspections.forget(id);
			const found = inspections.withListedImage(await container(id, signal));
			const {podman} = await client.agreed(signal);
			return found && pods.of(found, podman, signal);
		},
		async * events(signal, onOpen) {
			const {docker, engine} = await client.agreed(signal);
			const question = {
				operation: 'events', target: address, milliseconds: endlessMilliseconds, signal,
			} as const;
			try {
				const stream = await ask(question, async abortSignal => docker.getEvents({filters: filtersOf(engine.kind), abortSignal}));
				onOpen?.();
				for await (const line of linesOf(stream)) {
					const event = eventOfLine(line);
					if (event !== undefined) {
						inspections.forget(event.id);
						yield event;
						continue;
					}

					const resourceEvent = resourceEventOfLine(line);
					if (resourceEvent !== undefined) {
						yield resourceEvent;
					}
				}
			} catch (error) {
				throw engineErrorOf(error, question);
			}
		},
		inspect: async (id, signal) => inspect(client, id, signal),
		async start(id) {
			await act(client, {operation: 'start', target: id}, async (found, abortSignal) => found.start({abortSignal}));
		},
		async stop(id) {
			const milliseconds = await stoppingMilliseconds(client, id, 'stop');
			await act(client, {operation: 'stop', target: id, milliseconds}, async (found, abortSignal) => found.stop({abortSignal}));
		},
		async restart(id) {
			const milliseconds = await stoppingMilliseconds(client, id, 'restart');
			await act(client, {operation: 'restart', target: id, milliseconds}, async (found, abortSignal) => found.restart({abortSignal}));
		},
		async pause(id) {
			await act(client, {operation: 'pause', target: id}, async (found, abortSignal) => found.pause({abortSignal}));
		},
		async unpause(id) {
			await act(client, {operation: 'unpause', target: id}, async (found, abortSignal) => found.unpause({abortSignal}));
		},
		async kill(id, signalName) {
			await act(client, {operation: 'kill', target: id}, async (found, abortSignal) => found.kill({signal: signalName, abortSignal}));
		},
		async remove(id, {force}) {
			await act(client, {operation: 'remove', target: id}, async (found, abortSignal) => found.remove({force, abortSignal}));
		},
		async rename(id, name) {
			await act(client, {operation: 'rename', target: id}, async (found, abortSignal) => found.rename({name, abortSignal}));
		},
		limits: async (id, signal) => limitsOfInspection(await inspect(client, id, signal, 'limits')),
		async update(id, limits) {
			const question = {operation: 'update', target: id} as const;
			const answer: unknown = await client.act(async () => {
				const changes = updateOf(limits, await inspect(client, id, undefined, 'update'));
				return inContainer(client, question, async (found, abortSignal): Promise<unknown> => found.update({...changes, abortSignal}));
			});
			return asList(asRecord(answer)?.Warnings).filter(warning => typeof warning === 'string');
		},
		async exec(id, command, size) {
			const {keys, isConfigured} = detachKeys();
			const question = {operation: 'exec', target: id} as const;
			const created = await client.act(async () => inContainer(client, question, async (found, abortSignal) => found.exec({

				AttachStdin: true,
				AttachStdout: true,
				AttachStderr: true,
				Tty: true,
				Cmd: [...command],
				DetachKeys: keys,

				abortSignal,
			})));
			// It becomes a part of the path of further requests.
			if (!isPathPart(created.id)) {
				throw new EngineError('exec', id, {reason: 'the answer of the engine does not identify the command'});
			}

			return openExec(created, {id, detachKeys: isConfigured ? bytesOfKeys(keys) : undefined}, size);
		},
		attachment: async (id, signal) => attachmentOf(await inspect(client, id, signal, 'attachment'), detachKeys()),
		attach: async (id, attachment) => openAttach(client, id, attachment),
		async logs(id, request, sink, signal) {
			await readLog(client, id, request, {sink, signal, ping});
		},
		...resourcesOf(client, address),
		history: async (sinceMilliseconds, signal) => readHistory(client, address, sinceMilliseconds, signal),
		ping,
		close() {
			client.close();
		},
	};
	return opened;
}
