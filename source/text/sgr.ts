/**
Looks that whoever wrote a text has chosen, as SGR parameters: `1;31` is what stands between `ESC[` and `m`. The empty text is the
terminal's own look.
*/
import {
	applySgr,
	plain,
	styleKey,
	type Style,
} from '../screen/style.ts';
import {nearestOfSixteen} from './sixteen.ts';

const rememberedLooks = 4096;
const longestRemembered = 64;
const looksAfter = new Map<string, string>();

/**
The look after an SGR sequence with these parameters, always in the same words for the same look. Weight, slant, underline, inverse,
strikethrough and colours are all that counts: blinking and concealed text is nobody's to choose here, and what is unknown changes nothing.
*/
export function lookAfter(look: string, parameters: string): string {
	const key = `${look}m${parameters}`;
	const known = looksAfter.get(key);
	if (known !== undefined) {
		return known;
	}

	const next = wordsOf(applySgr(applySgr(plain, look), parameters));
	remember(looksAfter, key, next);
	return next;
}

const looksInSixteen = new Map<string, string>();

/**
The look with the sixteen colours of the terminal alone, each other one replaced by the nearest of them, and never with text in the
colour of its background. Where that colour is black or white, which may be the terminal's own background, both go; so does black alone.
*/
export function inSixteenColours(look: string): string {
	let shown = looksInSixteen.get(look);
	if (shown === undefined) {
		const style = applySgr(plain, look);
		const foreground = nearestOfSixteen(style.foreground);
		const background = nearestOfSixteen(style.background);
		shown = wordsOf({...style, ...readable(foreground, background)});
		remember(looksInSixteen, look, shown);
	}

	return shown;
}

/**
What is left of the look where there are no colours: weight, underline and inverse.
*/
export function withoutColours(look: string): string {
	return wordsOf({
		...applySgr(plain, look), isItalic: false, isStrikethrough: false, foreground: '', background: '',
	});
}

const blackOrWhite = new Set([0, 7, 15]);

function readable(foreground: number | undefined, background: number | undefined): Pick<Style, 'foreground' | 'background'> {
	const isLost = foreground === undefined ? false : foreground === background || (foreground === 0 && background === undefined);
	return isLost
		? {foreground: blackOrWhite.has(foreground!) ? '' : parameterOf(foreground, 30), background: ''}
		: {foreground: parameterOf(foreground, 30), background: parameterOf(background, 40)};
}

function parameterOf(colour: number | undefined, first: 30 | 40): string {
	return colour === undefined ? '' : String(colour < 8 ? first + colour : first + 60 + colour - 8);
}

function wordsOf(style: Style): string {
	return styleKey(style).slice(2, -1);
}

function remember(looks: Map<string, string>, key: string, look: string): void {
	if (looks.size >= rememberedLooks) {
		looks.clear();
	}

	if (key.length <= longestRemembered) {
		looks.set(key, look);
	}
}
