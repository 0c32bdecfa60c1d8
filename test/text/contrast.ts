import test from 'node:test';
import assert from 'node:assert/strict';
import {createTheme, type Tone} from '../../source/text/theme.ts';

/**
The colours that tones may use, as terminals have them without a palette of the user's own: xterm, the Linux console, GNOME Terminal,
Windows Terminal.
*/
const palettes: Readonly<Record<string, readonly string[]>> = {
	31: ['cd0000', 'aa0000', 'c01c28', 'c50f1f'],
	32: ['00cd00', '00aa00', '26a269', '13a10e'],
	33: ['cdcd00', 'aa5500', 'a2734c', 'c19c00'],
	34: ['0000ee', '0000aa', '12488b', '0037da'],
	35: ['cd00cd', 'aa00aa', 'a347ba', '881798'],
	36: ['00cdcd', '00aaaa', '2aa1b3', '3a96dd'],
	91: ['ff0000', 'ff5555', 'f66151', 'e74856'],
	92: ['00ff00', '55ff55', '33da7a', '16c60c'],
	95: ['ff00ff', 'ff55ff', 'c061cb', 'b4009e'],
	96: ['00ffff', '55ffff', '33c7de', '61d6d6'],
	93: ['ffff00', 'ffff55', 'e9ad0c', 'f9f1a5'],
};

function luminance(colour: string): number {
	const [red, green, blue] = [0, 2, 4].map(index => {
		const part = Number.parseInt(colour.slice(index, index + 2), 16) / 255;
		return part <= 0.04 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/**
As WCAG defines it, from 1 to 21; the worse of black and white.
*/
function contrast(colour: string): number {
	return Math.min(1.05 / (luminance(colour) + 0.05), (luminance(colour) + 0.05) / 0.05);
}

function worstOf(parameter: string): number {
	const colours = palettes[parameter];
	assert.ok(colours, `${parameter} is no colour for text on the terminal's own background`);
	return Math.min(...colours.map(colour => contrast(colour)));
}

const tones: readonly Tone[] = ['normal',
	'dim',
	'strong',
	'border',
	'borderFocused',
	'title',
	'titleFocused',
	'header',
	'headerSorted',
	'selected',
	'selectedElsewhere',
	'tagged',
	'good',
	'warn',
	'bad',
	'accent',
	'host',
	'shared',
	'key'];

test('no colour that stands on the terminal\'s own background is lost on black or on white', () => {
	assert.ok(worstOf('33') < 1.9, 'yellow is measured as what cannot be read on white');
	assert.ok(worstOf('96') < 1.9, 'what many terminals make of bold cyan is measured as what cannot be read on white');
	const {paint} = createTheme({level: '16', isUnicode: true});
	let found = 0;
	for (const tone of tones) {
		const parameters = /\[([\d;]*)m/.exec(paint(tone, 'x'))?.[1]?.split(';') ?? [];
		const hasBackground = parameters.some(parameter => /^(?:4\d|10\d)$/.test(parameter));
		const written = hasBackground ? [] : parameters.filter(each => /^[39]\d$/.test(each));
		// Many terminals draw a bold colour as the bright one.
		const bright = parameters.includes('1') ? written.map(each => each.replace(/^3/, '9')) : [];
		for (const parameter of [...written, ...bright]) {
			found++;
			assert.ok(worstOf(parameter) > 1.9, `${tone}: ${parameter} has a contrast of ${worstOf(parameter).toFixed(1)}`);
		}
	}

	assert.ok(found > 5);
});
