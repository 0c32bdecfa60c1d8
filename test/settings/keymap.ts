import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createKeymap, keyWord, withKeys} from '../../source/settings/keymap.ts';
import {createTheme, unpaint} from '../../source/text/theme.ts';
import {allActions} from '../../source/ui/actions/index.ts';
import {dialogContent} from '../../source/ui/dialogs/content.ts';
import {drawFooter} from '../../source/ui/panes/footer.ts';
import {drawOf} from '../../source/ui/panes/index.ts';
import {press} from '../../source/ui/press.ts';
import {
	focusPane,
	initialState,
	openDialog,
	setFilter,
	type UiState,
} from '../../source/ui/state.ts';
import {notify} from '../../source/ui/messages.ts';
import {
	makeContainer,
	makeDetails,
	makeKey,
	makeProcess,
	makeSnapshot,
	makeWorld,
	settingsOf,
} from '../helpers/make.ts';

const theme = createTheme({level: 'none', isUnicode: true});
const actions = allActions(false);

/**
Every action on another key, and on that alone: no letter of the keymap that nstop comes with is left.
*/
const changes = new Map(actions.map(({id}, index) => [id, [String.fromCodePoint(0x4_30 + index)]] as const));
const other = createKeymap(actions, changes);
const worker = makeProcess({pid: 77, container: makeContainer().key});
const container = {
	...makeContainer(), init: worker.key, initPid: 77, pids: [77],
};
const details = {...makeDetails(worker.key), environment: [{name: 'PASSWORD', value: 'x'}]};
const worldOf = (state: UiState, keymap = other, containers = [container]) => makeWorld({
	state, snapshot: makeSnapshot({containers, processes: [worker], details}), settings: settingsOf(theme, keymap),
});
const start = initialState(200, 50);

test('every action has its keys in the keymap, another keymap has only the others', () => {
	assert.deepEqual([...createKeymap(actions).keys()], actions.map(({id}) => id));
	assert.equal(new Set([...other.values()].flat()).size, actions.length);
	assert.equal(keyWord(createKeymap(actions), 'filter'), '/');
	assert.equal(keyWord(createKeymap(actions, new Map([['filter', []]])), 'filter'), 'a key of your choice');
	assert.equal(withKeys('{clear} clears what {filter} shows {}', createKeymap(actions)), 'Esc clears what / shows {}');
});

test('a key does what the keymap says, on the screen and in the menu, and what nstop comes with does nothing then', () => {
	const [stop] = other.get('stop')!;
	assert.equal(press(makeKey(stop!), worldOf(start)).state.dialog?.kind, 'confirm');
	assert.deepEqual(press(makeKey('S'), worldOf(start)).state, start);
	const menu = press(makeKey(other.get('menu')![0]!), worldOf(start)).state;
	assert.equal(menu.dialog?.kind, 'menu');
	assert.equal(press(makeKey(stop!), worldOf(menu)).state.dialog?.kind, 'confirm');
	assert.equal(press(makeKey('S'), worldOf(menu)).state, menu);
});

/**
All that says something of keys of actions, as text.
*/
const sentences: ReadonlyMap<string, (keymap: typeof other) => string> = new Map<string, (keymap: typeof other) => string>([
	['help', keymap => {
		const state = openDialog({...start, rows: 400}, {kind: 'help', scroll: 0});
		return dialogContent(state.dialog!, worldOf(state, keymap)).rows.join('\n');
	}],
	['menu', keymap => {
		const {state} = press(makeKey(keymap.get('menu')![0]!), worldOf(start, keymap));
		return dialogContent(state.dialog!, worldOf(state, keymap)).rows.join('\n');
	}],
	['footer', keymap => drawFooter(worldOf(start, keymap), 200).join('\n')],
	['search', keymap => drawFooter(worldOf({...focusPane(start, 'details'), isSearching: true}, keymap), 200).join('\n')],
	['nothing searched', keymap => press(makeKey(keymap.get('next-hit')![0]!), worldOf(focusPane(start, 'details'), keymap)).state.notice!.text],
	['paste', keymap => press({name: 'paste', text: 'abc'}, worldOf(start, keymap)).state.notice!.text],
	['filter', keymap => drawOf.containers(worldOf(setFilter(start, 'containers', 'nobody'), keymap), 120, 20).join('\n')],
	['stopped', keymap => drawOf.containers(
		worldOf({...start, showStopped: false}, keymap, [{...container, state: 'exited', pids: []}]),
		120,
		20,
	).join('\n')],
	...(['environment', 'proc'] as const).map(tab => [tab, (keymap: typeof other) =>
		drawOf.details(worldOf({...focusPane(start, 'processes'), tab}, keymap), 120, 20).join('\n')] as const),
]);

for (const [name, say] of sentences) {
	test(`with another keymap other keys are named: ${name}`, () => {
		const own = unpaint(say(createKeymap(actions)));
		const others = unpaint(say(other));
		assert.doesNotMatch(own, /\p{Script=Cyrillic}/u);
		assert.match(others, /\p{Script=Cyrillic}/u);
	});
}

test('a notice that a stranger has worded is not taken for one of ours', () => {
	const [message] = drawFooter(worldOf(notify(start, {text: 'Could not stop {filter}.', tone: 'bad'})), 120, 2);
	assert.match(unpaint(message!), /\{filter\}/);
});
