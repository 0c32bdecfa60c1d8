import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LogRing} from '../../../source/logs/ring.ts';
import {saveLog} from '../../../source/ui/effects/save-log.ts';
import type {LogReading} from '../../../source/ui/logs/reading.ts';
import {initialState} from '../../../source/ui/state.ts';
import {readingOf} from '../../helpers/log-reading.ts';

async function saved(reading: LogReading): Promise<{readonly file: string; readonly said: string | undefined}> {
	let file = '';
	let isClosed = false;
	let state = initialState(80, 24);
	await saveLog(reading, {name: 'web', hasTimes: false}, {
		update(change) {
			state = change(state);
		},
		create: async () => ({
			path: 'web.log',
			async write(text: string) {
				file += text;
			},
			async close() {
				isClosed = true;
			},
		}),
	});
	assert.ok(isClosed);
	return {file, said: state.notice?.text};
}

test('what nstop says between the lines is in the file, but is none of the lines that are told', async () => {
	const {file, said} = await saved(readingOf([{text: 'a'}, {text: '4 lines left out', stream: 'note'}, {text: 'b'}]));
	assert.equal(file, 'a\n4 lines left out\nb\n');
	assert.equal(said, '2 lines saved to web.log.');
});

test('a log of which a part was not read yet says so once it is saved', async () => {
	const {said} = await saved(readingOf([{text: 'a'}, {text: 'b'}], {isHeld: true}));
	assert.equal(said, '2 lines saved to web.log. The rest of the log was not read yet.');
});

test('a line whose end was not kept says so in the file', async () => {
	const {file} = await saved(readingOf([{text: 'a', bytesCut: 3}, {text: 'b'}]));
	assert.equal(file, 'a … 3 bytes not kept\nb\n');
	const ring = new LogRing({bytes: 64, lines: 8});
	ring.add(new TextEncoder().encode('x'.repeat(20)), {
		time: undefined, stream: 'stdout', origin: 0, bytesCut: 0,
	});
	assert.equal((await saved(readingOf([], {ring}))).file, `${'x'.repeat(16)} … 4 bytes not kept\n`);
});
