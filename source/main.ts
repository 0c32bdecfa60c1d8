/**
Words on the command line to a screen, a table or JSON.
*/
import process from 'node:process';
import {explore} from './explore.ts';
import {helpText} from './flags.ts';
import {parseOptions, UsageError, type Options} from './options.ts';
import {print} from './print.ts';
import {createTheme, detectTheme} from './text/theme.ts';
import type {Opening} from './ui/opening.ts';
import type {Sort} from './ui/state.ts';
import {readSort} from './ui/table/sort-word.ts';
import {version} from './version.ts';
import {prepare} from './host/local.ts';

// What Node.js thinks of a library's age is not for the person at the screen, and would be written across it.
process.noDeprecation = true;

/**
Runs the program to its end and gives the exit code: 0 done, 1 failed, 2 a wrong word, 128 and the number of the signal that ended it.
*/
export async function main(words: readonly string[]): Promise<number> {
	try {
		const options = parseOptions(words);
		if (options.help || options.version) {
			process.stdout.write(`${options.help ? helpText() : version}\n`);
			return 0;
		}

		if (process.env.NSTOP_LOG) {
			const {startLog} = await import('./output/log.ts');
			startLog(process.env.NSTOP_LOG, `nstop ${version} starts, Node.js ${process.versions.node}, pid ${process.pid}`);
		}

		const opening: Opening = {selection: options.selection, filter: options.filter, sort: sortOf(options)};
		const choice = detectTheme(process.env, process.stdout.isTTY);
		const host = prepare(options);
		try {
			const isPrinted = options.json || options.diagnose || !hasScreen();
			return await (isPrinted
				? print({...options, opening}, host, choice.isUnicode)
				: explore({...options, opening}, host, createTheme(choice)));
		} finally {
			await Promise.race([host.end(), new Promise(resolve => {
				setTimeout(resolve, 500).unref();
			})]);
		}
	} catch (error) {
		return explain(error);
	}
}

/**
A screen needs a terminal at both ends, and one that can place the cursor.
*/
function hasScreen(): boolean {
	return process.stdout.isTTY && process.stdin.isTTY && process.env.TERM !== 'dumb';
}

function sortOf({sort}: Options): Sort | undefined {
	const read = sort === undefined ? undefined : readSort(sort, 'containers');
	if (read && 'refusal' in read) {
		throw new UsageError(read.refusal);
	}

	return read;
}

function explain(error: unknown): number {
	if (error instanceof UsageError) {
		process.stderr.write(`nstop: ${error.message.replace(/\.$/, '')}. nstop --help lists the flags.\n`);
		return 2;
	}

	if (error instanceof Error && 'code' in error && error.code === 'EPIPE') {
		return 0;
	}

	process.stderr.write(`nstop: ${error instanceof Error ? error.message : String(error)}\n`);
	return 1;
}
