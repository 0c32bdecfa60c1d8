/**
Images, volumes and networks whose texts are hostile: whatever an engine tells, rows are as wide as asked and hold no command to the
terminal.
*/
import assert from 'node:assert/strict';
import test from 'node:test';
import {createTheme, unpaint, type Theme} from '../../source/text/theme.ts';
import {dialogContent} from '../../source/ui/dialogs/content.ts';
import {drawFooter} from '../../source/ui/panes/footer.ts';
import {drawOf} from '../../source/ui/panes/index.ts';
import {resourcePaneIds} from '../../source/ui/layout/layout.ts';
import type {ResourceReading} from '../../source/ui/resources/reading.ts';
import {focusPane, initialState, type UiState} from '../../source/ui/state.ts';
import {tabs} from '../../source/ui/tabs/index.ts';
import type {World} from '../../source/ui/world.ts';
import {hostileTexts, unsafeIn, wrongWidths} from '../helpers/drawn.ts';
import {makeWorld, pressAll} from '../helpers/make.ts';
import {
	makeImage,
	makeNetwork,
	makeUser,
	makeVolume,
	readingOf,
} from '../helpers/resources.ts';

const themes = [createTheme({level: 'none', isUnicode: true}), createTheme({level: '16', isUnicode: false})];
const sizes = [[200, 50], [80, 24], [40, 12]] as const;
const cases = themes.flatMap(theme => sizes.flatMap(([columns, rows]) => resourcePaneIds.map(pane => ({
	theme, columns, rows, pane,
}))));

/**
What engines say of them, with this text wherever an engine may write one.
*/
function reading(word: string): ResourceReading {
	const users = [{
		...makeUser(word), state: word, destination: word, addresses: [word], macAddress: word,
	}];
	const image = makeImage({tags: [word, word], users});
	const all = [
		image,
		makeVolume({
			name: word, driver: word, mountPoint: word, labels: {[word]: word}, options: {[word]: word}, users,
		}),
		makeNetwork({
			name: word, driver: word, scope: word, subnets: [{subnet: word, gateway: word}], users,
		}),
	];
	const {lists} = readingOf(...all);
	const layers = [{
		command: word, comment: word, sizeBytes: 1, createdAt: 0, tags: [word],
	}];
	const failed = [{
		engine: 'other', state: 'failed' as const, resources: [], reason: word,
	}];
	return {
		lists: {image: [...lists.image, ...failed], volume: [...lists.volume, ...failed], network: [...lists.network, ...failed]},
		look: {key: image.key, state: 'answered', layers},
		counts: new Map([[all[1]!.key, {
			state: 'failed' as const, reason: word, count: {
				entries: 1, allocatedBytes: 1, apparentBytes: 1, unread: 1,
			},
		}]]),
	};
}

function check(world: World, what: string): void {
	const {view: {layout, state}, theme} = world;
	for (const {id, rectangle: {width, height}} of layout.panes) {
		checkRows(drawOf[id](world, width, height), width, theme, what);
	}

	checkRows(drawFooter(world, state.columns, layout.footer.height), state.columns, theme, what);
	const dialog = state.dialog && dialogContent(state.dialog, world);
	checkRows(dialog?.rows ?? [], dialog?.width ?? 0, theme, what);
}

let checkedRows = 0;

function checkRows(rows: readonly string[], width: number, theme: Theme, what: string): void {
	checkedRows += rows.length;
	assert.deepEqual(wrongWidths(rows, width), [], what);
	assert.deepEqual(unsafeIn(rows), [], what);
	assert.deepEqual(rows.map(row => unpaint(row)).filter(row => !theme.isUnicode && !/^[\u{20}-\u{7E}]*$/u.test(row)), [], what);
}

test('in every pane, tab, menu and question, at every size', () => {
	checkedRows = 0;
	for (const word of hostileTexts) {
		const resources = reading(word);
		for (const {theme, columns, rows, pane} of cases) {
			const what = `${columns}x${rows} ${pane} ${JSON.stringify(word.slice(0, 20))}`;
			const state = focusPane(initialState(columns, rows), pane);
			check(makeWorld({state, resources, theme}), what);
			for (const {id} of tabs.filter(({subjects}) => subjects.includes(state.subject))) {
				const inTab: UiState = {...focusPane(state, 'details'), isZoomed: true, tab: id};
				check(makeWorld({state: inTab, resources, theme}), `${what} ${id}`);
			}

			for (const key of ['enter', 'D', 'X', 'c', 'y', 'x']) {
				check(makeWorld({state: pressAll([key], {state, resources, theme}).state, resources, theme}), `${what} ${key}`);
			}
		}
	}

	assert.ok(checkedRows > 0, 'nothing was drawn');
});
