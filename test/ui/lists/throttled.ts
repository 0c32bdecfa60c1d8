import assert from 'node:assert/strict';
import test from 'node:test';
import {containerColumns} from '../../../source/ui/lists/containers/columns.ts';
import {drawCell, neededWidth} from '../../../source/ui/table/cell.ts';
import {unpaint} from '../../../source/text/theme.ts';
import {makeContainer, makeUsage, plainSettings} from '../../helpers/make.ts';

const {theme: plainTheme} = plainSettings;
const column = containerColumns.find(({id}) => id === 'throttled')!;

function rowOf(throttledCgroup: string | undefined, throttledPercent = 43.1) {
	const container = makeContainer({name: 'web', cgroup: '/job.slice/web', usage: makeUsage({throttledPercent, throttledCgroup})});
	return {
		key: container.key, isLastAt: [], container, series: undefined, operation: undefined,
	};
}

test('who is throttled by a cgroup around it has the name of that before the share, where there is room', () => {
	const draw = (row: ReturnType<typeof rowOf>, width: number): string =>
		unpaint(drawCell({column, width}, row, {theme: plainTheme, now: 0}));
	assert.equal(draw(rowOf('/job.slice'), 15), 'job.slice  43.1');
	assert.equal(draw(rowOf('/job.slice', 100), 15), 'job.slice   100');
	assert.equal(draw(rowOf('/job.slice'), 5), ' 43.1');
	assert.equal(draw(rowOf('/job.slice/web'), 15), '           43.1', 'its own quota needs no name');
	assert.equal(draw(rowOf(undefined, 0), 5), '  0.0');
	assert.equal(draw(rowOf('/a/\u{1B}[2Jevil'), 17).includes('\u{1B}'), false);
	assert.equal(neededWidth(column, rowOf('/job.slice'), plainTheme), 'job.slice '.length + 5);
	assert.ok(neededWidth(column, rowOf('/job.slice/web'), plainTheme) <= 5);
});
