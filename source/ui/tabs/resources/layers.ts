/**
The Layers tab: what each layer of an image was made by, and how much it adds.
*/
import {clean, pad} from '../../../text/clean.ts';
import {formatAge, formatBytes} from '../../../text/format.ts';
import {oneLine} from '../../../text/one-line.ts';
import type {Line} from '../../../text/spans.ts';
import {wrap} from '../../../text/wrap.ts';
import type {Tab} from '../tab.ts';
import {lookAt} from './look.ts';

export const layersTab: Tab = {
	id: 'layers',
	title: 'Layers',
	help: 'The layers of the image, the newest first: the size of each, and the command that made it.',
	subjects: ['image'],
	files: [],
	asked: ['layers'],
	heading: (_subject, width) => [[{text: pad('   SIZE     AGE  COMMAND', width), tone: 'header'}]],
	lines(subject, width, theme) {
		const {answer, instead} = lookAt(subject, theme);
		if (!answer || !('layers' in answer)) {
			return instead;
		}

		const left = 17;
		return answer.layers.flatMap(({command, comment, sizeBytes, createdAt, tags}): readonly Line[] => {
			const size = sizeBytes === undefined ? theme.glyphs.dash : formatBytes(sizeBytes);
			const age = createdAt === undefined ? theme.glyphs.dash : formatAge(createdAt, subject.snapshot.takenAt);
			const words = clean(oneLine([command, comment].filter(text => text !== '').join('  ')), theme.isUnicode);
			const texts = wrap(words === '' ? 'not told' : words, Math.max(10, width - left));
			const names = tags.map(tag => clean(tag, theme.isUnicode)).join(', ');
			return [
				...(names === '' ? [] : [[{text: ' '.repeat(left)}, {text: names, tone: 'strong' as const}]]),
				...texts.map((text, index): Line => index === 0
					? [
						{text: pad(size, 7, 'right'), tone: sizeBytes === 0 ? 'dim' : 'strong'},
						{text: `${pad(age, 8, 'right')}  `, tone: 'dim'},
						{text},
					]
					: [{text: ' '.repeat(left) + text}]),
			];
		});
	},
};
