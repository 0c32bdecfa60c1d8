/**
The interactive run: the screen from its first paint until it is left, and the terminal given back on every way out.
*/
import {once} from 'node:events';
import process from 'node:process';
import {setImmediate as immediately, setTimeout as sleep} from 'node:timers/promises';
import {childProcess} from './builtins.ts';
import {allActions} from './ui/actions/index.ts';
import {createKeymap} from './settings/keymap.ts';
import {Explorer} from './ui/explorer.ts';
import type {Opening} from './ui/opening.ts';
import type {Options} from './options.ts';
import {followJobControl, stopJob} from './terminal/job.ts';
import {createClipboard} from './terminal/clipboard.ts';
import {rehearse, runInTerminal} from './terminal/run.ts';
import {wantsAtFirst} from './sampler/wants.ts';
import {openTerminalInput} from './terminal/input.ts';
import {openTerminalOutput} from './terminal/output.ts';
import type {Theme} from './text/theme.ts';
import type {Snapshot} from './model/snapshot.ts';
import type {Store} from './store.ts';
import type {Host} from './host/host.ts';

/**
How long a terminal that does not read and an engine that does not answer are waited for at the end.
*/
const patienceMilliseconds = 500;

/**
While Ink is loaded, which takes a tenth of a second, no answer of an engine could be shown; without it, no key. Keys wait so long at
most for names to come first.
*/
const namesFirstMilliseconds = 150;

const endings = {
	SIGTERM: 15, SIGHUP: 1, SIGINT: 2, SIGQUIT: 3,
} as const;

/**
Shows the screen until the person leaves; gives the exit code.
*/
export async function explore(options: Options & {readonly opening: Opening}, host: Host, theme: Theme): Promise<number> {
	const {snapshots} = host;
	host.want(wantsAtFirst);
	host.start();
	const output = openTerminalOutput();
	const input = openTerminalInput();
	const explorer = new Explorer({
		output,
		input,
		host,
		settings: {theme, keymap: createKeymap(allActions(false)), columns: {}},
		isReadOnly: options.readOnly,
		opening: options.opening,
		runInTerminal,
		rehearse,
		copy: createClipboard(
			bytes => {
				output.write(bytes);
			},
			process.env,
			(command, words, settings) => childProcess().spawn(command, words, settings),
		),
		setOutputProcessing,
		stopJob,
	});
	const {promise: ended, resolve: end} = Promise.withResolvers<number>();
	for (const [signal, number] of Object.entries(endings)) {
		// Stays for good: where no listener but its own is left, a library of Ink ends the process at once, with the terminal as it is.
		process.on(signal, () => {
			end(128 + number);
		});
	}

	// A window that was made smaller and larger again in one go has lost what was cut off, though its size is the same.
	process.on('SIGWINCH', () => {
		explorer.redraw();
	});
	followJobControl(explorer);
	// The terminal is gone: there is nobody to show anything to.
	process.stdout.on('error', () => {
		end(1);
	});
	input.onEnd(() => {
		end(1);
	});
	process.on('exit', () => {
		explorer.stop();
	});
	process.once('uncaughtException', error => {
		// What is on its way to the terminal must not come after the bytes that give it back.
		void output.drained(patienceMilliseconds).then(() => {
			explorer.stop();
			const report = `nstop: internal error: ${error.stack ?? error.message}\n`;
			if (process.stderr.isTTY) {
				output.writeLast(report);
			} else {
				process.stderr.write(report);
			}

			process.exit(1);
		});
	});

	explorer.paint();
	host.begin();
	await Promise.race([namesCome(snapshots), sleep(namesFirstMilliseconds)]);
	// What came is painted first.
	await immediately();
	await explorer.start();
	const code = await Promise.race([ended, explorer.quit.then(() => 0)]);
	await Promise.all([output.drained(patienceMilliseconds), explorer.prepareStop(patienceMilliseconds)]);
	explorer.stop();
	return code;
}

/**
Settles with the first snapshot for which each engine has answered or failed to.
*/
async function namesCome(snapshots: Store<Snapshot | undefined>): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<undefined>();
	const look = (): void => {
		if (snapshots.get()?.engines.every(({state}) => state !== 'connecting')) {
			resolve(undefined);
		}
	};

	const end = snapshots.subscribe(look);
	look();
	await promise;
	end();
}

/**
Node's raw mode is for input alone, so the terminal's own tool does it.
*/
async function setOutputProcessing(isOn: boolean): Promise<void> {
	const tool = childProcess().spawn('stty', [isOn ? 'opost' : '-opost'], {stdio: ['inherit', 'ignore', 'ignore']});
	// Where there is no such tool, only full-screen programs suffer.
	await once(tool, 'exit').catch(() => undefined);
}
