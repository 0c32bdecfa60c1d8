/**
/proc/PID/statm: sizes of a process in pages, exact where stat gives an estimate.
*/
import {type Known, mapKnown} from '../../known.ts';
import {type Bytes, numberOf, wordsOf} from '../fields.ts';

/**
Bytes of the process that are in RAM, shared ones included: the second number.
*/
export function parseResidentBytes(bytes: Bytes, pageBytes: number): Known<number> {
	return mapKnown(numberOf(wordsOf(bytes.toString('latin1'))[1]), pages => pages * pageBytes);
}
