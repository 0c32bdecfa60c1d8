/**
The Inspect tab: the engine's own answer, as it gave it. Values that are likely secret are hidden until they are asked for.
*/
import type {Line, Span} from '../../text/spans.ts';
import {clean} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import {secretsKeyLine} from './environment.ts';
import {withoutSecrets} from './secrets.ts';
import type {Subject, Tab} from './tab.ts';

export const inspectTab: Tab = {
	id: 'inspect',
	title: 'Inspect',
	help: 'Everything the engine says about the container, as docker inspect prints it; values that are likely secret are hidden until '
		+ '{secrets} is pressed.',
	subjects: ['container'],
	files: [],
	asked: ['inspection'],
	heading: subject => subject.inspection?.state === 'answered' ? secretsHeading(subject.inspection.answer, subject) : [],
	lines(subject, _width, theme) {
		const {container, inspection} = subject;
		if (!container) {
			return ['No container is selected.'];
		}

		if (container.engine === undefined) {
			return ['No engine that nstop can reach knows this container.'];
		}

		if (!inspection || inspection.state === 'asking') {
			return ['Asking the engine.'];
		}

		return inspection.state === 'failed'
			? [[{text: clean(inspection.reason, theme.isUnicode), tone: 'bad'}]]
			: answerLines(inspection.answer, subject, theme);
	},
};

/**
How many values of an answer are hidden, and the key that shows them; nothing where none is.
*/
export function secretsHeading(
	answer: Readonly<Record<string, unknown>>,
	{areSecretsShown, keymap}: Pick<Subject, 'areSecretsShown' | 'keymap'>,
): readonly Line[] {
	const count = hiddenOf(answer).hidden;
	return count === 0 ? [] : [secretsKeyLine(count, areSecretsShown, keymap)];
}

/**
An answer as JSON, with its secrets hidden unless they are shown.
*/
export function answerLines(
	answer: Readonly<Record<string, unknown>>,
	{areSecretsShown}: Pick<Subject, 'areSecretsShown'>,
	theme: Theme,
): readonly Line[] {
	return linesOf(areSecretsShown ? answer : hiddenOf(answer).answer, theme);
}

const linesByAnswer = new WeakMap<WeakKey, readonly Line[]>();
const hiddenByAnswer = new WeakMap<WeakKey, HiddenAnswer>();

type HiddenAnswer = {readonly answer: Readonly<Record<string, unknown>>; readonly hidden: number};

function hiddenOf(answer: Readonly<Record<string, unknown>>): HiddenAnswer {
	let known = hiddenByAnswer.get(answer);
	if (!known) {
		known = withoutSecrets(answer);
		hiddenByAnswer.set(answer, known);
	}

	return known;
}

/**
An answer has thousands of lines; they are made once.
*/
function linesOf(answer: Readonly<Record<string, unknown>>, theme: Theme): readonly Line[] {
	let lines = linesByAnswer.get(answer);
	if (!lines) {
		lines = JSON.stringify(answer, undefined, 2).split('\n').map(line => jsonLine(line, theme));
		linesByAnswer.set(answer, lines);
	}

	return lines;
}

function jsonLine(line: string, theme: Theme): Line {
	const parts = /^( *)("(?:[^"\\]|\\.)*": )?(\S.*)?$/.exec(line);
	const [, indent = '', name = '', value = ''] = parts ?? [];
	const spans: Span[] = [{text: indent}, {text: clean(name, theme.isUnicode), tone: 'accent'}, {text: clean(value, theme.isUnicode)}];
	return spans.filter(({text}) => text !== '');
}
