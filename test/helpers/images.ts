/**
Images for tests, made of this machine's own programs: nothing is downloaded.
*/

import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {
	chmodSync,
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	realpathSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type {TestEngine} from './engine.ts';

/**
`sh` and `ash` and the other applets of busybox, no bash.
*/
export const busyboxImage = 'nstop-test/busybox:latest';

/**
One program, `/sleep`, and no shell.
*/
export const shellLessImage = 'nstop-test/shell-less:latest';

/**
Busybox and this machine's bash with the libraries that it needs.
*/
export const bashImage = 'nstop-test/bash:latest';

const fillers: Readonly<Record<string, (root: string) => void>> = {
	[busyboxImage]: fillWithBusybox,
	[shellLessImage](root) {
		copyFileSync(busyboxProgram(), path.join(root, 'sleep'));
	},
	[bashImage](root) {
		fillWithBusybox(root);
		addProgram(root, '/bin/bash');
	},
};

/**
Makes the image in the engine unless it is there.
*/
export async function ensureImage(engine: TestEngine, image: string): Promise<void> {
	const found = await engine.docker('images', '--quiet', image);
	if (found !== '') {
		return;
	}

	const root = mkdtempSync('/tmp/nsi-');
	try {
		// Some storage keeps that of the root directory too, which not only root has to get into.
		chmodSync(root, 0o755);
		for (const folder of ['bin', 'dev', 'etc', 'proc', 'root', 'sys', 'tmp']) {
			mkdirSync(path.join(root, folder));
		}

		writeFileSync(path.join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
		fillers[image]?.(root);
		await importImage(engine, root, image);
	} finally {
		rmSync(root, {recursive: true});
	}
}

async function importImage(engine: TestEngine, root: string, image: string): Promise<void> {
	const archive = spawn('tar', ['--create', '--directory', root, '.'], {stdio: ['ignore', 'pipe', 'inherit']});
	const client = spawn('docker', ['import', '--change', 'CMD ["sh"]', '-', image], {
		env: {...process.env, DOCKER_HOST: engine.address, DOCKER_CONTEXT: ''},
		stdio: ['pipe', 'ignore', 'inherit'],
	});
	archive.stdout.pipe(client.stdin);
	const [code] = await once(client, 'exit') as [number | undefined];
	if (code !== 0) {
		throw new Error(`The image ${image} could not be made`);
	}
}

function fillWithBusybox(root: string): void {
	const program = busyboxProgram();
	copyFileSync(program, path.join(root, 'bin/busybox'));
	const applets = spawnSync(program, ['--list'], {encoding: 'utf8'})
		.stdout.split('\n')
		.filter(applet => applet !== '' && applet !== 'busybox');
	for (const applet of applets) {
		symlinkSync('busybox', path.join(root, 'bin', applet));
	}
}

function addProgram(root: string, program: string): void {
	const listing = spawnSync('ldd', [program], {encoding: 'utf8'}).stdout;
	const libraries = [...listing.matchAll(/(\/\S+)/g)].map(match => match[1]!);
	for (const file of [program, ...libraries]) {
		const copy = path.join(root, file);
		mkdirSync(path.dirname(copy), {recursive: true});
		copyFileSync(realpathSync(file), copy);
	}
}

function busyboxProgram(): string {
	const place = spawnSync('sh', ['-c', 'command -v busybox'], {encoding: 'utf8'}).stdout.trim();
	return realpathSync(place);
}
