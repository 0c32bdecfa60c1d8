import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import type {Socket} from 'node:net';
import path from 'node:path';
import {afterEach, test} from 'node:test';
import {openUnitSource, type UnitSource} from '../../source/systemd/unit-source.ts';
import {fakeSystemctl, type FakeSystemctl} from '../helpers/fake-systemctl.ts';
import {fakeVarlink, repliesOf, type FakeVarlink} from '../helpers/fake-varlink.ts';
import {makeFolder, until} from '../helpers/live-process.ts';

const recorded = JSON.parse(readFileSync(new URL('../fixtures/systemd/list-262.json', import.meta.url), 'utf8')) as unknown[];
const runtime = {ActiveState: 'active'};
const unit = (name: string) => ({context: {ID: name}, runtime: {...runtime, Service: {MainPID: {pid: 7}, Result: 'success'}}});
const barely = (name: string) => ({context: {ID: name}, runtime});

const servers: FakeVarlink[] = [];
afterEach(() => {
	for (const server of servers.splice(0)) {
		server.close();
	}
});

async function serve(answer: (socket: Socket, question: string) => void): Promise<FakeVarlink> {
	const server = await fakeVarlink(answer);
	servers.push(server);
	return server;
}

function openSource({socketPath}: FakeVarlink, {environment}: FakeSystemctl = client(), patienceMilliseconds = 60_000): UnitSource {
	return openUnitSource({varlinkPath: socketPath, environment, patienceMilliseconds});
}

const client = (script = 'echo Id=client.service') => fakeSystemctl(script);

test('the socket is asked for all units, each time on a connection of its own', async () => {
	const server = await serve(socket => {
		socket.write(repliesOf(recorded));
	});
	const systemctl = client();
	const source = openSource(server, systemctl);
	for (let round = 1; round <= 3; round++) {
		const units = await source.read();
		assert.equal(units.size, 8);
		assert.equal(units.get('web.service')?.mainPid, 34);
		assert.equal(server.asked.length, round);
		await until(() => server.open.size === 0);
	}

	assert.deepEqual(JSON.parse(server.asked[0]!), {method: 'io.systemd.Unit.List', parameters: {}, more: true});
	assert.deepEqual(systemctl.calls(), []);
});

test('it does not matter how the answer is cut', async () => {
	const bytes = new TextEncoder().encode(repliesOf([unit('a.service'), {...unit('b.service'), odd: 'é🐳'}, barely('é.slice')]));
	for (const length of [1, 3, 64]) {
		const server = await serve(socket => {
			socket.setNoDelay(true);
			for (let start = 0; start < bytes.length; start += length) {
				socket.write(bytes.subarray(start, start + length));
			}
		});
		assert.deepEqual([...(await openSource(server).read()).keys()], ['a.service', 'b.service', 'é.slice']);
	}
});

test('where nobody listens, the client is asked, and the socket no more', async () => {
	const systemctl = client();
	const varlinkPath = path.join(makeFolder(), 'io.systemd.Manager');
	const source = openUnitSource({varlinkPath, environment: systemctl.environment});
	for (let round = 1; round <= 2; round++) {
		assert.deepEqual([...(await source.read()).keys()], ['client.service']);
		assert.equal(systemctl.calls().length, round);
	}
});

test('so it is where the method is not known, or leaves out how services run', async () => {
	for (const answer of [
		`${JSON.stringify({error: 'org.varlink.service.MethodNotFound', parameters: {method: 'x'}})}\0`,
		`${JSON.stringify({error: {}})}\0`,
		repliesOf([barely('a.service'), barely('b.scope')]),
	]) {
		const server = await serve(socket => {
			socket.write(answer);
		});
		const systemctl = client();
		const source = openSource(server, systemctl);
		assert.deepEqual([...(await source.read()).keys()], ['client.service'], answer);
		assert.deepEqual([...(await source.read()).keys()], ['client.service'], answer);
		assert.equal(server.asked.length, 1, answer);
	}
});

test('what the socket tells is taken where there is no client', async () => {
	const server = await serve(socket => {
		socket.write(repliesOf([barely('a.service')]));
	});
	const source = openUnitSource({varlinkPath: server.socketPath, environment: {PATH: makeFolder()}});
	for (let round = 1; round <= 2; round++) {
		assert.deepEqual((await source.read()).get('a.service')?.mainPid, {missing: 'unsupported'});
		assert.equal(server.asked.length, round);
	}
});

test('an answer that is none is not believed', async () => {
	const half = repliesOf([unit('a.service'), unit('b.service')]);
	const odd: ReadonlyArray<readonly [string, string | Uint8Array, 'end' | 'stay']> = [
		['ended in the middle', half.slice(0, -20), 'end'],
		['ended at once', '', 'end'],
		['no JSON', 'Id=a.service\0', 'stay'],
		['no object', '[]\0', 'stay'],
		['no text', new Uint8Array([0xFF, 0xFE, 0, 0, 0]), 'stay'],
		['without an end', 'x'.repeat(17 * 1024 * 1024), 'stay'],
	];
	for (const [name, answer, then] of odd) {
		const server = await serve(socket => {
			socket.write(answer);
			if (then === 'end') {
				socket.end();
			}
		});
		const systemctl = client();
		assert.deepEqual([...(await openSource(server, systemctl).read()).keys()], ['client.service'], name);
		await until(() => server.open.size === 0);
	}
});

test('a manager that does not answer is not asked a second time by the client', async () => {
	const server = await serve(socket => {
		socket.write(repliesOf([unit('a.service'), unit('b.service')]).split('\0', 1)[0]!);
	});
	const systemctl = client();
	await assert.rejects(openSource(server, systemctl, 150).read(), {code: 'timeout'});
	await until(() => server.open.size === 0);
	assert.deepEqual(systemctl.calls(), []);
});

test('ten thousand units come in one answer', async () => {
	const server = await serve(socket => {
		socket.write(repliesOf(Array.from({length: 10_000}, (_, index) => ({...unit(`unit${index}.service`), odd: 'x'.repeat(2000)}))));
	});
	const units = await openSource(server).read();
	assert.equal(units.size, 10_000);
	assert.ok(units.has('unit9999.service'));
});
