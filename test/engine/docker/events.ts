
import assert from 'node:assert/strict';
import {createReadStream} from 'node:fs';
import {Readable} from 'node:stream';
import test from 'node:test';
import {eventOfLine, linesOf} from '../../../source/engine/docker/events.ts';

async function gather(lines: AsyncIterable<string>): Promise<readonly string[]> {
	return await Readable.from(lines).toArray() as readonly string[];
}

test('of a real stream only what changes a container is told: no networks, no execs', async () => {
	const actions: string[] = [];
	const ids: string[] = [];
	for await (const line of linesOf(
		createReadStream(new URL('../../fixtures/docker/events-20.10.ndjson', import.meta.url), {highWaterMark: 100}),
	)) {
		const event = eventOfLine(line);
		if (event !== undefined) {
			ids.push(event.id);
			actions.push(event.action);
		}
	}

	assert.deepEqual(ids.filter(id => !/^[\da-f]{64}$/.test(id)), []);
	assert.deepEqual(actions, ['rename', 'start', 'die', 'kill', 'restart', 'destroy', 'update']);
});

test('newer engines give no id but the actor\'s, the oldest nothing but id and status', () => {
	assert.deepEqual(eventOfLine('{"Type":"container","Action":"die","Actor":{"ID":"ab"}}'), {id: 'ab', action: 'die'});
	assert.deepEqual(eventOfLine('{"status":"start","id":"ab","from":"x","time":1}'), {id: 'ab', action: 'start', at: 1000});
});

test('the health comes after a colon', () => {
	assert.deepEqual(eventOfLine('{"Type":"container","Action":"health_status: unhealthy","id":"ab"}'), {id: 'ab', action: 'health_status', health: 'unhealthy'});
});

test('an event tells when it was, what the container was called, and what belongs to its action', () => {
	const event = (action: string, attributes: Record<string, string>) =>
		eventOfLine(JSON.stringify({
			Type: 'container', Action: action, Actor: {ID: 'ab', Attributes: attributes}, timeNano: 1_500_250_000,
		}));
	assert.deepEqual(event('die', {name: 'web', exitCode: '137'}), {
		id: 'ab', action: 'die', at: 1500.25, name: 'web', exitCode: 137,
	});
	assert.deepEqual(event('kill', {name: 'web', signal: '15'}), {
		id: 'ab', action: 'kill', at: 1500.25, name: 'web', signal: 15,
	});
	assert.deepEqual(event('rename', {name: 'api', oldName: '/web'}), {
		id: 'ab', action: 'rename', at: 1500.25, name: 'api', oldName: 'web',
	});
	assert.deepEqual(event('start', {name: 'web', exitCode: '0'}), {
		id: 'ab', action: 'start', at: 1500.25, name: 'web',
	}, 'labels may have any name');
});

test('Podman says died and remove', () => {
	assert.equal(eventOfLine('{"Type":"container","Action":"died","id":"ab"}')?.action, 'die');
	assert.equal(eventOfLine('{"Type":"container","Action":"remove","id":"ab"}')?.action, 'destroy');
});

test('an image or a volume of the same word is not a container', () => {
	assert.equal(eventOfLine('{"Type":"volume","Action":"destroy","Actor":{"ID":"ab"}}'), undefined);
});

test('lines that are no events are passed over', () => {
	for (const line of ['', '{', 'null', '[]', '7', '{"Action":7,"id":"a"}', '{"Action":"constructor","id":"a"}', '{"Action":"start"}']) {
		assert.equal(eventOfLine(line), undefined);
	}
});

test('a character cut in two by a chunk\'s end stays whole, and the last line needs no line feed', async () => {
	const bytes = new TextEncoder().encode('a\u{20AC}\nb');
	const chunks = Readable.from([bytes.subarray(0, 2), bytes.subarray(2)]);
	const lines = await gather(linesOf(chunks));
	assert.deepEqual(lines, ['a\u{20AC}', 'b']);
});

test('a line without an end is not gathered for ever', async () => {
	const endless = Readable.from((function * () {
		for (;;) {
			yield 'x'.repeat(100_000);
		}
	})());
	await assert.rejects(gather(linesOf(endless)), /line that does not end/);
});
