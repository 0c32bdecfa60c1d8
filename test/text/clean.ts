import test from 'node:test';
import assert from 'node:assert/strict';
import stringWidth from 'string-width';
import {
	cellWidth,
	clean,
	clip,
	clipStart,
	fit,
	pad,
} from '../../source/text/clean.ts';

const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});
const widthByGraphemes = (text: string) => [...segmenter.segment(text)].reduce((sum, {segment}) => sum + stringWidth(segment), 0);

/**
Pieces of hostile text, put together at random by a generator that gives the same every time.
*/
const pieces = [
	'a',
	'B',
	' ',
	'~',
	'\t',
	'\n',
	'\r',
	'\u{1B}[31m',
	'\u{1B}]0;title\u{7}',
	'\u{9B}2J',
	'\u{7F}',
	'\0',
	'漢',
	'字',
	'かﾞ',
	'é',
	'e\u{301}',
	'z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}',
	'\u{301}',
	'한',
	'\u{1112}\u{1161}\u{11AB}',
	'\u{1100}',
	'👍🏽',
	'🏽',
	'👨‍👩‍👧‍👦',
	'🇩🇪',
	'🇩',
	'❤️',
	'1️⃣',
	'\u{200D}',
	'\u{200B}',
	'\u{202E}',
	'\u{2066}',
	'\u{61C}',
	'\u{FEFF}',
	'\u{2028}',
	'\u{D800}',
	'\u{DC00}',
	'\u{E000}',
	'\u{E0041}',
	'\u{10FFFF}',
	'\u{378}',
	'שלום',
	'مرحبا',
	'\u{600}',
	'कि',
	'क्ष',
	'…',
	'│',
	'▁█',
	'\u{3164}',
	'\u{AD}',
	'\u{180E}',
	'ｶﾞ',
	'\u{3000}',
	'\u{FE0F}',
	'𝕏',
];

function * hostileTexts(count: number): Generator<string> {
	let seed = 20_261;
	const next = (below: number) => {
		seed = ((seed * 1_103_515_245) + 12_345) % 2_147_483_648;
		return Math.floor(seed / 2_147_483_648 * below);
	};

	for (let index = 0; index < count; index++) {
		yield Array.from({length: next(12)}, () => pieces[next(pieces.length)]!).join('');
	}
}

test('printable ASCII and narrow text come back as they are', () => {
	assert.equal(clean('nginx: worker --user=1'), 'nginx: worker --user=1');
	assert.equal(clean('größe │ привет ▁▂▃'), 'größe │ привет ▁▂▃');
});

test('an escape sequence is seen instead of obeyed', () => {
	assert.equal(clean('a\u{1B}[31mred\u{1B}]0;x\u{7}'), 'a␛[31mred␛]0;x␇');
	assert.equal(clean('a\u{9B}2J'), 'a�2J');
	assert.equal(clean('a\u{1B}[31m', false), 'a^[[31m');
});

test('line breaks of every kind stay in the line', () => {
	assert.equal(clean('a\nb\r\nc\u{2028}d\u{2029}e\tf\u{7F}\0'), 'a␊b␍␊c␤d␤e␉f␡␀');
	assert.equal(clean('a\nb\u{7F}\u{2028}\u{85}', false), 'a^Jb^?^J?');
});

test('what reorders the line or draws nothing is dropped', () => {
	assert.equal(clean('\u{202E}gnp.exe\u{202C} \u{2066}x\u{2069} \u{200E}a\u{200F}b\u{61C}c'), 'gnp.exe x abc');
	assert.equal(clean('pa\u{200B}ss\u{FEFF}wo\u{AD}rd\u{2060}\u{3164}'), 'password');
});

test('lone surrogates, private and unassigned characters have no glyph', () => {
	assert.equal(clean('a\u{D800}b\u{DC00}c\u{E000}d\u{10FFFF}'), 'a�b�c�d�');
});

test('marks piled on a letter are limited to two, and one without a letter gets a carrier', () => {
	assert.equal(clean('z\u{300}\u{301}\u{302}\u{303}\u{304}!'), 'z\u{300}\u{301}!');
	assert.equal(clean('a\u{300}\u{301}\u{200D}\u{302}\u{303}'), 'a\u{300}\u{301}');
	assert.equal(clean('\u{301}x'), '◌\u{301}x');
});

test('joiners stay between pictures, and a chain of them ends', () => {
	assert.equal(clean('👨‍👩‍👧‍👦'), '👨‍👩‍👧‍👦');
	assert.equal(clean('a\u{200D}b'), 'ab');
	const chain = Array.from({length: 9}, () => '👨').join('\u{200D}');
	assert.equal(cellWidth(clean(chain)), 6);
});

test('skin tones stay on what can have one', () => {
	assert.equal(clean('👍🏽🏽🏽'), '👍🏽');
	assert.equal(clean('a🏽'), 'a');
});

test('without Unicode all is ASCII', () => {
	assert.equal(clean('größe 漢字 e\u{301} 👍🏽', false), 'gr??e ?? e ?');
	assert.equal(clean('restarting ×3 · 8080→80 – …', false), 'restarting x3 . 8080>80 - ~');
	for (const text of hostileTexts(500)) {
		assert.match(clean(text, false), /^[\u{20}-\u{7E}]*$/u);
	}
});

test('cleaned text has no control, no format character and is clean for good', () => {
	for (const text of hostileTexts(3000)) {
		const cleaned = clean(text);
		assert.doesNotMatch(
			cleaned,
			/[\p{Bidi_Control}\p{Control}\p{Line_Separator}\p{Paragraph_Separator}\p{Private_Use}\p{Surrogate}\p{Unassigned}]/u,
		);
		assert.doesNotMatch(cleaned, /\p{Mark}{3}/u);
		assert.equal(clean(cleaned), cleaned, JSON.stringify(text));
	}
});

test('a name of a megabyte of marks is cleaned and cut', () => {
	const text = `a${'\u{301}'.repeat(1_000_000)}`;
	assert.equal(clean(text), 'a\u{301}\u{301}');
	const long = '字'.repeat(500_000);
	assert.equal(clip(long, 10), '字字字字…');
});

test('every character counted without a look into the tables is one cell wide alone and beside others', () => {
	for (let code = 0x20; code < 0x30_00; code++) {
		const character = String.fromCodePoint(code);
		// Both would take the slow way if the character were not among the narrow ones.
		assert.equal(cellWidth(character), stringWidth(character), code.toString(16));
		assert.equal(cellWidth(`x${character}y`), widthByGraphemes(`x${character}y`), code.toString(16));
	}
});

test('width is the sum over graphemes, as string-width has it', () => {
	assert.equal(cellWidth('漢字'), 4);
	assert.equal(cellWidth('👨‍👩‍👧‍👦'), 2);
	assert.equal(cellWidth('🇩🇪'), 2);
	assert.equal(cellWidth('e\u{301}'), 1);
	assert.equal(cellWidth(''), 0);
	for (const text of hostileTexts(3000)) {
		assert.equal(cellWidth(text), widthByGraphemes(text), JSON.stringify(text));
		assert.equal(cellWidth(clean(text)), stringWidth(clean(text)), JSON.stringify(text));
	}
});

test('fit gives exactly the width for any text, beside any other', () => {
	for (const text of hostileTexts(1500)) {
		const cleaned = clean(text);
		for (let width = 0; width <= 14; width++) {
			for (const align of ['left', 'right', 'center'] as const) {
				const cell = fit(cleaned, width, align);
				assert.equal(cellWidth(cell), width, JSON.stringify({cleaned, width, align}));
				assert.equal(cellWidth(`│${cell} ${cell}│`), (2 * width) + 3, JSON.stringify({cleaned, width, align}));
			}
		}
	}
});

test('clipped text is a beginning and at most as wide as told', () => {
	for (const text of hostileTexts(1500)) {
		const cleaned = clean(text);
		for (let width = 0; width <= 14; width++) {
			const start = clip(cleaned, width);
			assert.ok(cellWidth(start) <= width);
			assert.ok(start === cleaned || cleaned.startsWith(start.slice(0, -1)));
			const end = clipStart(cleaned, width);
			assert.ok(cellWidth(end) <= width);
			assert.ok(end === cleaned || cleaned.endsWith(end.slice(1)));
		}
	}
});

test('a wide character is not cut in half', () => {
	assert.equal(clip('漢字漢字', 4), '漢…');
	assert.equal(fit('漢字漢字', 4), '漢… ');
	assert.equal(fit('漢字漢字', 4, 'right'), ' 漢…');
	assert.equal(clip('漢字', 1), '…');
	assert.equal(clip('漢字', 4), '漢字');
	assert.equal(clipStart('漢字漢字', 4), '…字');
});

test('clipping marks what is missing, at the end or at the start', () => {
	assert.equal(clip('containerd', 5), 'cont…');
	assert.equal(clip('containerd', 5, '~'), 'cont~');
	assert.equal(clip('containerd', 0), '');
	assert.equal(clip('containerd', 10), 'containerd');
	assert.equal(clipStart('/var/lib/docker/overlay2', 9), '…overlay2');
	assert.equal(clipStart('/var', 0), '');
});

test('padding stands on the side away from the text', () => {
	assert.equal(pad('ab', 5), 'ab   ');
	assert.equal(pad('ab', 5, 'right'), '   ab');
	assert.equal(pad('ab', 5, 'center'), ' ab  ');
	assert.equal(pad('漢', 5, 'right'), '   漢');
	assert.equal(pad('abcdef', 5), 'abcdef');
});
