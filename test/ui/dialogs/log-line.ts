import assert from 'node:assert/strict';
import test from 'node:test';
import {unpaint} from '../../../source/text/theme.ts';
import {dialogContent} from '../../../source/ui/dialogs/content.ts';
import {initialState, openDialog} from '../../../source/ui/state.ts';
import {makeWorld} from '../../helpers/make.ts';

function rowsAt(text: string, scroll: number): string {
	const dialog = {
		kind: 'log-line', bytes: new TextEncoder().encode(text), bytesCut: 3, scroll,
	} as const;
	const world = makeWorld({state: openDialog(initialState(80, 24), dialog)});
	return dialogContent(dialog, world).rows.map(row => unpaint(row)).join('');
}

test('a line is there to its end, however long, with what of it was not kept', () => {
	const text = `${'word '.repeat(20_000)}NEEDLE`;
	assert.match(rowsAt(text, 0), /^word word/);
	assert.match(rowsAt(text, 1e9), /NEEDLE.*3 bytes not kept/);
});
