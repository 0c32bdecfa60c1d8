/**
How a question is answered: yes or no, and by nothing else.
*/
import type {Key} from '../../terminal/keys/keyboard.ts';
import type {Theme} from '../../text/theme.ts';

type Answer = 'yes' | 'no' | undefined;

const answers: Readonly<Record<string, Answer>> = {
	y: 'yes', Y: 'yes', n: 'no', N: 'no', q: 'no',
};

/**
What a key answers, undefined for one that is no answer.
*/
export function answerOf({name}: Key, isEnterYes: boolean): Answer {
	return name === 'enter' && isEnterYes ? 'yes' : answers[name];
}

/**
The keys that answer a question, for its bottom line.
*/
export function answerHint(isEnterYes: boolean, {glyphs}: Theme): string {
	return isEnterYes ? `y or ${glyphs.enter} yes  n no` : 'y yes  n no';
}
