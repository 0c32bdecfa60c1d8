import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {readlinkSync} from 'node:fs';
import {connect, createServer} from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {
	firstSample,
	isMissing,
	unsupported,
	type Known,
} from '../../../source/known.ts';
import {UnixPeers, type Peers} from '../../../source/sampler/parts/unix-peers.ts';
import {eventually} from '../../helpers/engine.ts';
import {makeFolder} from '../../helpers/live-process.ts';

const network = Number(/\d+/.exec(readlinkSync('/proc/self/ns/net'))![0]);
const inodeOf = (socket: object): number => {
	const {fd} = (socket as {_handle: {fd: number}})._handle;
	return Number(/\d+/.exec(readlinkSync(`/proc/self/fd/${fd}`))![0]);
};

test('of a real connection each end is the other one\'s peer', {skip: spawnSync('ss', ['-H']).status !== 0 && 'there is no ss here'}, async t => {
	const server = createServer().listen(path.join(makeFolder(), 'x.sock'));
	await once(server, 'listening');
	const client = connect(server.address() as string);
	const [served] = await once(server, 'connection') as [object & {destroy(): void}];
	t.after(() => {
		client.destroy();
		served.destroy();
		server.close();
	});
	const peers = new UnixPeers();
	assert.equal(peers.read(process.pid, network, 0), firstSample);
	const known = await eventually('an answer', () => {
		const answer: Known<Peers> = peers.read(process.pid, network, 0);
		return isMissing(answer) ? undefined : answer;
	});
	assert.equal(known.get(inodeOf(client)), inodeOf(served));
	assert.equal(known.get(inodeOf(served)), inodeOf(client));
	// Another namespace is another question.
	assert.equal(peers.read(process.pid, network + 1, 0), firstSample);
});

test('where nobody can be asked it is unsupported', async () => {
	const peers = new UnixPeers();
	const gonePid = 4_194_305;
	assert.equal(peers.read(gonePid, 1, 0), firstSample);
	await eventually('the refusal', () => peers.read(gonePid, 1, 0) === unsupported);
});
