/**
What a program that had the terminal may have left on, and the sequences that undo it. A program that was killed has undone
nothing; a shell does not do it in its place.
*/
import {setModes} from './sequences.ts';

const escape = '\u{1B}';

/**
Extended keyboards: all levels of kitty's protocol, which each screen of a terminal has of its own, and xterm's modifyOtherKeys. Terminals
that take the latter for an attribute get their attributes reset after it.
*/
export const plainKeyboard = `${escape}[<99u${escape}[=0u${escape}[>4m${escape}[m`;

/**
Application cursor keys, reverse video, reverse wrapping, left and right margins, all that reports the mouse, focus, pastes, colour
schemes and sizes, and an update that was begun.
*/
const modes = [1, 5, 45, 69, 9, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1015, 1016, 2004, 2026, 2031, 2048];

/**
For a terminal in whatever state: soft reset, character sets, insert mode, line feeds that return, the keypad and the shape of the
cursor. Origin mode and scroll region once more, for terminals that know no soft reset; both move the cursor, which is put back. The
alternate screen stays: the screen goes there next, and terminals keep the cursor of each.
*/
export const undoLeftOver = [
	`${escape}[!p`,
	`${escape}(B${escape})B\u{F}`,
	`${escape}[4l${escape}[20l${escape}>`,
	setModes(modes, false),
	plainKeyboard,
	`${escape}[0 q`,
	`${escape}7${escape}[?6l${escape}[r${escape}8`,
].join('');

/**
For a program in the middle of its work that is to lose the terminal to a shell: besides all that, no alternate screen, a cursor, and a
line of its own. A terminal that is not on its alternate screen stays where it is.
*/
export const leaveToShell = `${undoLeftOver}${setModes([1047], false)}${setModes([7, 25], true)}\r\n`;
