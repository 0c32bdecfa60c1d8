import assert from 'node:assert/strict';
import {test} from 'node:test';
import {undoLeftOver} from '../../source/screen/left-over.ts';
import {createTerminal} from '../helpers/terminal.ts';

test('every mode that a program left on is off afterwards, and the cursor is where it was', async () => {
	const terminal = createTerminal(20, 6);
	const {xterm} = terminal;
	terminal.print('\u{1B}[?1003h\u{1B}[?1006h\u{1B}[?2004h\u{1B}[?1004h\u{1B}[?2026h\u{1B}[?1h\u{1B}=\u{1B}[4h\u{1B}[2;4r\u{1B}[?6h\u{1B}(0\u{1B}[41m');
	terminal.print('\u{1B}[2;3H');
	terminal.print(undoLeftOver);
	await terminal.settle();
	assert.deepEqual(
		[
			xterm.modes.mouseTrackingMode,
			xterm.modes.bracketedPasteMode,
			xterm.modes.sendFocusMode,
			xterm.modes.synchronizedOutputMode,
			xterm.modes.applicationCursorKeysMode,
			xterm.modes.applicationKeypadMode,
			xterm.modes.insertMode,
			xterm.modes.originMode,
		],
		['none', false, false, false, false, false, false, false],
	);
	assert.deepEqual([xterm.buffer.active.cursorX, xterm.buffer.active.cursorY], [2, 2]);
	terminal.print('q\u{1B}[H\u{1B}M\u{1B}[6;1H\nend');
	await terminal.settle();
	assert.equal(terminal.screenText(), '\n\n  q\n\n\nend', 'letters are letters, and all rows scroll');
	assert.equal(terminal.cellAt(2, 2).background, '');
});
