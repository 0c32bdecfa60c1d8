/**
What a container or a unit is called in a title or a sentence.
*/
import type {Container} from '../../../model/container.ts';
import type {Unit} from '../../../model/units/unit.ts';
import {clean} from '../../../text/clean.ts';

const names: Readonly<Partial<Record<Unit['kind'], string>>> = {
	host: 'the host', kernel: 'the kernel', none: 'no unit',
};

/**
Its name, ready to be drawn; what has no name of its own is called by what it is.
*/
export function spokenName({name, unit}: Pick<Container, 'name' | 'unit'>, isUnicode: boolean): string {
	return (unit && names[unit.kind]) ?? clean(name, isUnicode);
}
