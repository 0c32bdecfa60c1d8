/**
Colours by meaning, and what the terminal can show. The only place that knows an SGR number.
*/
import {asciiGlyphs, unicodeGlyphs, type Glyphs} from './glyphs.ts';
import {inSixteenColours, withoutColours} from './sgr.ts';

export type {Glyphs} from './glyphs.ts';

/**
What a piece of text means to the reader; the theme decides how that looks.
*/
export type Tone =
	| 'normal' | 'dim' | 'strong'
	// Frames
	| 'border' | 'borderFocused' | 'title' | 'titleFocused'
	// Tables
	| 'header' | 'headerSorted' | 'selected' | 'selectedElsewhere' | 'tagged'
	// Judgement
	| 'good' | 'warn' | 'bad'
	// Kinds of things
	| 'accent' | 'host' | 'shared' | 'key';

type ColourLevel = 'none' | '16';

/**
Parameters of the SGR sequence for each tone. Plain blue is not used: it cannot be read on black. Nor is yellow, which cannot be read on
white, nor bright black, which some palettes make the background, so faint says dim. Cyan is not bold: many terminals draw bold colours
bright, and bright cyan cannot be read on white.
*/
const colours: Readonly<Record<Tone, string>> = {
	normal: '',
	dim: '2',
	strong: '1',
	border: '2',
	borderFocused: '36',
	title: '',
	titleFocused: '36',
	header: '1',
	headerSorted: '36',
	selected: '30;46',
	selectedElsewhere: '97;100',
	tagged: '1;35',
	good: '32',
	warn: '35',
	bad: '91',
	accent: '36',
	host: '36',
	shared: '36',
	key: '1',
};

/**
The same without colours: weight, inverse and underline alone.
*/
const weights: Readonly<Record<Tone, string>> = {
	normal: '',
	dim: '2',
	strong: '1',
	border: '2',
	borderFocused: '1',
	title: '',
	titleFocused: '1',
	header: '1',
	headerSorted: '1;4',
	selected: '7',
	selectedElsewhere: '1',
	tagged: '1',
	good: '',
	warn: '1',
	bad: '1',
	accent: '',
	host: '',
	shared: '',
	key: '1',
};

/**
What the terminal can show.
*/
type ThemeChoice = {readonly level: ColourLevel; readonly isUnicode: boolean};

export type Theme = ThemeChoice & {
	readonly glyphs: Glyphs;
	/**
	The text in the look of the tone. Painted text may stand inside: it adds its look, and after it this one goes on.
	*/
	paint(tone: Tone, text: string): string;
	/**
	The text in a look that its writer has chosen, as far as this terminal has it. See `sgr.ts`.
	*/
	paintLook(look: string, text: string): string;
	/**
	The whole row in the look of the tone alone, whatever was painted inside: for a selected row.
	*/
	paintRow(tone: Tone, row: string): string;
};

const reset = '\u{1B}[0m';
// eslint-disable-next-line no-control-regex, regexp/no-control-character -- the sequence begins with a control
const sgr = /\u{1B}\[[\d;]*m/gu;

/**
Takes the looks that a theme has painted off again.
*/
export function unpaint(row: string): string {
	return row.includes('\u{1B}') ? row.replaceAll(sgr, '') : row;
}

export function createTheme({level, isUnicode}: ThemeChoice): Theme {
	const parameters = level === '16' ? colours : weights;
	const paintWith = (sgrParameters: string, text: string): string => {
		if (text === '' || sgrParameters === '') {
			return text;
		}

		const start = `\u{1B}[${sgrParameters}m`;
		return start + text.replaceAll(reset, () => reset + start) + reset;
	};

	const paint = (tone: Tone, text: string): string => paintWith(parameters[tone], text);

	return {
		level,
		isUnicode,
		glyphs: isUnicode ? unicodeGlyphs : asciiGlyphs,
		paint,
		paintLook: (look, text) => paintWith(level === '16' ? inSixteenColours(look) : withoutColours(look), text),
		paintRow: (tone, row) => paint(tone, unpaint(row)),
	};
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
What to show on this terminal. Colours: FORCE_COLOR decides where it is set (`0` and `false` are no), then NO_COLOR, then whether there
is a terminal and whether TERM names one with colours. Characters: the first of
LC_ALL, LC_CTYPE and LANG that is set must name UTF-8; the Linux console has no glyphs for small blocks and gets ASCII.
*/
export function detectTheme(environment: Environment, isTTY: boolean): ThemeChoice {
	return {level: hasColours(environment, isTTY) ? '16' : 'none', isUnicode: hasUnicode(environment)};
}

function hasColours({FORCE_COLOR: force, NO_COLOR: refusal, TERM: terminal = ''}: Environment, isTTY: boolean): boolean {
	return force === undefined ? isTTY && !refusal && !/^(?:dumb|vt\d+)$|-m(?:ono)?$/.test(terminal) : force !== '0' && force !== 'false';
}

function hasUnicode({LC_ALL: all, LC_CTYPE: characters, LANG: language, TERM: terminal}: Environment): boolean {
	const locale = [all, characters, language].find(Boolean) ?? '';
	return terminal !== 'linux' && /utf-?8/i.test(locale);
}
