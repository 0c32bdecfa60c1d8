/**
The names of the letters and numbers in the sequences that terminals send for keys.
*/

/**
Names by the final byte of their sequence.
*/
export const namesByFinal = new Map([
	['A', 'up'],
	['B', 'down'],
	['C', 'right'],
	['D', 'left'],
	['F', 'end'],
	['H', 'home'],
	['P', 'f1'],
	['Q', 'f2'],
	['R', 'f3'],
	['S', 'f4'],
]);

/**
Names by the number before a tilde. The Linux console and rxvt send f13 and more for shifted function keys.
*/
export const namesByNumber = new Map([
	[1, 'home'],
	[2, 'insert'],
	[3, 'delete'],
	[4, 'end'],
	[5, 'pageUp'],
	[6, 'pageDown'],
	[7, 'home'],
	[8, 'end'],
	[11, 'f1'],
	[12, 'f2'],
	[13, 'f3'],
	[14, 'f4'],
	[15, 'f5'],
	[17, 'f6'],
	[18, 'f7'],
	[19, 'f8'],
	[20, 'f9'],
	[21, 'f10'],
	[23, 'f11'],
	[24, 'f12'],
	[25, 'f13'],
	[26, 'f14'],
	[28, 'f15'],
	[29, 'f16'],
	[31, 'f17'],
	[32, 'f18'],
	[33, 'f19'],
	[34, 'f20'],
]);

/**
Characters of the numeric pad by the final byte that they have in application mode.
*/
export const padCharacters = new Map([
	['I', '\t'],
	['M', '\r'],
	['X', '='],
	['j', '*'],
	['k', '+'],
	['l', ','],
	['m', '-'],
	['n', '.'],
	['o', '/'],
	['p', '0'],
	['q', '1'],
	['r', '2'],
	['s', '3'],
	['t', '4'],
	['u', '5'],
	['v', '6'],
	['w', '7'],
	['x', '8'],
	['y', '9'],
]);
