/**
What SGR sequences (`ESC[…m`) do to the look of the text after them.
*/

/**
How a cell looks. Colours are the SGR parameters that set them (`31`, `38;5;208`, `48;2;1;2;3`), empty for the terminal's own.
*/
export type Style = {
	readonly isBold: boolean;
	readonly isDim: boolean;
	readonly isItalic: boolean;
	readonly isUnderline: boolean;
	readonly isInverse: boolean;
	readonly isStrikethrough: boolean;
	readonly foreground: string;
	readonly background: string;
};

type Attribute = 'isBold' | 'isDim' | 'isItalic' | 'isUnderline' | 'isInverse' | 'isStrikethrough';

const attributes: ReadonlyArray<{readonly name: Attribute; readonly on: number; readonly off: number; readonly alsoOn?: number}> = [
	{name: 'isBold', on: 1, off: 22},
	{name: 'isDim', on: 2, off: 22},
	{name: 'isItalic', on: 3, off: 23},
	// 21 underlines twice.
	{
		name: 'isUnderline', on: 4, off: 24, alsoOn: 21,
	},
	{name: 'isInverse', on: 7, off: 27},
	{name: 'isStrikethrough', on: 9, off: 29},
];

/**
How the terminal writes after a reset.
*/
export const plain: Style = {
	isBold: false,
	isDim: false,
	isItalic: false,
	isUnderline: false,
	isInverse: false,
	isStrikethrough: false,
	foreground: '',
	background: '',
};

/**
The style after an SGR sequence with these parameters (what stands between `ESC[` and `m`). Parameters that are unknown or make no sense
change nothing.
*/
export function applySgr(style: Style, parameters: string): Style {
	const next: {-readonly [Name in keyof Style]: Style[Name]} = {...style};
	const codes = parameters.split(';');
	for (let index = 0; index < codes.length; index++) {
		const text = codes[index]!;
		const code = Number.parseInt(text, 10) || 0;
		if (text.includes(':')) {
			// Sub-parameters keep a whole colour in one parameter, so nothing after it belongs to it.
			applySubParameters(next, text.split(':'));
		} else if (code === 0) {
			Object.assign(next, plain);
		} else if ([38, 48, 58].includes(code)) {
			const kind = codes[index + 1];
			const length = kind === '5' ? 2 : (kind === '2' ? 4 : 1);
			setColour(next, code, codes.slice(index + 1, index + 1 + length));
			index += length;
		} else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
			next.foreground = String(code);
		} else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) {
			next.background = String(code);
		} else if (code === 39) {
			next.foreground = '';
		} else if (code === 49) {
			next.background = '';
		} else {
			applyAttribute(next, code);
		}
	}

	return next;
}

function applyAttribute(style: {-readonly [Name in keyof Style]: Style[Name]}, code: number): void {
	for (const {name, on, off, alsoOn} of attributes) {
		if (code === on || code === off || code === alsoOn) {
			style[name] = code !== off;
		}
	}
}

function applySubParameters(style: {-readonly [Name in keyof Style]: Style[Name]}, parts: readonly string[]): void {
	const code = Number(parts[0]);
	if (code === 4) {
		style.isUnderline = parts[1] !== '0';
	} else if (parts[1] === '2') {
		// Between the kind and the channels may stand a colour space, mostly empty.
		setColour(style, code, ['2', ...parts.slice(parts.length >= 6 ? 3 : 2).slice(0, 3)]);
	} else {
		setColour(style, code, parts.slice(1, 3));
	}
}

function setColour(style: {-readonly [Name in keyof Style]: Style[Name]}, code: number, parts: readonly string[]): void {
	const [kind, ...channels] = parts;
	const isComplete = (kind === '5' && channels.length === 1) || (kind === '2' && channels.length === 3);
	if (!isComplete || channels.some(channel => !(/^\d{0,3}$/u.test(channel) && Number(channel) <= 255))) {
		return;
	}

	const colour = [code, kind, ...channels.map(Number)].join(';');
	if (code === 38) {
		style.foreground = colour;
	} else if (code === 48) {
		style.background = colour;
	}
}

/**
The shortest SGR sequence that leads from one style to another, empty if they are equal.
*/
export function sgrBetween(from: Style, to: Style): string {
	const changes = new Set<number | string>();
	for (const {name, on, off} of attributes) {
		if (from[name] && !to[name]) {
			changes.add(off);
		}

		// 22 ends bold and dim together, so what is left of the two is said again.
		if (to[name] && (!from[name] || (off === 22 && ((from.isBold && !to.isBold) || (from.isDim && !to.isDim))))) {
			changes.add(on);
		}
	}

	// The offs first: 22 would undo a 1 or 2 before it.
	const ordered = [...changes].toSorted((a, b) => Number(b === 22) - Number(a === 22));
	if (from.foreground !== to.foreground) {
		ordered.push(to.foreground || 39);
	}

	if (from.background !== to.background) {
		ordered.push(to.background || 49);
	}

	if (ordered.length === 0) {
		return '';
	}

	const step = ordered.join(';');
	const afterReset = ['', ...attributes.filter(({name}) => to[name]).map(({on}) => on), to.foreground, to.background]
		.filter((part, index) => index === 0 || part !== '')
		.join(';');
	return `\u{1B}[${afterReset.length < step.length ? afterReset : step}m`;
}

/**
A text that is equal for equal styles only.
*/
export function styleKey(style: Style): string {
	return sgrBetween(plain, style);
}

/**
What of a style can be seen on a blank.
*/
export function blankStyle(style: Style): Style {
	const isForegroundSeen = style.isInverse || style.isUnderline || style.isStrikethrough;
	return {
		...plain,
		isUnderline: style.isUnderline,
		isInverse: style.isInverse,
		isStrikethrough: style.isStrikethrough,
		isBold: isForegroundSeen && style.isBold,
		isDim: isForegroundSeen && style.isDim,
		foreground: isForegroundSeen ? style.foreground : '',
		background: style.background,
	};
}
