/**
The Files tab: what a process has open.
*/
import {isMissing, valueOf} from '../../known.ts';
import type {OpenFile} from '../../kernel/reading.ts';
import {formatMissing} from '../../text/format.ts';
import type {Line, Span} from '../../text/spans.ts';
import {clean, pad} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import type {Tab} from './tab.ts';

const descriptorWidth = 6;
const kindWidth = 11;

export const openFilesTab: Tab = {
	id: 'files',
	title: 'Files',
	help: 'What a process has open: the number of each descriptor and what it refers to.',
	subjects: ['process'],
	files: ['openFiles', 'descriptors'],
	heading({details}) {
		return details && !isMissing(details.openFiles)
			? [
				[
					{text: `${pad('FD', descriptorWidth - 1, 'right')} ${pad('KIND', kindWidth)}TARGET`, tone: 'header'},
					{text: `  ${countText(details.openFiles.length, valueOf(details.descriptors))}`, tone: 'dim'},
				],
			]
			: [];
	},
	lines({process, details}, _width, theme) {
		if (!process) {
			return ['No process is selected.'];
		}

		if (!details || (isMissing(details.openFiles) && details.openFiles.missing === 'first-sample')) {
			return ['The open files are being read.'];
		}

		if (isMissing(details.openFiles)) {
			return [`The open files cannot be read: ${details.openFiles.missing}.`];
		}

		return details.openFiles.length === 0 ? ['It has no open files.'] : details.openFiles.map(file => fileLine(file, theme));
	},
};

function fileLine(file: OpenFile, theme: Theme): Line {
	return [{text: `${pad(String(file.descriptor), descriptorWidth - 1, 'right')} `, tone: 'strong'}, ...targetSpans(file, theme)];
}

/**
Of very many only the first are looked at.
*/
function countText(shown: number, all = shown): string {
	return all > shown && shown >= 4096 ? `the first ${shown} of ${all}` : `${shown} open`;
}

function targetSpans({target}: OpenFile, theme: Theme): readonly Span[] {
	if (isMissing(target)) {
		return [{text: pad('', kindWidth)}, {text: formatMissing(target, 6, theme.glyphs), tone: 'dim'}];
	}

	const kind = (text: string): Span => ({text: pad(text, kindWidth), tone: 'dim'});
	switch (target.kind) {
		case 'socket':
		case 'pipe': {
			return [kind(target.kind), {text: String(target.inode)}];
		}

		case 'namespace': {
			return [kind('namespace'), {text: `${target.namespace} ${target.inode}`, tone: 'host'}];
		}

		case 'anonymous': {
			return [kind('anonymous'), {text: clean(target.name, theme.isUnicode)}];
		}

		case 'path': {
			return [
				kind('path'),
				{text: clean(target.path, theme.isUnicode)},
				...(target.isDeleted ? [{text: ' deleted', tone: 'warn' as const}] : []),
			];
		}
	}
}
