import assert from 'node:assert/strict';
import test from 'node:test';
import {connect} from '../../../source/engine/reach/connect.ts';
import {socketTarget} from '../../../source/engine/reach/target.ts';
import {openCast} from '../../helpers/cast.ts';
import {eventually} from '../../helpers/engine.ts';
import {startFakeEngine} from '../../helpers/fake-engine.ts';
import {busyboxImage} from '../../helpers/images.ts';

const cast = await openCast(busyboxImage);
const {skip, engine, name} = cast;

test('what happened is told with its time, in order, and the answer ends by itself', {skip}, async () => {
	const since = Date.now();
	const id = await cast.run('told', busyboxImage, '--', 'sh', '-c', 'exit 3');
	await eventually('it has ended', async () => await cast.inspect('told', '.State.Status') === 'exited');
	await engine.docker('rename', name('told'), name('new'));
	await engine.docker('rename', name('new'), name('told'));
	const client = await connect(socketTarget(engine.socketPath));
	try {
		const {events} = await client.history(since, new AbortController().signal);
		const own = events.filter(event => event.id === id);
		assert.deepEqual(own.map(({action}) => action), ['create', 'start', 'die', 'rename', 'rename']);
		assert.equal(own[2]?.exitCode, 3);
		assert.deepEqual([own[3]?.oldName, own[3]?.name], [name('told'), name('new')]);
		assert.ok(own.every(({at = 0}, index) => at >= (own[index - 1]?.at ?? since)), 'each is later than the one before');
		const later = await client.history(own[3]!.at! + 0.001, new AbortController().signal);
		assert.deepEqual(later.events.filter(event => event.id === id).map(({action}) => action), ['rename']);
	} finally {
		client.close();
	}
});

test('where Docker has given up older events, the answer says since when none is missing', async () => {
	const line = (index: number): string =>
		`${JSON.stringify({
			Type: index % 2 === 0 ? 'container' : 'network', Action: 'start', Actor: {ID: `c${index}`}, time: 1000 + index,
		})}\n`;
	let count = 256;
	const fake = await startFakeEngine((question, response) => {
		if (!question.includes('/events')) {
			return true;
		}

		response.writeHead(200, {'Content-Type': 'application/json'}).end(Array.from({length: count}, (_line, index) => line(index)).join(''));
		return false;
	});
	const client = await connect(socketTarget(fake.socketPath));
	const cut = await client.history(0, new AbortController().signal);
	assert.deepEqual([cut.events.length, cut.completeSince], [128, 1_000_000]);
	count = 255;
	assert.equal((await client.history(0, new AbortController().signal)).completeSince, undefined);
	client.close();
	await fake.close();
});
