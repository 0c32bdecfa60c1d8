import test from 'node:test';
import assert from 'node:assert/strict';
import {unsupported} from '../../../source/known.ts';
import type {Unit} from '../../../source/model/units/unit.ts';
import {drawOf} from '../../../source/ui/panes/index.ts';
import {focusPane, initialState} from '../../../source/ui/state.ts';
import {unpaint} from '../../../source/text/theme.ts';
import {
	makeContainer,
	makeSnapshot,
	makeUsage,
	makeWorld,
} from '../../helpers/make.ts';

const usage = makeUsage({
	networkRxBytes: unsupported, networkRxPerSecond: unsupported, networkTxBytes: unsupported, networkTxPerSecond: unsupported,
});
const statsOf = (unit?: Unit): string => {
	const row = makeContainer({name: 'web', usage, ...(unit && {unit})});
	const state = {...focusPane(initialState(120, 40), 'details'), tab: 'stats', isZoomed: true};
	const world = makeWorld({snapshot: makeSnapshot({containers: [row], engines: []}), state});
	return drawOf.details(world, 120, 30).map(line => unpaint(line)).join('\n');
};

const host: Unit = {
	kind: 'host', name: '', path: '', isLeaf: true,
};

test('of what is no container only the numbers are shown that are counted, and no number of processes where none is known', () => {
	assert.match(statsOf(), /network +received –/);
	assert.match(statsOf(), /tasks .* processes \d/);
	assert.match(statsOf(host), /memory .*\n[\s\S]*tasks /);
	assert.doesNotMatch(statsOf(host), /network|processes \d/);
});
