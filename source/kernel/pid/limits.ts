/**
/proc/PID/limits: what setrlimit allows a process.
*/
import {valueOf} from '../../known.ts';
import {
	type Bytes,
	linesOf,
	numberOf,
	wordsOf,
} from '../fields.ts';

/**
One limit in the given unit, an empty text where it has none. A process may raise the soft limit up to the hard one.
*/
export type ResourceLimit = {
	/**
	`Max open files`
	*/
	readonly name: string;
	readonly soft: number | 'unlimited';
	readonly hard: number | 'unlimited';
	readonly unit: string;
};

// Width of the column of names, which hold single blanks.
const nameWidth = 26;

function amountOf(text: string | undefined): number | 'unlimited' | undefined {
	return text === 'unlimited' ? text : valueOf(numberOf(text));
}

/**
All limits in the order of the kernel; the heading is left out.
*/
export function parseLimits(bytes: Bytes): readonly ResourceLimit[] {
	return linesOf(bytes).flatMap(line => {
		const [softText, hardText, unit = ''] = wordsOf(line.slice(nameWidth));
		const soft = amountOf(softText);
		const hard = amountOf(hardText);
		return soft === undefined || hard === undefined
			? []
			: [{
				name: line.slice(0, nameWidth).trim(), soft, hard, unit,
			}];
	});
}
