import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {
	mkdirSync,
	readdirSync,
	rmdirSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test, {before} from 'node:test';
import {printDocument} from '../helpers/documents.ts';
import {Workshop, workshopLack} from '../helpers/workshop.ts';

const skip = workshopLack;
const workshop = new Workshop();
const name = `nstop-lxc-${process.pid}`;
const ask = {lxc: (_command: string, ..._words: readonly string[]): string => ''};
let lack: string | undefined;

before(() => {
	if (skip !== false) {
		return;
	}

	try {
		const packages = workshop.unpack(['lxc', 'liblxc1', 'liblxc-common']);
		const folder = path.join(workshop.folder, 'lxc');
		const places = path.join(folder, 'places');
		const template = path.join(folder, 'lxc-tiny');
		const settings = path.join(folder, 'settings');
		for (const directory of [folder, places, path.join(folder, 'mount')]) {
			mkdirSync(directory);
		}

		const root = workshop.rootDirectory('lxc-image');
		writeFileSync(template, `#!/bin/sh
for word; do case $word in --rootfs=*) cp -a ${root}/. "\${word#--rootfs=}";; esac; done
`, {mode: 0o755});
		writeFileSync(settings, `lxc.net.0.type = empty
lxc.apparmor.profile = unconfined
lxc.cap.drop = sys_resource
lxc.rootfs.mount = ${folder}/mount
`);
		ask.lxc = (command, ...words) => {
			const {status, stdout, stderr} = spawnSync(path.join(packages, 'usr/bin', `lxc-${command}`), ['-P', places, '-n', name, ...words], {
				encoding: 'utf8',
				timeout: 60_000,
				env: {...process.env, LD_LIBRARY_PATH: path.join(packages, 'usr/lib/x86_64-linux-gnu')},
				// What it leaves running would hold a pipe.
				stdio: ['ignore', command === 'start' ? 'ignore' : 'pipe', 'pipe'],
			});
			if (status !== 0) {
				throw new Error(`lxc-${command}: ${stderr}`);
			}

			return stdout ?? '';
		};

		ask.lxc('create', '-t', template, '-f', settings, '--', '--dist', 'tiny', '--release', '7');
		ask.lxc('start', '-d', '--', '/bin/sleep', '3000');
		workshop.atEnd(async () => {
			ask.lxc('stop', '-k');
			removePivot();
		});
	} catch (error) {
		lack = (error as Error).message;
	}
});

/**
What stops a container goes into a cgroup that LXC leaves; where another one has gone there meanwhile, it stays.
*/
function removePivot(): void {
	const top = '/sys/fs/cgroup';
	for (const parent of [top, ...readdirSync(top).map(entry => path.join(top, entry))]) {
		try {
			rmdirSync(path.join(parent, 'lxc.pivot'));
		} catch {
			// It is not there or not empty.
		}
	}
}

test('A container of LXC has its name and the image that lxc-create has noted in its folder', {skip}, async t => {
	if (lack !== undefined) {
		t.skip(lack);
		return;
	}

	const initPid = Number(ask.lxc('info', '-p', '-H').trim());
	const {containers} = await printDocument(['--no-engine', '--interval', '0.4']);
	const found = containers.filter(container => container.name === name);
	assert.deepEqual(
		found.map(container => [container.runtime, container.image, container.initPid, container.pids, container.engine]),
		[['lxc', 'tiny 7', initPid, [initPid], null]],
	);
});
