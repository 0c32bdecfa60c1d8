/**
Where the facts of units come from: systemd's socket for Varlink (since systemd 258), else its client.
*/
import {isMissing} from '../known.ts';
import {errorOf} from './actions.ts';
import {SystemdError} from './error.ts';
import {ShowReader, unitProperties} from './show.ts';
import {runSystemctl} from './systemctl.ts';
import type {UnitFacts, UnitMap} from './unit-facts.ts';
import {unitOfReply} from './unit-reply.ts';
import {callForMore} from './varlink.ts';

export type UnitSource = {
	/**
	All services, scopes and slices that are in systemd's memory and not inactive, by name.

	@throws {SystemdError} also when the signal comes.
	*/
	read(signal?: AbortSignal): Promise<UnitMap>;
};

type SourceOptions = {
	/**
	`/run/systemd/io.systemd.Manager`, or a user's.
	*/
	readonly varlinkPath: string;
	readonly isUser?: boolean;
	readonly patienceMilliseconds?: number;
	readonly environment?: NodeJS.ProcessEnv;
};

// The client asks for one unit after the other: with hundreds of them on a busy host that takes a while, and nobody waits for it.
const patience = 60_000;

/**
The socket is asked as long as it tells all; what is not there now will not be there later.
*/
export function openUnitSource(options: SourceOptions): UnitSource {
	let isVarlinkEnough = true;
	return {
		async read(signal) {
			if (!isVarlinkEnough) {
				return readByClient(options, signal);
			}

			let units: UnitMap | undefined;
			try {
				units = await readByVarlink(options, signal);
			} catch (error) {
				if (!(error instanceof SystemdError) || error.code === 'timeout' || signal?.aborted) {
					throw error;
				}
			}

			if (units && isWhole(units)) {
				return units;
			}

			try {
				const more = await readByClient(options, signal);
				isVarlinkEnough = false;
				return more;
			} catch (error) {
				if (units) {
					// Part of it is more than nothing.
					return units;
				}

				throw error;
			}
		},
	};
}

/**
Whether there is anything in it of how services run: the first versions with the socket left that out.
*/
function isWhole(units: UnitMap): boolean {
	const services = [...units.values()].filter(({name}) => name.endsWith('.service'));
	return services.length === 0 || services.some(({mainPid}) => !isMissing(mainPid));
}

async function readByVarlink(
	{varlinkPath, patienceMilliseconds = patience}: SourceOptions,
	signal: AbortSignal | undefined,
): Promise<UnitMap> {
	const units = new Map<string, UnitFacts>();
	await callForMore({
		socketPath: varlinkPath,
		method: 'io.systemd.Unit.List',
		signal,
		milliseconds: patienceMilliseconds,
		onReply(parameters) {
			const facts = unitOfReply(parameters);
			if (facts) {
				units.set(facts.name, facts);
			}
		},
	});
	return units;
}

async function readByClient(
	{isUser = false, patienceMilliseconds = patience, environment}: SourceOptions,
	signal: AbortSignal | undefined,
): Promise<UnitMap> {
	const units = new Map<string, UnitFacts>();
	const reader = new ShowReader();
	const keep = (found: readonly UnitFacts[]): void => {
		for (const facts of found) {
			units.set(facts.name, facts);
		}
	};

	const {exitCode, complaint} = await runSystemctl({
		words: [...(isUser ? ['--user'] : []), 'show', `--property=${unitProperties.join(',')}`, '--', '*.service', '*.scope', '*.slice'],
		milliseconds: patienceMilliseconds,
		signal,
		onOutput(text) {
			keep(reader.push(text));
		},
	}, environment);
	keep(reader.end());
	if (exitCode !== 0 && units.size === 0) {
		throw errorOf(complaint, exitCode);
	}

	return units;
}
