import assert from 'node:assert/strict';
import {createServer, type Server} from 'node:net';
import {mkdirSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test, {after, before} from 'node:test';
import {eventually} from '../helpers/engine.ts';
import {printDocument, runProgram, type ContainerDocument, type Document} from '../helpers/documents.ts';
import {Workshop, workshopLack, wordsOf} from '../helpers/workshop.ts';
import {
	containerIn,
	namespaceInode,
	openZoo,
	statusField,
} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('isolation');
const ids = new Map<string, string>();
let other: Server;
let document: Document;
let table: readonly string[];
const socket = zoo.engine.socketPath;

before(async () => {
	if (skip !== false) {
		return;
	}

	const workshop = new Workshop();
	// Some other daemon's socket.
	const otherSocket = path.join(workshop.folder, 'other.sock');
	other = createServer().listen(otherSocket);
	const sleep = ['--', 'sleep', '3000'] as const;
	const containers: Readonly<Record<string, readonly string[]>> = {
		plain: sleep,
		hosts: ['--pid', 'host', '--ipc', 'host', '--uts', 'host', ...sleep],
		privileged: ['--privileged', ...sleep],
		added: ['--cap-add', 'SYS_ADMIN', '--cap-drop', 'KILL', ...sleep],
		unfiltered: ['--security-opt', 'seccomp=unconfined', ...sleep],
		hardened: ['--read-only', '--security-opt', 'no-new-privileges', '--cap-drop', 'ALL', ...sleep],
		'dood': ['--volume', `${socket}:/var/run/docker.sock`, ...sleep],
		'dood-renamed': ['--volume', `${socket}:/tmp/nothing-to-see`, ...sleep],
		'dood-directory': ['--volume', `${path.dirname(socket)}:/somewhere:ro`, ...sleep],
		'other-socket': ['--volume', `${otherSocket}:/var/run/docker.sock`, ...sleep],
		'elsewhere': ['--cgroup-parent', '/nstop-test-isolation', '--pid', 'host', ...sleep],
	};
	for (const [name, words] of Object.entries(containers)) {
		ids.set(name, await zoo.run(name, ...words));
	}

	ids.set('shares', await zoo.run('shares', '--network', `container:${zoo.fullName('plain')}`, ...sleep));
	document = await printDocument([...zoo.words, '--interval', '0.4']);
	table = (await runProgram([...zoo.words, '--interval', '0.4'])).stdout.split('\n');
});
after(() => {
	other?.close();
});

const find = (name: string): ContainerDocument => containerIn(document, ids.get(name)!);

/**
The words in the plain table's column, up to where they are cut.
*/
function flagsOf(name: string): string {
	const column = table[0]!.indexOf('FLAGS');
	const line = table.find(row => row.includes(zoo.fullName(name).slice(0, 20)) && row.includes(` ${find(name).initPid} `));
	return line!.slice(column, table[0]!.indexOf('MEM'));
}

const lists = (mask: string): number => [...BigInt(`0x${mask}`).toString(2)].filter(bit => bit === '1').length;
