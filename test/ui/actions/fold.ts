import test from 'node:test';
import assert from 'node:assert/strict';
import {denied, firstSample} from '../../../source/known.ts';
import {drawOf} from '../../../source/ui/panes/index.ts';
import {initialState, setFilter, type UiState} from '../../../source/ui/state.ts';
import {
	makeContainer,
	makeProcess,
	makeSnapshot,
	makeWorld,
	pressAll,
} from '../../helpers/make.ts';

const dind = makeContainer({name: 'dind'});
const [inner, deeper, other] = [
	makeContainer({name: 'inner', parent: dind.key}),
	makeContainer({name: 'deeper', parent: makeContainer({name: 'inner'}).key}),
	makeContainer({name: 'other'}),
];
const shell = {
	args: ['sh'], container: other.key, cpuPercent: 1, residentBytes: 1024,
};
const processes = [
	makeProcess({...shell, pid: 10, parentPid: 1}),
	makeProcess({...shell, pid: 11, parentPid: 10}),
	makeProcess({
		...shell, pid: 12, parentPid: 11, cpuPercent: 3,
	}),
	makeProcess({
		...shell, pid: 13, parentPid: 10, cpuPercent: firstSample, residentBytes: denied,
	}),
];
const snapshot = makeSnapshot({containers: [dind, inner, deeper, other], processes});
const start: UiState = {...initialState(120, 40), sorts: {...initialState(120, 40).sorts, containers: {column: 'name', isDescending: false}}};

const after = (keys: string, state = start): UiState => pressAll([...keys].map(key => key === '_' ? 'space' : key), {snapshot, state}).state;
const names = (state: UiState): readonly string[] => makeWorld({snapshot, state}).view.lists.containers.rows
	.map(({container: {name}, foldedRows}) => foldedRows === undefined ? name : `${name} +${foldedRows}`);
const pids = (state: UiState): readonly string[] => makeWorld({snapshot, state}).view.lists.processes.rows
	.map(({process: {pid}, foldedRows}) => foldedRows === undefined ? String(pid) : `${pid} +${foldedRows}`);
const under = (state: UiState): string => makeWorld({snapshot, state}).view.container?.name ?? '';
const onOther = after('G');

test('a row is folded and unfolded where the cursor is, and the cursor stays', () => {
	const folded = after('-');
	assert.deepEqual(names(folded), ['dind +2', 'other']);
	assert.equal(under(folded), 'dind');
	assert.deepEqual(names(after('+', folded)), ['dind', 'inner', 'deeper', 'other']);
});

test('on a row with nothing below it the one around it is folded, and the cursor goes there; so goes on who repeats it', () => {
	const folded = after('jj-');
	assert.deepEqual([names(folded), under(folded)], [['dind', 'inner +1', 'other'], 'inner']);
	const again = after('-', folded);
	assert.deepEqual([names(again), under(again)], [['dind +2', 'other'], 'dind']);
	assert.deepEqual(names(after('+', again)), ['dind', 'inner +1', 'other'], 'what was folded inside still is');
	assert.equal(after('-', again).notice?.text, 'Nothing is below this row.');
});

test('all is folded and unfolded at once; the cursor is on what its row is in', () => {
	const folded = after('jj*');
	assert.deepEqual([names(folded), under(folded)], [['dind +2', 'other'], 'dind']);
	assert.deepEqual(names(after('*', folded)), ['dind', 'inner', 'deeper', 'other']);
	assert.equal(after('+').notice?.text, 'This row is not folded.');
});

test('a filter looks into what is folded, and folds nothing', () => {
	const found = setFilter(after('-'), 'containers', 'deeper');
	assert.deepEqual(names(found), ['dind', 'inner', 'deeper']);
	assert.equal(after('-', found).notice?.text, 'A filter finds folded rows too, so nothing is folded now. Esc clears it.');
	assert.deepEqual(names(after('', setFilter(found, 'containers', ''))), ['dind +2', 'other']);
});

test('without a tree nothing is folded, and it is said how to get one', () => {
	const flat = after('-t');
	assert.equal(names(flat).length, 4);
	assert.equal(after('-', flat).notice?.text, 'Only a tree can be folded: t shows one.');
});

test('what is tagged and folded away is counted in the title and not acted on', () => {
	const state = after('jj_kkk-');
	assert.deepEqual([...state.tagged], [deeper.key]);
	assert.match(drawOf.containers(makeWorld({snapshot, state}), 120, 12)[0]!, /1 tagged, hidden/);
	const {dialog} = after('S', state);
	assert.deepEqual(dialog?.kind === 'confirm' && dialog.targets.map(({name}) => name), ['dind']);
});

test('a folded process stands for itself and the hidden ones, in numbers that are known', () => {
	const state = after('2-', onOther);
	assert.deepEqual(pids(state), ['10 +3']);
	const row = makeWorld({snapshot, state}).view.lists.processes.rows[0]!;
	assert.deepEqual(row.sum, {cpuPercent: 5, residentBytes: 3072});
	const lines = drawOf.processes(makeWorld({snapshot, state}), 100, 5);
	assert.match(lines[2]!, / 3.0K +5.0 .* sh \+3 /);
	assert.match(lines[0]!, /· 1 of 4/);
	assert.deepEqual(pids(after('j-', after('+', state))), ['10', '11 +1', '13']);
});
