import test from 'node:test';
import assert from 'node:assert/strict';
import {denied, firstSample} from '../../../source/known.ts';
import {appendHistory, historyLength} from '../../../source/model/build/history.ts';
import type {Container} from '../../../source/model/container.ts';
import type {Series} from '../../../source/model/snapshot.ts';
import {makeContainer, makeUsage} from '../../helpers/make.ts';

const containers = (...list: readonly Container[]) => new Map(list.map(container => [container.key, container]));
const moment = {takenAt: 0, steadyMilliseconds: 10_000};
const web = (usage = {}) => makeContainer({key: 'web', usage: makeUsage(usage)});

test('values are appended, unknown ones as a gap and not as 0', () => {
	let history: ReadonlyMap<string, Series> = new Map();
	history = appendHistory(history, containers(web({cpuPercent: firstSample, memoryBytes: denied})), moment);
	history = appendHistory(history, containers(web({cpuPercent: 0, memoryBytes: 10})), moment);
	const {cpuPercent, memoryBytes} = history.get('web')!;
	assert.deepEqual([cpuPercent.last(), memoryBytes.last()], [[undefined, 0], [undefined, 10]]);
});

test('a series never grows over its length, and keeps the newest', () => {
	let history: ReadonlyMap<string, Series> = new Map();
	for (let value = 1; value <= historyLength + 5; value++) {
		history = appendHistory(history, containers(web({cpuPercent: value})), moment);
	}

	const {cpuPercent} = history.get('web')!;
	assert.equal(cpuPercent.length, historyLength);
	assert.deepEqual([cpuPercent.last().length, cpuPercent.last()[0], cpuPercent.last().at(-1)], [historyLength, 6, historyLength + 5]);
	assert.deepEqual(cpuPercent.last(2), [historyLength + 4, historyLength + 5]);
});

test('a container that is not there any more loses its series, and the one before is not changed', () => {
	const before = appendHistory(new Map(), containers(web()), moment);
	const after = appendHistory(before, containers(makeContainer({key: 'db'})), moment);
	assert.deepEqual([[...before.keys()], [...after.keys()]], [['web'], ['db']]);
	assert.equal(before.get('web')?.cpuPercent.length, 1);
});
