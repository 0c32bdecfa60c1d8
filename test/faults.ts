import assert from 'node:assert/strict';
import test from 'node:test';
import {
	onFault,
	reportedFaults,
	reportFault,
	type Fault,
} from '../source/faults.ts';

test('a fault is kept once with its stack and how often it happened, and listeners hear of it once', () => {
	const early: Fault[] = [];
	const late: Fault[] = [];
	onFault(fault => {
		early.push(fault);
	});
	const error = new TypeError('x is not a function');
	reportFault('reading the hardware', error);
	reportFault('reading the hardware', error);
	reportFault('reading the hardware', 'no answer');
	onFault(fault => {
		late.push(fault);
	});
	const faults = reportedFaults();
	assert.deepEqual(faults, [
		{doing: 'reading the hardware', reason: error.stack, count: 2},
		{doing: 'reading the hardware', reason: 'no answer', count: 1},
	]);
	assert.deepEqual(early.map(({count}) => count), [1, 1]);
	assert.deepEqual(late, faults);
});

test('however many faults there are, the first hundred are kept', () => {
	for (let index = 0; index < 300; index++) {
		reportFault(`step ${index}`, 'failed');
	}

	const faults = reportedFaults();
	assert.equal(faults.length, 100);
	assert.equal(faults.at(-1)?.doing, 'step 97');
});
