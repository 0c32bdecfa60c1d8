/**
The characters of lines, marks, trees, bars and sparklines, in Unicode and in ASCII.
*/

/**
The characters that drawings are made of. Each takes one cell, but the branches of a tree three, and the name of the Enter key what it
needs.
*/
export type Glyphs = {
	/**
	Border pieces by the directions that they reach: bit 1 up, 2 right, 4 down, 8 left.
	*/
	readonly junctions: readonly string[];
	readonly horizontal: string;
	readonly vertical: string;
	readonly up: string;
	readonly down: string;
	readonly left: string;
	readonly right: string;
	readonly ascending: string;
	readonly descending: string;
	readonly selected: string;
	readonly tagged: string;
	readonly selectedTagged: string;
	readonly scrollThumb: string;
	readonly branch: string;
	readonly lastBranch: string;
	readonly through: string;
	readonly gap: string;
	/**
	Eight levels from nearly nothing to all.
	*/
	readonly spark: readonly string[];
	readonly barLeft: string;
	readonly barRight: string;
	/**
	From one part of a cell to the whole cell.
	*/
	readonly barParts: readonly string[];
	/**
	Whole cells that tell segments of a bar apart where colours do not.
	*/
	readonly barFills: readonly string[];
	readonly ellipsis: string;
	readonly dot: string;
	readonly dash: string;
	/**
	Stands in a cell for which there is nothing any more.
	*/
	readonly nothing: string;
	readonly bullet: string;
	readonly hollowBullet: string;
	readonly cross: string;
	readonly check: string;
	readonly enter: string;
};

export const unicodeGlyphs: Glyphs = {
	junctions: [' ', '│', '─', '└', '│', '│', '┌', '├', '─', '┘', '─', '┴', '┐', '┤', '┬', '┼'],
	horizontal: '─',
	vertical: '│',
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	ascending: '▲',
	descending: '▼',
	selected: '▸',
	tagged: '•',
	selectedTagged: '◆',
	scrollThumb: '▐',
	branch: '├─ ',
	lastBranch: '└─ ',
	through: '│  ',
	gap: ' '.repeat(3),
	spark: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
	barLeft: '▕',
	barRight: '▏',
	barParts: ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
	barFills: ['█', '▒', '▓', '░'],
	ellipsis: '…',
	dot: '·',
	dash: '–',
	nothing: '',
	bullet: '●',
	hollowBullet: '○',
	cross: '✗',
	check: '✓',
	enter: '⏎',
};

/**
For terminals that are not known to show more than ASCII.
*/
export const asciiGlyphs: Glyphs = {
	junctions: [' ', '|', '-', '+', '|', '|', '+', '+', '-', '+', '-', '+', '+', '+', '+', '+'],
	horizontal: '-',
	vertical: '|',
	up: '^',
	down: 'v',
	left: '<',
	right: '>',
	// A letter would be read as one of the title, + and - as signs of the numbers.
	ascending: '^',
	descending: 'v',
	selected: '>',
	tagged: '+',
	selectedTagged: '*',
	scrollThumb: '#',
	branch: '|- ',
	lastBranch: '`- ',
	through: '|  ',
	gap: ' '.repeat(3),
	spark: ['_', '.', ':', '-', '=', '+', '*', '#'],
	barLeft: '[',
	barRight: ']',
	barParts: ['#'],
	barFills: ['#', '=', '%', '-'],
	ellipsis: '~',
	dot: '.',
	dash: '-',
	nothing: '',
	bullet: '*',
	hollowBullet: 'o',
	cross: 'x',
	check: 'v',
	enter: 'Enter',
};
