/**
New limits from what was typed: read, compared with the present ones, and held to the rules that engines have for them.
*/
import type {ContainerLimits} from '../../engine/limits.ts';
import type {LimitTexts} from '../target.ts';
import {limitFields, limitText} from './limit-fields.ts';

/**
The limits that were typed and differ from the present ones, an empty field left out, and what has to be changed with them; or why there is
nothing to change.
*/
export function typedLimits(texts: LimitTexts, present: ContainerLimits): ContainerLimits | string {
	const typed = limitFields.map(field => ({field, text: (texts[field.name] ?? '').trim().toLowerCase()})).filter(({text}) => text !== '');
	const read = typed.map(({field, text}) => ({field, limit: text === 'none' && field.canBeNone ? text : field.parse(text)}));
	const wrong = read.find(({limit}) => limit === undefined)?.field;
	if (wrong) {
		return texts[wrong.name]?.trim().toLowerCase() === 'none'
			? `${wrong.title}: an engine cannot take this limit away, only change it.`
			: `${wrong.title}: type something like ${wrong.example}.`;
	}

	const changed = read.filter(({field: {name}, limit}) => limit !== (present[name] ?? 'none'));
	if (changed.length === 0) {
		return read.length === 0 ? 'Type at least one new limit.' : 'These are the limits that it has.';
	}

	const limits = Object.fromEntries(changed.map(({field: {name}, limit}) => [name, limit])) as ContainerLimits;
	const isSwapTyped = read.some(({field}) => field === swapField);
	return refusal({...present, ...limits}, limits, isSwapTyped) ?? {...swapFor(limits, present), ...limits};
}

/**
What engines take at least.
*/
const leastMemoryBytes = 6 * (2 ** 20);

const [memoryField, swapField] = (['memoryBytes', 'memoryAndSwapBytes'] as const)
	.map(name => limitFields.find(field => field.name === name)!) as [typeof limitFields[number], typeof limitFields[number]];

/**
Why an engine would not take the memory, or memory and swap, that the container were to have then.
*/
function refusal(
	{memoryBytes: memory = 'none', memoryAndSwapBytes: swap = 'none'}: ContainerLimits,
	{memoryBytes: newMemory, memoryAndSwapBytes: newSwap}: ContainerLimits,
	isSwapTyped: boolean,
): string | undefined {
	if (newMemory !== undefined && newMemory !== 'none' && newMemory < leastMemoryBytes) {
		return `${memoryField.title}: engines take no less than ${limitText(memoryField, leastMemoryBytes)}.`;
	}

	if (!isSwapTyped || swap === 'none') {
		return undefined;
	}

	if (memory === 'none') {
		return newSwap === undefined ? undefined : `${swapField.title}: this limit needs one of the memory too.`;
	}

	return swap < memory ? `${swapField.title}: at least as much as the memory, ${limitText(memoryField, memory)}.` : undefined;
}

/**
The limit of memory and swap that goes with a new one of the memory where no other was typed. Docker refuses a memory limit above it, and
takes one that was never set for the smallest. So `none` is told to it as such, and what is too small becomes twice the memory, as at `run`.
*/
function swapFor({memoryBytes: memory}: ContainerLimits, {memoryAndSwapBytes: present = 'none'}: ContainerLimits): ContainerLimits {
	if (memory === undefined || memory === 'none') {
		return {};
	}

	return present === 'none' ? {memoryAndSwapBytes: 'none'} : (memory > present ? {memoryAndSwapBytes: memory * 2} : {});
}
