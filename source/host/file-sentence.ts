/**
What is said where the file of a log cannot be read.
*/
import type {Missing} from '../known.ts';

/**
Why the file of a log cannot be read, in one or two sentences.
*/
export function fileSentence(name: string, {missing}: Missing): string {
	const why = {
		denied: 'permission denied on its file. Run nstop as root.',
		gone: 'its file is gone.',
		unsupported: 'what should be its file cannot be read.',
		'first-sample': 'its file has not been looked for yet.',
	}[missing];
	return `Could not read the log of ${name}: ${why}`;
}

/**
Why an older file of a log cannot be read to its end.
*/
export function damagedSentence(name: string): string {
	return `Could not read all of the log of ${name}: an older file of it, packed with gzip, is damaged.`;
}
