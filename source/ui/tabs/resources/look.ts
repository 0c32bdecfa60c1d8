/**
What was asked about the selected image, volume or network, or what is said in its place.
*/
import {clean} from '../../../text/clean.ts';
import type {Line} from '../../../text/spans.ts';
import type {Theme} from '../../../text/theme.ts';
import type {ResourceLook} from '../../resources/reading.ts';
import type {Subject} from '../tab.ts';

type Answer = Extract<ResourceLook, {readonly state: 'answered'}>;

/**
The answer, once it is there.
*/
export function lookAt(
	{kind, resource, resources: {look}}: Pick<Subject, 'kind' | 'resource' | 'resources'>,
	{isUnicode}: Theme,
): {readonly answer?: Answer; readonly instead: readonly Line[]} {
	if (!resource) {
		return {instead: [`No ${kind} is selected.`]};
	}

	if (look?.key !== resource.key || look.state === 'asking') {
		return {instead: ['Asking the engine.']};
	}

	return look.state === 'failed'
		? {instead: [[{text: clean(look.reason, isUnicode), tone: 'bad'}]]}
		: {answer: look, instead: ['Asking the engine.']};
}
