/**
Compose's command line on this machine, for the projects that have rows.
*/
import process from 'node:process';
import {findClient, type ComposeClient} from '../compose/client.ts';
import {
	composeCommand,
	environmentOf,
	type ComposeCommand,
	type ComposePlace,
	type ComposeVerb,
} from '../compose/command.ts';
import {lackOf} from '../compose/lack.ts';
import {composeProjectOf} from '../compose/project.ts';
import {readReport, type ComposeReport} from '../compose/report.ts';
import {start, type Ending, type Running} from '../compose/run.ts';
import {composeSentence, lackSentence} from '../compose/sentence.ts';
import type {Engine} from '../engine/engine.ts';
import type {Known} from '../known.ts';
import type {LogSource} from '../logs/line.ts';
import type {ContainerKey} from '../model/keys.ts';
import {membersOf} from '../model/project.ts';
import type {Snapshot} from '../model/snapshot.ts';
import {KeptOutput} from './kept-output.ts';

/**
A command that was started. Its output is the log with the key `id`.
*/
type StartedCommand = {readonly id: string; readonly ended: Promise<Ending>};

export type ComposeHost = {
	/**
	The command for what is to be done with the project of a row; a sentence for people where it cannot be run. Nothing is done yet.
	*/
	plan(project: ContainerKey, verb: ComposeVerb): Promise<ComposeCommand | string>;
	/**
	Starts a command.
	*/
	start(command: ComposeCommand): StartedCommand;
	/**
	Asks a command to end, and ends it where it does not.
	*/
	stop(id: string): void;
	/**
	Has Compose read the files of a project; a sentence for people where it cannot, or does not answer in time.
	*/
	report(project: ContainerKey, signal: AbortSignal): Promise<ComposeReport | string>;
};

type Surroundings = {
	readonly snapshot: () => Snapshot | undefined;
	readonly engine: (id: string | undefined) => Pick<Engine, 'address'> | undefined;
	/**
	Looks whether there is a file or folder.
	*/
	readonly identify: (path: string) => Known<unknown>;
	readonly environment?: NodeJS.ProcessEnv;
};

type OpenCompose = ComposeHost & {
	/**
	The output of a command; undefined where no command has this id.
	*/
	log(id: string): LogSource | undefined;
	/**
	Asks all commands to end, and does not wait.
	*/
	end(): void;
};

/**
The output of no more commands is kept, those that run left aside.
*/
const mostKept = 20;

type Kept = {readonly running: Running; readonly output: KeptOutput; isEnded: boolean};

/**
Nothing is looked for before the first question. What is found once is not looked for again; what is not may be installed later.
*/
export function openCompose({snapshot, engine, identify, environment = process.env}: Surroundings): OpenCompose {
	const found = new Map<boolean, Promise<ComposeClient>>();
	const kept = new Map<string, Kept>();
	let count = 0;

	const clientFor = async (isOfPodmanCompose: boolean): Promise<ComposeClient> => {
		const known = found.get(isOfPodmanCompose) ?? findClient({isOfPodmanCompose, environment});
		found.set(isOfPodmanCompose, known);
		try {
			return await known;
		} catch (error) {
			found.delete(isOfPodmanCompose);
			throw error;
		}
	};

	const placeOf = async (key: ContainerKey, doing: string): Promise<ComposePlace | string> => {
		const now = snapshot();
		const row = now?.projects.get(key);
		const members = row?.sumOf?.lost ?? (now && row ? membersOf(row, now) : []);
		if (!row || members.length === 0) {
			return 'This Compose project is gone.';
		}

		// The newest one was started with the files that hold now. Several engines may have a project of this name.
		const [newest] = members
			.flatMap(({labels, engine: id, createdAt = 0}) => {
				const project = composeProjectOf(labels);
				const address = engine(id)?.address;
				return project && address !== undefined ? [{project, address, createdAt}] : [];
			})
			.toSorted((a, b) => b.createdAt - a.createdAt);
		if (!newest) {
			return `No engine has answered for ${row.name}: Compose needs one. Try again in a moment.`;
		}

		const {project, address} = newest;

		const lack = lackOf(project, identify);
		if (lack) {
			return lackSentence(lack, project.name);
		}

		try {
			return {client: await clientFor(project.isOfPodmanCompose), project, address};
		} catch (error) {
			return composeSentence(error, `${doing} ${project.name}`, project.isOfPodmanCompose);
		}
	};

	return {
		async plan(key, verb) {
			const place = await placeOf(key, `run compose ${verb} for`);
			return typeof place === 'string' ? place : composeCommand(verb, place);
		},
		start(command) {
			count++;
			const id = `compose:${count}`;
			const output = new KeptOutput();
			const running = start({...command, environment: environmentOf(command, environment)}, (stream, chunk) => {
				output.push(stream, chunk);
			});
			const entry: Kept = {running, output, isEnded: false};
			kept.set(id, entry);
			const oldest = [...kept].filter(([, {isEnded}]) => isEnded).slice(0, Math.max(0, kept.size - mostKept));
			for (const [key] of oldest) {
				kept.delete(key);
			}

			return {
				id,
				ended: running.ended.finally(() => {
					entry.isEnded = true;
					output.end();
				}),
			};
		},
		stop(id) {
			kept.get(id)?.running.stop();
		},
		async report(key, signal) {
			const place = await placeOf(key, 'read the Compose file of');
			if (typeof place === 'string') {
				return place;
			}

			try {
				return await readReport(place, environment, signal);
			} catch (error) {
				const {name, isOfPodmanCompose} = place.project;
				return composeSentence(error, `read the Compose file of ${name}`, isOfPodmanCompose);
			}
		},
		log: id => kept.get(id)?.output.source,
		end() {
			for (const {running} of kept.values()) {
				running.stop();
			}
		},
	};
}
