/**
Which shell a container has, found by running commands in it: the same for every engine.
*/
import {addAbortSignal, type Duplex} from 'node:stream';
import {ask, engineErrorOf} from './ask.ts';
import type {EngineOperations} from './operations.ts';

const startMilliseconds = 10_000;

/**
Looks through PATH with nothing but what each shell has built in, and starts what it finds: a file that is there may still not run.
Prints the path.
*/
const searchScript = `
for name in bash ash sh; do
	IFS=:
	for folder in $PATH; do
		if [ -f "$folder/$name" ] && [ -x "$folder/$name" ] && "$folder/$name" -c : >/dev/null 2>&1; then
			echo "shell=$folder/$name"
			exit 0
		fi
	done
done
exit 1
`;

/**
The best shell of a running container, to be given to `exec`: bash, ash, sh in this order, undefined if it has none. Mostly one exec of
`sh`, which knows of the
others; only where there is no `sh` the others are tried by name.

@throws {EngineError} where no command can be run: the container is paused, has stopped or is gone.
*/
export async function findShell(engine: Pick<EngineOperations, 'exec'>, id: string): Promise<string | undefined> {
	const search = await tryCommand(engine, id, ['sh', '-c', searchScript]);
	const found = /shell=(\/\S+)/.exec(search.output)?.[1];
	if (found !== undefined && search.exitCode === 0) {
		return found;
	}

	const names = search.canRun ? ['sh'] : ['bash', 'ash'];
	for (const name of names) {
		// eslint-disable-next-line no-await-in-loop -- the first that runs is wanted
		const {exitCode} = await tryCommand(engine, id, [name, '-c', ':']);
		if (exitCode === 0) {
			return name;
		}
	}

	return undefined;
}

type Trial = {readonly canRun: boolean; readonly exitCode: number | undefined; readonly output: string};

const longestOutputCharacters = 65_536;

/**
Runs a command to its end. Engines tell a command that is not there by exit code 126 or 127 and a message as output, or by refusing to
start it.
*/
async function tryCommand(engine: Pick<EngineOperations, 'exec'>, id: string, command: readonly string[]): Promise<Trial> {
	try {
		const {stream, exitCode} = await engine.exec(id, command, {columns: 200, rows: 24});
		const output = await ask({operation: 'exec', target: id, milliseconds: startMilliseconds}, async signal => readAll(stream, signal));
		const code = await exitCode();
		return {canRun: code !== 126 && code !== 127, exitCode: code, output};
	} catch (error) {
		const failure = engineErrorOf(error, {operation: 'exec', target: id, milliseconds: startMilliseconds});
		if (
			failure.code === undefined
			&& /executable file|no such file|command not found|was not found|exec format error|permission denied/i.test(failure.message)
		) {
			return {canRun: false, exitCode: undefined, output: ''};
		}

		throw failure;
	}
}

async function readAll(stream: Duplex, signal: AbortSignal): Promise<string> {
	addAbortSignal(signal, stream);
	let output = '';
	const decoder = new TextDecoder();
	for await (const chunk of stream as AsyncIterable<Uint8Array>) {
		output = (output + decoder.decode(chunk, {stream: true})).slice(0, longestOutputCharacters);
	}

	return output;
}
