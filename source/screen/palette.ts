/**
Numbers for what does not fit into a cell: styles, and glyphs of several code points.
*/
import {
	blankCell,
	clusterBase,
	packGlyph,
	replacement,
} from './cell.ts';
import {
	applySgr,
	blankStyle,
	plain,
	sgrBetween,
	styleKey,
	type Style,
} from './style.ts';
import {graphemeWidth} from './width.ts';

const styleLimit = 1024;
const clusterLimit = 4096;
const cacheLimit = 8192;

/**
Longer clusters are nobody's writing: a flag of a region has 14 UTF-16 units, a family with skin tones 26.
*/
const longestCluster = 48;

/**
Line and paragraph separators are no control characters by category, but a terminal might take them for such.
*/
const separator = /[\u{2028}\u{2029}]/u;

type Cluster = {readonly text: string; readonly reach: number};

/**
Keeps styles and clusters under small numbers. Style 0 is the plain one. When no number is left, the plain style or U+FFFD stands in and
`isExhausted` tells: time for a new palette.
*/
export class Palette {
	isExhausted = false;
	readonly #styles: Style[] = [plain];
	readonly #styleIds = new Map<string, number>([['', 0]]);
	readonly #blanks: number[] = [0];
	readonly #clusters: Cluster[] = [];
	readonly #clusterIds = new Map<string, number>();
	#steps: Array<Map<string, number>> = [];
	#stepCount = 0;
	readonly #changes = new Map<number, string>();
	readonly #glyphs = new Map<string, number>();

	/**
	The number of the style that an SGR sequence with these parameters leads to.
	*/
	step(styleId: number, parameters: string): number {
		const known = this.#steps[styleId]?.get(parameters);
		if (known !== undefined) {
			return known;
		}

		if (++this.#stepCount > cacheLimit) {
			this.#steps = [];
			this.#stepCount = 0;
		}

		const next = this.#internStyle(applySgr(this.#style(styleId), parameters));
		if (next === undefined) {
			return 0;
		}

		this.#steps[styleId] ??= new Map<string, number>();
		this.#steps[styleId].set(parameters, next);
		return next;
	}

	/**
	The number of the style in which a blank looks the same.
	*/
	blankOf(styleId: number): number {
		return this.#blanks[styleId] ?? 0;
	}

	/**
	The SGR sequence from one style to another.
	*/
	change(fromId: number, toId: number): string {
		const key = (fromId * styleLimit) + toId;
		let change = this.#changes.get(key);
		if (change === undefined) {
			if (this.#changes.size > cacheLimit) {
				this.#changes.clear();
			}

			change = sgrBetween(this.#style(fromId), this.#style(toId));
			this.#changes.set(key, change);
		}

		return change;
	}

	/**
	A grapheme as a cell without style in the low 22 bits, its width in cells above. 0 if it cannot be seen.
	*/
	glyph(grapheme: string): number {
		const known = this.#glyphs.get(grapheme);
		if (known !== undefined) {
			return known;
		}

		const width = Math.min(graphemeWidth(grapheme), 512);
		const code = width === 0 ? 0 : this.#code(grapheme, width);
		if (code === undefined) {
			this.isExhausted = true;
			return packGlyph(replacement, width);
		}

		if (this.#glyphs.size > cacheLimit) {
			this.#glyphs.clear();
		}

		const glyph = width === 0 ? 0 : packGlyph(code, width);
		this.#glyphs.set(grapheme, glyph);
		return glyph;
	}

	/**
	What to print for the code of a cell.
	*/
	text(code: number): string {
		return code < clusterBase ? String.fromCodePoint(code) : (this.#clusters[code - clusterBase]?.text ?? '\u{FFFD}');
	}

	/**
	How many cells a terminal may fill with the glyph that does not know clusters.
	*/
	reach(code: number): number {
		return code < clusterBase ? 2 : (this.#clusters[code - clusterBase]?.reach ?? 2);
	}

	#style(id: number): Style {
		return this.#styles[id] ?? plain;
	}

	#internStyle(style: Style): number | undefined {
		const known = this.#styleIds.get(styleKey(style));
		if (known !== undefined) {
			return known;
		}

		const blank = blankStyle(style);
		const isOwnBlank = styleKey(blank) === styleKey(style);
		const blankId = isOwnBlank ? undefined : this.#internStyle(blank);
		const id = this.#styles.length;
		if (id === styleLimit || (!isOwnBlank && blankId === undefined)) {
			this.isExhausted = true;
			return undefined;
		}

		this.#styles.push(style);
		this.#styleIds.set(styleKey(style), id);
		this.#blanks[id] = blankId ?? id;
		return id;
	}

	/**
	Undefined if no number is left for a cluster.
	*/
	#code(grapheme: string, width: number): number | undefined {
		const codePoints = [...grapheme];
		if (width > 2 || grapheme.length > longestCluster || separator.test(grapheme)) {
			return replacement;
		}

		if (codePoints.length === 1) {
			return grapheme.codePointAt(0);
		}

		const known = this.#clusterIds.get(grapheme);
		if (known !== undefined) {
			return clusterBase + known;
		}

		const id = this.#clusters.length;
		if (id === clusterLimit) {
			return undefined;
		}

		this.#clusters.push({text: grapheme, reach: codePoints.length * 2});
		this.#clusterIds.set(grapheme, id);
		return clusterBase + id;
	}
}

/**
A blank in the plain style.
*/
export const plainBlank = blankCell(0);
