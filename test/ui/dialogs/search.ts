import assert from 'node:assert/strict';
import test from 'node:test';
import {unpaint} from '../../../source/text/theme.ts';
import {dialogContent} from '../../../source/ui/dialogs/content.ts';
import {questionOf} from '../../../source/ui/dialogs/index.ts';
import {drawFooter} from '../../../source/ui/panes/footer.ts';
import {initialState, openDialog, type UiState} from '../../../source/ui/state.ts';
import {
	makeContainer,
	makeProcess,
	makeSnapshot,
	makeWorld,
	pressAll,
} from '../../helpers/make.ts';

const web = makeContainer({name: 'web', pids: [8000]});
const snapshot = makeSnapshot({containers: [web], processes: [makeProcess({pid: 8000, container: web.key, nspid: [8000, 1]})]});

function pressed(keys: readonly string[], state = initialState(120, 30)): UiState {
	return pressAll(keys, {snapshot, state}).state;
}

function box(state: UiState): {readonly title: string; readonly hint: string; readonly rows: readonly string[]} {
	const {title, hint, rows} = dialogContent(state.dialog!, makeWorld({snapshot, state}));
	return {title, hint, rows: rows.map(row => unpaint(row).trimEnd())};
}

function lastLine(state: UiState): string {
	return unpaint(drawFooter(makeWorld({snapshot, state}), 120)[0]!).trimEnd();
}

test('in help the words are gone to as they are typed, n and N go on, and Escape clears them before it closes', () => {
	const typing = pressed(['?', '/', ...'freeze']);
	assert.match(lastLine(typing), /^ Search: freeze +⏎ keep, then n and N {2}Esc clear$/);
	assert.match(box(typing).title, /^Help {2}\/freeze {2}1 of \d+ found$/);
	assert.ok(box(typing).rows.some(row => /freeze/i.test(row)));
	const kept = pressed(['enter'], typing);
	assert.match(box(kept).hint, /n N next, previous {2}Esc clear$/);
	const next = pressed(['n'], kept);
	assert.match(box(next).title, /2 of \d+ found$/);
	assert.match(box(pressed(['N'], next)).title, /1 of \d+ found$/);
	const cleared = pressed(['escape'], next);
	assert.equal(box(cleared).title, 'Help');
	assert.match(box(cleared).hint, /scroll {2}y copy {2}\/ search {2}Esc close$/);
	assert.equal(pressed(['escape'], cleared).dialog, undefined);
});

test('what is far down is scrolled to, and what is nowhere is said', () => {
	const isThere = (keys: readonly string[]): boolean => box(pressed(keys)).rows.some(row => row.includes('Columns of the namespaces'));
	assert.deepEqual([isThere(['?']), isThere(['?', '/', ...'columns of the namespaces'])], [false, true]);
	assert.match(box(pressed(['?', '/', ...'zzz'])).title, /\/zzz {2}not found$/);
	assert.match(pressed(['?', 'n']).notice?.text ?? '', /^No search yet: press \/ /);
	assert.match(pressed(['?', '/', ...'zzz', 'enter', 'n']).notice?.text ?? '', /^zzz was not found\.$/);
});

test('letters that are typed are no keys: q closes nothing while it is typed', () => {
	const typing = pressed(['?', '/', 'q']);
	assert.match(box(typing).title, /^Help {2}\/q /);
	assert.equal(pressed(['enter', 'q'], typing).dialog, undefined);
});

test('explanations are searched by the same key', () => {
	assert.match(box(pressed(['x', '/', ...'cgroup'])).title, /^What is this\? {2}\/cgroup {2}1 of /);
});

test('signals are narrowed in the language of the filter, and what was chosen stays when it is cleared', () => {
	const opened = openDialog(initialState(120, 30), {kind: 'signals', targets: [], cursor: 0});
	const narrowed = pressed(['/', ...'usr !usr1'], opened);
	assert.deepEqual(box(narrowed).rows.map(row => /SIG\w+/.exec(row)?.[0]), ['SIGUSR2']);
	assert.match(lastLine(narrowed), /^ Filter: usr !usr1 +⏎ keep {2}Esc clear$/);
	const cleared = pressed(['enter', 'escape'], narrowed);
	assert.ok(box(cleared).rows.some(row => row.includes('▸') && row.includes('SIGUSR2')), box(cleared).rows.join('\n'));
	assert.match(box(cleared).hint, /\/ filter {2}Esc close$/);
	assert.deepEqual(box(pressed(['/', ...'zzz'], opened)).rows, ['Nothing matches.']);
	assert.equal(pressed(['/', ...'zzz', 'enter', 'enter'], opened).dialog?.kind, 'signals');
	assert.ok(box(pressed(['9'], opened)).rows.some(row => row.includes('▸') && row.includes('SIGKILL')), 'letters and digits still choose');
});

test('in the menu the Enter that leaves the filter chooses nothing, and one that bounces is not read', () => {
	const typing = pressed(['enter', '/', ...'resume']);
	assert.equal(box(typing).rows.length, 1);
	assert.equal(questionOf(typing.dialog), undefined, 'nothing is asked while words are typed');
	const kept = pressed(['enter'], typing);
	assert.equal(kept.dialog?.kind, 'menu');
	assert.notDeepEqual(questionOf(kept.dialog), questionOf(pressed(['enter']).dialog));
	assert.equal(pressed(['enter'], kept).dialog?.kind, 'confirm');
});

test('in any box of text y offers the lines in sight, the place of the search first, and the box is there again after it', () => {
	const found = pressed(['?', '/', ...'freeze', 'enter']);
	const asked = pressed(['y'], found);
	assert.strictEqual(asked.dialog?.kind, 'copy');
	assert.match(asked.dialog.items[asked.dialog.cursor]!.text, /freeze/i);
	assert.equal(asked.dialog.items.at(-1)!.label, 'All lines');
	for (const key of ['y', 'enter', 'escape']) {
		assert.deepEqual(pressed([key], asked).dialog, found.dialog);
	}
});
