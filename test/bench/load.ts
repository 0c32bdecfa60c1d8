/**
Containers to be looked at: each an init with sleeping children; in every fifth one child burns a little, so that numbers move.
*/
import process from 'node:process';
import type {TestEngine} from '../helpers/engine.ts';
import {busyboxImage} from '../helpers/images.ts';
import {borrowImage} from './bench-engine.ts';
import {atEnd, checkInterrupted} from './cleanup.ts';

export type LoadSize = {
	readonly containers: number;
	/**
	In each container, the init counted.
	*/
	readonly processes: number;
};

export type Load = {
	readonly size: LoadSize;
	readonly names: readonly string[];
	readonly ids: readonly string[];
	remove(): Promise<void>;
};

const startersAtOnce = 4;
const burningEvery = 5;

/**
`m` processes with itself, the first child busy for some hundredths of a core where `b` is 1. Ends at once when it is asked to.
*/
const initScript =
	'i=1; while [ $i -lt $m ]; do if [ $b = 1 ] && [ $i = 1 ]; then (while :; do sleep 0.05; done) & else sleep $((100000 + i)) & fi; i=$((i + 1)); done; trap "exit 0" TERM; wait';

/**
Starts a load; it is removed at the end if not before.
*/
export async function startLoad(engine: TestEngine, size: LoadSize): Promise<Load> {
	await borrowImage(engine, busyboxImage);
	const tag = `nb${process.pid.toString(36)}`;
	const names = Array.from({length: size.containers}, (_, index) => `${tag}-${index + 1}`);
	const ids: string[] = [];
	const waiting = [...names.entries()];
	const work = async (): Promise<void> => {
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			const [index, name] = next;
			ids.push(await runOne(engine, name, size.processes, index % burningEvery === 0));
		}
	};

	const working = Promise.allSettled(Array.from({length: startersAtOnce}, work));
	const remove = atEnd(async () => {
		waiting.length = 0;
		await working;
		await removeAll(engine, tag);
	});
	const outcomes = await working;
	checkInterrupted();
	for (const outcome of outcomes) {
		if (outcome.status === 'rejected') {
			throw new Error('a container of the load did not start', {cause: outcome.reason});
		}
	}

	return {
		size, names, ids, remove,
	};
}

async function runOne(engine: TestEngine, name: string, processes: number, isBurning: boolean): Promise<string> {
	return engine.docker(
		'run',
		'--detach',
		'--network',
		'none',
		'--name',
		name,
		'--env',
		`m=${processes}`,
		'--env',
		`b=${isBurning ? 1 : 0}`,
		busyboxImage,
		'sh',
		'-c',
		initScript,
	);
}

async function removeAll(engine: TestEngine, tag: string): Promise<void> {
	const ids = await engine.docker('ps', '--all', '--quiet', '--filter', `name=^/${tag}-`);
	const all = ids.split('\n').filter(Boolean);
	// In portions, so that none takes longer than a client is given.
	for (let start = 0; start < all.length; start += 20) {
		await engine.docker('rm', '--force', '--volumes', ...all.slice(start, start + 20));
	}
}
