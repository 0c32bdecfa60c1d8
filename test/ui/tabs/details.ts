import test from 'node:test';
import assert from 'node:assert/strict';
import {drawFooter} from '../../../source/ui/panes/footer.ts';
import {drawOf} from '../../../source/ui/panes/index.ts';
import {focusPane, initialState, type UiState} from '../../../source/ui/state.ts';
import {unpaint} from '../../../source/text/theme.ts';
import {
	makeContainer,
	makeDetails,
	makeProcess,
	makeSnapshot,
	makeWorld,
	pressAll,
} from '../../helpers/make.ts';

const web = makeContainer({
	name: 'web',
	pids: [8000],
	initPid: 8000,
	init: '8000:100',
});
const text = Array.from({length: 100}, (_, index) => (index % 20 === 7 ? `line ${index} Needle` : `line ${index}`)).join('\n');
const snapshot = makeSnapshot({
	containers: [web],
	processes: [makeProcess({pid: 8000, container: web.key})],
	details: makeDetails('8000:100', {text: {name: 'status', content: {text, isCut: false}}}),
});
const start: UiState = {...focusPane(focusPane(initialState(120, 40), 'processes'), 'details'), tab: 'proc'};
const press = (...keys: readonly string[]) => pressAll(keys, {snapshot, state: start}).state;
const typed = (words: string) => ['/', ...words];
const drawn = (state: UiState) => {
	const world = makeWorld({snapshot, state});
	const {rectangle} = world.view.layout.panes.find(({id}) => id === 'details')!;
	return drawOf.details(world, rectangle.width, rectangle.height).map(row => unpaint(row));
};

test('/ in the details searches while one types: the first place from what is in sight on comes into sight', () => {
	const state = press(...typed('needle'));
	assert.deepEqual([state.isSearching, state.hit], [true, 7]);
	assert.match(drawn(state).join('\n'), /line 7 Needle/);
	assert.match(drawFooter(makeWorld({snapshot, state}), 120)[0]!, /Search details.*needle/);
	assert.equal(press(...typed('needle'), 'backspace', 'ctrl-u').hit, undefined);
});

test('n and N go on from place to place, round at the ends, and each is in sight', () => {
	const found = press(...typed('needle'), 'enter');
	assert.equal(found.isSearching, false);
	const visited = [found.hit];
	let state = found;
	for (const key of ['n', 'n', 'n', 'n', 'n', 'N', 'N']) {
		state = pressAll([key], {snapshot, state}).state;
		assert.match(drawn(state).join('\n'), new RegExp(`line ${state.hit} Needle`));
		visited.push(state.hit);
	}

	assert.deepEqual(visited, [7, 27, 47, 67, 87, 7, 87, 67]);
	assert.match(drawn(state)[0]!, /4 of 5 found · \d+-\d+ of 100/);
});

test('the line of a tab that stays above does so while it is scrolled', () => {
	assert.match(drawn(press('G'))[1]!, /\[status\]/);
	assert.match(drawn(press('G')).at(-2)!, /line 99/);
});

test('letters that are keys are letters while one searches; Esc ends it and clears', () => {
	for (const key of ['q', 'D', 'S', 'E', 'v', 'n', '?']) {
		const outcome = pressAll(['/', key], {snapshot, state: start});
		assert.deepEqual([outcome.effect, outcome.state.search, outcome.state.dialog], [undefined, key, undefined], key);
	}

	const cleared = press(...typed('x'), 'escape');
	assert.deepEqual([cleared.search, cleared.isSearching], ['', false]);
	assert.equal(press(...typed('needle'), 'enter', 'escape').search, '');
});

test('what is not there is said, and n without a search says what to do', () => {
	assert.match(press(...typed('absent'), 'enter', 'n').notice?.text ?? '', /absent was not found/);
	assert.match(press('n').notice?.text ?? '', /press \/ to start one/);
	assert.match(drawn(press(...typed('absent')))[0]!, /not found/);
});

test('another tab or file keeps the words and forgets the place', () => {
	const state = press(...typed('needle'), 'enter', '.');
	assert.deepEqual([state.search, state.hit, state.detailsScroll], ['needle', undefined, 0]);
	const other = press(...typed('needle'), 'enter', ']');
	assert.deepEqual([other.search, other.hit], ['needle', undefined]);
});

test('the chosen tab is named in the title however narrow the screen', () => {
	for (const columns of [60, 80, 120]) {
		for (const [tab, title] of [['stats', 'Stats'], ['files', 'Files'], ['proc', '/proc']] as const) {
			assert.ok(drawn({
				...start, columns, rows: 24, tab,
			})[0]!.includes(`[${title}]`), `${title} at ${columns}`);
		}
	}
});

test('secrets are hidden in what an engine says too, until v, and again as soon as another container is selected', () => {
	const other = makeContainer({name: 'worker'});
	const two = makeSnapshot({containers: [web, other]});
	const inspection = {container: web.key, state: 'answered', answer: {Config: {Env: ['DB_PASSWORD=hunter2', 'MODE=fast']}}} as const;
	const inspecting: UiState = {...initialState(120, 40), tab: 'inspect', cursors: {...start.cursors, containers: {key: web.key, index: 0}}};
	const lines = (state: UiState): string => {
		const world = makeWorld({snapshot: two, state, inspection});
		const {rectangle} = world.view.layout.panes.find(({id}) => id === 'details')!;
		return drawOf.details(world, rectangle.width, rectangle.height).map(row => unpaint(row)).join('\n');
	};

	assert.match(lines(inspecting), /1 hidden, v shows them/);
	assert.match(lines(inspecting), /"DB_PASSWORD=\(hidden\)"/);
	assert.doesNotMatch(lines(inspecting), /hunter2/);
	const {state: open} = pressAll(['4', 'v'], {snapshot: two, state: inspecting});
	assert.match(lines(open), /"DB_PASSWORD=hunter2"/);
	const {state: back} = pressAll(['1', 'j', 'k', '4'], {snapshot: two, state: open});
	assert.equal(back.cursors.containers.key, web.key);
	assert.doesNotMatch(lines(back), /hunter2/);
});
