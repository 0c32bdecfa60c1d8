/**
The Inspect tab of an image, a volume or a network: the engine's own answer, as it gave it.
*/
import {answerLines, secretsHeading} from '../inspect.ts';
import type {Tab} from '../tab.ts';
import {lookAt} from './look.ts';

export const resourceInspectTab: Tab = {
	id: 'resource-inspect',
	title: 'Inspect',
	help: 'Everything the engine says about the image, volume or network, as docker inspect prints it; values that are likely secret are '
		+ 'hidden until {secrets} is pressed.',
	subjects: ['image', 'volume', 'network'],
	files: [],
	asked: ['resource'],
	heading(subject, _width, theme) {
		const {answer} = lookAt(subject, theme);
		return answer && 'inspection' in answer ? secretsHeading(answer.inspection, subject) : [];
	},
	lines(subject, _width, theme) {
		const {answer, instead} = lookAt(subject, theme);
		return answer && 'inspection' in answer ? answerLines(answer.inspection, subject, theme) : instead;
	},
};
