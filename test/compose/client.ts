import assert from 'node:assert/strict';
import {chmodSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {findClient} from '../../source/compose/client.ts';
import {makeFolder} from '../helpers/live-process.ts';

/**
An environment whose PATH has these programs alone, each a line of shell.
*/
function environmentWith(programs: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
	const folder = makeFolder();
	for (const [name, script] of Object.entries(programs)) {
		const file = path.join(folder, name);
		writeFileSync(file, `#!/bin/sh\n${script}\n`);
		chmodSync(file, 0o755);
	}

	return {PATH: folder};
}

const unknown = 'echo "docker: unknown command: docker compose" >&2; exit 1';

test('the plugin comes before the program, and Docker\'s client without it is no Compose', async () => {
	const isOfPodmanCompose = false;
	const both = environmentWith({docker: 'echo "Docker Compose version v2.24.1-desktop.1"', 'docker-compose': 'echo 1.29.2'});
	const {name, version} = await findClient({isOfPodmanCompose, environment: both});
	assert.deepEqual([name, version], ['docker compose', '2.24.1-desktop.1']);
	const old = environmentWith({docker: unknown, 'docker-compose': 'echo "docker-compose version 1.29.2, build unknown"; echo "docker-py version: 5.0.3"'});
	const found = await findClient({isOfPodmanCompose, environment: old});
	assert.deepEqual([found.name, found.words, found.version], ['docker-compose', [], '1.29.2']);
});

test('what podman-compose has started is for podman-compose, where that is there', async () => {
	const isOfPodmanCompose = true;
	const both = environmentWith({docker: 'echo Docker Compose version v2.24.1', 'podman-compose': 'echo podman-compose version 1.0.6'});
	assert.equal((await findClient({isOfPodmanCompose, environment: both})).name, 'podman-compose');
	const one = environmentWith({docker: 'echo Docker Compose version v2.24.1'});
	assert.equal((await findClient({isOfPodmanCompose, environment: one})).name, 'docker compose');
});

test('without any there is none, and one that does not answer is not taken for absent', async () => {
	await assert.rejects(findClient({isOfPodmanCompose: false, environment: environmentWith({docker: unknown})}), {code: 'absent'});
	await assert.rejects(findClient({isOfPodmanCompose: false, environment: environmentWith({})}), {code: 'absent'});
	const hanging = environmentWith({docker: 'exec /bin/sleep 1000', 'docker-compose': 'echo 1.29.2'});
	await assert.rejects(findClient({isOfPodmanCompose: false, environment: hanging}), {
		code: 'silent', message: 'docker compose has not answered within 5 seconds',
	});
});
