/**
Whose log is read how: that of a container from its runtime's file, which is many times as fast and needs nobody's answer, or through its
engine where there is none that can be read; that of a unit from the journal.
*/
import {EngineError, type Engine} from '../engine/engine.ts';
import {sentence} from '../engine/sentence.ts';
import {closeFile} from '../kernel/files/found.ts';
import type {KernelScanner} from '../kernel/scan.ts';
import {denied, isMissing} from '../known.ts';
import type {LogSource} from '../logs/line.ts';
import type {Container} from '../model/container.ts';
import type {Unit} from '../model/units/unit.ts';
import {SystemdError} from '../systemd/error.ts';
import {readJournal} from '../systemd/journal.ts';
import {logSentence} from '../systemd/sentence.ts';
import {fileLogSource} from './file-log.ts';
import {fileSentence} from './file-sentence.ts';
import {logPlaces} from './log-places.ts';

type LogSurroundings = {
	/**
	What the target is by now; undefined where it is gone.
	*/
	readonly find: () => Container | undefined;
	readonly engine: (id: string | undefined) => Engine | undefined;
	readonly scanner: KernelScanner;
};

/**
The log of what has a row; a sentence for people where there is one that cannot be read, undefined for what has none.
*/
export function logSourceOf(target: Container, surroundings: LogSurroundings): LogSource | string | undefined {
	if (target.sumOf) {
		return undefined;
	}

	return target.unit ? logOfUnit(target.name, target.unit) : logOfContainer(target, surroundings);
}

function logOfUnit(name: string, {name: unit, manager}: Unit): LogSource | string | undefined {
	if (!manager) {
		return undefined;
	}

	return manager.kind === 'inner'
		? `The log of ${name} is kept by the systemd that runs in there: read it with journalctl inside.`
		: {
			async read(request, sink, signal) {
				try {
					await readJournal({...request, unit, userId: manager.kind === 'user' ? manager.userId : undefined}, sink, signal);
				} catch (error) {
					throw error instanceof SystemdError ? new Error(logSentence(error, name), {cause: error}) : error;
				}
			},
		};
}

function logOfContainer(target: Container, surroundings: LogSurroundings): LogSource | string {
	const engine = surroundings.engine(target.engine);
	const fromEngine = engine?.logs === undefined ? undefined : logThrough(engine, target);
	if (fromEngine && target.elsewhere !== undefined) {
		return fromEngine;
	}

	const fromFile = logInFile(target, surroundings);
	return typeof fromFile === 'string' ? fromEngine ?? fromFile : fromFile;
}

function logThrough(engine: Engine, {id, name}: Container): LogSource {
	return {
		async read(request, sink, signal) {
			try {
				await engine.logs?.(id, request, sink, signal);
			} catch (error) {
				throw error instanceof EngineError ? new Error(sentence(error, name), {cause: error}) : error;
			}
		},
	};
}

function logInFile(target: Container, {scanner, find}: LogSurroundings): LogSource | string {
	const {name} = target;
	const places = logPlaces(scanner, target);
	let isDenied = false;
	for (const {format, open, older} of places.files) {
		const descriptor = open();
		if (!isMissing(descriptor)) {
			closeFile(descriptor);
			return fileLogSource({
				format, open, older, name, isOver: () => isOver(find()),
			});
		}

		isDenied ||= descriptor.missing === 'denied';
	}

	if (isDenied) {
		return fileSentence(name, denied);
	}

	return places.isLocal()
		? `Could not read the log of ${name}: it is in a form that only Docker reads (the driver local), and no Docker that answers knows it.`
		: `Could not read the log of ${name}: no engine that answers knows it, and no file of a log was found.`;
}

function isOver(target: Container | undefined): boolean {
	return target === undefined || target.isRemoved || !['running', 'paused', 'restarting'].includes(target.state);
}
