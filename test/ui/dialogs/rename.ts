import test from 'node:test';
import assert from 'node:assert/strict';
import {containerTarget} from '../../../source/ui/actions/targets.ts';
import {dialogContent} from '../../../source/ui/dialogs/content.ts';
import {press} from '../../../source/ui/press.ts';
import {unpaint} from '../../../source/text/theme.ts';
import {initialState, openDialog, type UiState} from '../../../source/ui/state.ts';
import {
	makeContainer,
	makeKey,
	makeSnapshot,
	makeWorld,
} from '../../helpers/make.ts';

const web = makeContainer({name: 'web'});
const snapshot = makeSnapshot({containers: [web, makeContainer({name: 'taken'}), makeContainer({name: 'other', engine: 'elsewhere'})]});

function typed(text: string): UiState {
	const target = containerTarget(web);
	assert.equal(target.kind, 'container');
	return target.kind === 'container' ? openDialog(initialState(120, 40), {kind: 'rename', target, text}) : assert.fail();
}

function entered(text: string) {
	return press(makeKey('enter'), makeWorld({snapshot, state: typed(text)})).state.dialog;
}

function drawn(text: string): string {
	const world = makeWorld({snapshot, state: typed(text)});
	return dialogContent(world.view.state.dialog!, world).rows.map(row => unpaint(row)).join(' ').replaceAll(/\s+/g, ' ');
}

test('a name that no engine takes is told before one is asked, and leads nowhere', () => {
	for (const text of ['', 'x', '-web', '.web', 'we b', 'wéb', 'a/b']) {
		assert.equal(entered(text)?.kind, 'rename', text);
		assert.match(drawn(text), /A name has at least two characters/, text);
	}

	assert.match(drawn('taken'), /Another container of this engine is called taken\./);
	assert.equal(entered('taken')?.kind, 'rename');
	assert.equal(entered('web')?.kind, 'rename');
	assert.doesNotMatch(drawn('web'), /name already/, 'it begins with the old name');
});

test('a name that is free here leads to the question', () => {
	for (const text of ['api', 'other', 'a.b-c_1']) {
		const dialog = entered(text);
		assert.strictEqual(dialog?.kind, 'confirm');
		assert.deepEqual(dialog.operation, {name: 'rename', to: text});
	}
});
