/**
Where pictures are taken: an engine in namespaces of its own, so that nothing else that runs on the machine gets into a picture and
nothing of it stays behind. Needs root and Debian's dockerd.
*/
import {spawnSync} from 'node:child_process';
import {
	chmodSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {eventually, startEngine, type TestEngine} from '../engine.ts';
import {endPrograms, startInTerminal, type ProgramInTerminal} from '../program.ts';

type Stage = {
	readonly engine: TestEngine;
	/**
	An empty folder that containers may read.
	*/
	readonly folder: string;
};

/**
Runs the script once more in namespaces of its own, and there does with an engine what it is there for.
*/
export async function onStage(script: string, take: (stage: Stage) => Promise<void>): Promise<void> {
	if (process.env.NSTOP_PICTURE === undefined) {
		// The shell is the first process there: it reaps what the engine leaves behind.
		const command = 'echo shop >/proc/sys/kernel/hostname; mount -t tmpfs none /run; "$@"; exit $?';
		const namespaces = ['--pid', '--fork', '--kill-child', '--mount-proc', '--uts'];
		const words = ['sh', '-c', command, 'sh', process.execPath, '--import=tsx', script, ...process.argv.slice(2)];
		const {status} = spawnSync('unshare', [...namespaces, ...words], {env: {...process.env, NSTOP_PICTURE: '1'}, stdio: 'inherit'});
		process.exitCode = status ?? 1;
		return;
	}

	const engine = await startEngine({isPrivate: true});
	if ('unavailable' in engine) {
		throw new Error(`No picture without an engine: ${engine.unavailable}`);
	}

	const folder = mkdtempSync('/tmp/nstop-picture-');
	// Not all containers run as root.
	chmodSync(folder, 0o755);
	try {
		// On the empty /run of this mount namespace, the engine gets the place that everybody knows.
		symlinkSync(engine.socketPath, '/run/docker.sock');
		await take({engine, folder});
	} finally {
		endPrograms();
		rmSync(folder, {recursive: true});
		await engine.stop();
	}
}

/**
Opens the program in a terminal of a size and waits until it shows all of these names.
*/
export async function openOnStage(columns: number, rows: number, names: readonly string[]): Promise<ProgramInTerminal> {
	const terminal = startInTerminal(columns, rows, {environment: {DOCKER_HOST: undefined}});
	await eventually('the names of the engine are on screen', async () => {
		const screen = await terminal.screenText();
		return names.every(name => screen.includes(name));
	});
	return terminal;
}

/**
Moves the cursor down to a container, as a person would.
*/
export async function select(terminal: ProgramInTerminal, name: string): Promise<void> {
	const isSelected = async (): Promise<boolean> => {
		const screen = await terminal.screenText();
		return screen.includes(`Processes of ${name} `);
	};

	let presses = 0;
	await eventually(`${name} is selected`, async () => {
		if (await isSelected()) {
			return true;
		}

		// Rows change places meanwhile: whoever has passed it begins again.
		presses++;
		terminal.pty.write(presses % 10 === 0 ? 'g' : 'j');
		await sleep(400);
		return isSelected();
	});
}
