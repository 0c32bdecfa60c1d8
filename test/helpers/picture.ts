/**
Makes the README's picture, media/screen.svg, from a real run: containers made for it on an engine of its own, the built program in a
real terminal.
Needs root and Debian's dockerd. A word after the script's name is a file to which rsvg-convert writes the picture as PNG, too. All of
it lives in namespaces of its own, so that nothing else that runs on the machine gets into the picture and nothing of it stays behind.
*/
import {spawnSync} from 'node:child_process';
import {
	chmodSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {eventually, startEngine, type TestEngine} from './engine.ts';
import {busyboxImage, ensureImage} from './images.ts';
import {endPrograms, startInTerminal, type ProgramInTerminal} from './program.ts';
import {screenToSvg} from './svg.ts';

const columns = 120;
const rows = 40;
const secondsToFillSparklines = 25;
const script = fileURLToPath(import.meta.url);
const picture = fileURLToPath(new URL('../../media/screen.svg', import.meta.url));

/**
What the containers run, each by a name that says what it stands for.
*/
const programs: Readonly<Record<string, string>> = {
	api: 'sh /app/queue & sh /app/report & exec httpd -f -p 8000 -h /app',
	queue: 'while :; do wget -q -O /dev/null http://cache/page; sleep 0.5; done',
	report: 'while :; do n=0; while [ $n -lt 60000 ]; do n=$((n+1)); done; sleep 2; done',
	proxy: 'while :; do wget -q -O /dev/null http://api:8000/page; sleep 0.3; done',
	scrape: 'while :; do wget -q -O /dev/null http://127.0.0.1:8000/health; sleep 2; done',
	database: 'sh /app/checkpoint & sh /app/buffers & while :; do dd if=/dev/zero of=/data/log bs=16k count=64 2>/dev/null; sleep 0.4; done',
	checkpoint: 'while :; do for n in 1 2 3 4 5 6 7 8; do sha256sum /data/log >/dev/null; done; sleep 4; done',
	buffers:
		'exec awk \'BEGIN {pool = "0123456789abcdef"; while (length(pool) < 30000000) pool = pool pool; while (1) system("sleep 60")}\'',
	resize:
		'while :; do for rounds in 400000 150000 250000 60000; do n=0; while [ $n -lt $rounds ]; do n=$((n+1)); done; sleep 0.3; done; done',
	watch: 'while :; do ls /proc >/dev/null; sleep 1; done',
	page: 'x'.repeat(60_000),
	health: 'ok',
};

const containers: ReadonlyArray<readonly [name: string, image: string, options: readonly string[], command: readonly string[]]> = [
	['cache', 'shop/cache:7', ['--memory', '128m', '--read-only'], ['sh', '-c', 'sh /app/buffers & exec httpd -f -p 80 -h /app']],
	['api', 'shop/api:2.3', ['--memory', '128m', '--publish', '8000:8000'], ['sh', '/app/api']],
	[
		'web',
		'shop/web:1.8',
		['--user', '13', '--memory', '64m', '--publish', '80:80'],
		['sh', '-c', 'sh /app/proxy & exec httpd -f -p 80 -h /app'],
	],
	['metrics', 'shop/prom:0.4', ['--network', 'container:api'], ['sh', '/app/scrape']],
	['db', 'shop/db:16', ['--memory', '256m', '--volume', '/data'], ['sh', '/app/database']],
	['worker', 'shop/jobs:1.1', ['--cpus', '0.4'], ['sh', '/app/resize']],
	['agent', 'shop/agent:3', ['--pid', 'host'], ['sh', '/app/watch']],
	['migrate', 'shop/api:2.3', [], ['sleep', '9000']],
];

if (process.env.NSTOP_PICTURE === undefined) {
	// The shell is the first process there: it reaps what the engine leaves behind.
	const command = 'echo shop >/proc/sys/kernel/hostname; mount -t tmpfs none /run; "$@"; exit $?';
	const {status} = spawnSync(
		'unshare',
		[
			'--pid',
			'--fork',
			'--kill-child',
			'--mount-proc',
			'--uts',
			'sh',
			'-c',
			command,
			'sh',
			process.execPath,
			'--import=tsx',
			script,
			...process.argv.slice(2),
		],
		{
			env: {...process.env, NSTOP_PICTURE: '1'},
			stdio: 'inherit',
		},
	);
	process.exitCode = status ?? 1;
} else {
	const engine = await startEngine({isPrivate: true});
	if ('unavailable' in engine) {
		throw new Error(`No picture without an engine: ${engine.unavailable}`);
	}

	try {
		await drawPicture(engine);
	} finally {
		await engine.stop();
	}

	const png = process.argv[2];
	if (png !== undefined) {
		spawnSync('rsvg-convert', ['--zoom', '1.4', '--output', png, picture], {stdio: 'inherit'});
	}
}

async function drawPicture(engine: TestEngine): Promise<void> {
	const folder = mkdtempSync('/tmp/nstop-picture-');
	// One of the containers does not run as root.
	chmodSync(folder, 0o755);
	try {
		await fillEngine(engine, folder);
		// On the empty /run of this mount namespace, the engine gets the place that everybody knows.
		symlinkSync(engine.socketPath, '/run/docker.sock');
		const terminal = startInTerminal(columns, rows, {environment: {DOCKER_HOST: undefined}});
		try {
			await select(terminal, 'api');
			await sleep(secondsToFillSparklines * 1000);
			mkdirSync(path.dirname(picture), {recursive: true});
			writeFileSync(
				picture,
				screenToSvg(terminal.xterm, 'nstop with eight containers: their processes, namespaces and statistics on one screen'),
			);
		} finally {
			console.log(await terminal.screenText());
			endPrograms();
		}
	} finally {
		rmSync(folder, {recursive: true});
	}
}

async function fillEngine(engine: TestEngine, folder: string): Promise<void> {
	for (const [name, text] of Object.entries(programs)) {
		writeFileSync(path.join(folder, name), `${text}\n`);
	}

	await ensureImage(engine, busyboxImage);
	await engine.docker('network', 'create', 'shop');
	for (const [name, image, options, command] of containers) {
		await engine.docker('tag', busyboxImage, image);
		const network = options.includes('--network') ? [] : ['--network', 'shop'];
		await engine.docker('run', '--detach', '--name', name, '--volume', `${folder}:/app:ro`, ...network, ...options, image, ...command);
	}

	await engine.docker('kill', 'migrate');
}

/**
Moves the cursor down to a container, as a person would.
*/
async function select(terminal: ProgramInTerminal, name: string): Promise<void> {
	const isSelected = async (): Promise<boolean> => {
		const screen = await terminal.screenText();
		return screen.includes(`Processes of ${name} `);
	};

	await eventually('the names of the engine are on screen', async () => {
		const screen = await terminal.screenText();
		return containers.every(each => screen.includes(each[0]));
	});
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
