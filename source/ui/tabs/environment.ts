/**
The Environment tab: what a process was started with. Values under names that promise a secret are hidden until they are asked for.
*/
import {isMissing} from '../../known.ts';
import {isSecretName, type EnvironmentVariable} from '../../kernel/pid/environ.ts';
import {fold} from '../../text/fold.ts';
import {keyWord, type Keymap} from '../../settings/keymap.ts';
import type {Line, Span} from '../../text/spans.ts';
import {clean} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import type {Tab} from './tab.ts';

export const environmentTab: Tab = {
	id: 'environment',
	title: 'Environment',
	help: 'The environment a process was started with; values that are likely secret are hidden until {secrets} is pressed.',
	subjects: ['process'],
	files: ['environment'],
	heading({details, areSecretsShown, keymap}) {
		return details && !isMissing(details.environment) ? [secretsLine(details.environment, areSecretsShown, keymap)] : [];
	},
	lines({process, details, areSecretsShown}, width, theme) {
		if (!process) {
			return ['No process is selected.'];
		}

		if (!details || (isMissing(details.environment) && details.environment.missing === 'first-sample')) {
			return ['The environment is being read.'];
		}

		if (isMissing(details.environment)) {
			return [`The environment cannot be read: ${details.environment.missing}.`];
		}

		return details.environment.length === 0
			? ['It has none, or has cleared it.']
			: details.environment.flatMap(variable => variableLines(variable, areSecretsShown, width, theme));
	},
};

/**
How many variables there are and how many of them are hidden, with the key that changes that.
*/
export function secretsLine(variables: readonly EnvironmentVariable[], areShown: boolean, keymap: Keymap): Line {
	const secrets = variables.filter(({name}) => isSecretName(name)).length;
	const count: Span = {text: `${variables.length} variables`, tone: 'dim'};
	return secrets === 0 ? [count] : [count, {text: ' · ', tone: 'dim'}, ...secretsKeyLine(secrets, areShown, keymap)];
}

/**
How many values are likely secret, with the key that shows or hides them.
*/
export function secretsKeyLine(count: number, areShown: boolean, keymap: Keymap): readonly Span[] {
	return [
		{text: areShown ? `${count} secret, ` : `${count} hidden, `, tone: 'dim'},
		{text: keyWord(keymap, 'secrets'), tone: 'key'},
		{text: areShown ? ' hides them' : ' shows them', tone: 'dim'},
	];
}

/**
One variable as `NAME=value`, folded to the width. A hidden value does not even tell its length.
*/
export function variableLines({name, value}: EnvironmentVariable, areSecretsShown: boolean, width: number, theme: Theme): readonly Line[] {
	const shownName = clean(name, theme.isUnicode);
	if (value === undefined) {
		return [[{text: shownName, tone: 'accent'}]];
	}

	if (!areSecretsShown && isSecretName(name)) {
		return [[{text: shownName, tone: 'accent'}, {text: '=', tone: 'dim'}, {text: '(hidden)', tone: 'warn'}]];
	}

	const [first = '', ...rest] = fold(`${shownName}=${clean(value, theme.isUnicode)}`, width);
	// A name longer than the line has no value in it.
	const nameLength = Math.min(shownName.length, first.length);
	return [
		[
			{text: first.slice(0, nameLength), tone: 'accent'},
			{text: first.slice(nameLength, nameLength + 1), tone: 'dim'},
			{text: first.slice(nameLength + 1)},
		],
		...rest,
	];
}
