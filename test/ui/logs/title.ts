import assert from 'node:assert/strict';
import test from 'node:test';
import {LogRing} from '../../../source/logs/ring.ts';
import {LogScan} from '../../../source/logs/scan.ts';
import {initialLogChoice} from '../../../source/ui/logs/choice.ts';
import type {LogWindow} from '../../../source/ui/logs/log-window.ts';
import {shownLines} from '../../../source/ui/logs/reading.ts';
import {noteOfLog} from '../../../source/ui/logs/title.ts';

function windowOf(): LogWindow {
	const ring = new LogRing({bytes: 1024, lines: 64});
	for (let number = 0; number < 70; number++) {
		ring.add(new TextEncoder().encode(String(number)), {
			time: number, stream: number === 68 ? 'note' : 'stdout', origin: 0, bytesCut: 0,
		});
	}

	const found = new LogScan(ring, number => number % 10 === 0);
	found.run(() => false);
	const reading = {
		id: 'x',
		version: 1,
		range: 'tail',
		ring,
		origins: [],
		nameOf: () => '',
		isMerged: false,
		isHeld: false,
		filtered: undefined,
		found,
		problem: undefined,
	};
	return {
		reading, shown: shownLines(reading), width: 80, height: 10, rows: [], cursor: undefined, isEndInSight: true, rowsOf: () => [],
	};
}

test('the title leaves out what matters least first, and says last of all whether the newest line is followed', () => {
	const window = windowOf();
	const note = (room: number): string => noteOfLog(window, initialLogChoice, {search: 'x', room});
	assert.equal(note(200), '6 found · 6 not kept · from the last 1000 lines · following 63 lines');
	assert.equal(note(50), '6 found · 6 not kept · following 63 lines');
	assert.equal(note(40), '6 found · following 63 lines');
	assert.equal(note(20), 'following 63 lines');
	assert.equal(note(10), 'following');
	assert.equal(note(5), '');
});
