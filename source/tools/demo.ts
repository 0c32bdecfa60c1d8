/**
`npm run demo`: makes a few real containers with util-linux alone, opens the explorer on them, and removes every trace of them when it
is left. Needs no engine, and no root where user namespaces may be made.
Words after it go to the explorer.
*/
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {constants} from 'node:os';
import process from 'node:process';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

// In a session of its own, so that the keys of this terminal cannot end it: it ends with its input, when this program does.
const keeper = spawn('sh', [pathOf('demo/keep.sh'), pathOf('demo/contain.sh')], {detached: true, stdio: ['pipe', 'pipe', 'inherit']});
const kept = once(keeper, 'close');
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		stop.abort(signal);
	});
}

process.exitCode = await isReady() ? await explore() : 1;
keeper.stdin.end();
await kept;

async function isReady(): Promise<boolean> {
	const {promise, resolve} = Promise.withResolvers<boolean>();
	createInterface({input: keeper.stdout}).once('line', line => {
		resolve(line === 'ready');
	});
	keeper.once('exit', () => {
		resolve(false);
	});
	stop.signal.addEventListener('abort', () => {
		resolve(false);
	});
	return promise;
}

/**
Its exit code, as a shell would tell it.
*/
async function explore(): Promise<number> {
	const explorer = spawn(pathOf('../../dist/cli.js'), process.argv.slice(2), {stdio: 'inherit'});
	stop.signal.addEventListener('abort', () => {
		explorer.kill(stop.signal.reason as NodeJS.Signals);
	});
	const [code, signal] = await once(explorer, 'exit') as [number | null, NodeJS.Signals | null];
	return code ?? 128 + constants.signals[signal!];
}
