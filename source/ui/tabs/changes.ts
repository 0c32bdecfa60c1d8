/**
The Changes tab: what a container has added, changed and deleted of its image.
*/
import type {LayerChange, LayerChanges} from '../../kernel/files/layer.ts';
import {clean, pad} from '../../text/clean.ts';
import {formatBytes} from '../../text/format.ts';
import type {Line} from '../../text/spans.ts';
import type {Theme, Tone} from '../../text/theme.ts';
import {wrap} from '../../text/wrap.ts';
import type {Subject, Tab} from './tab.ts';

const tones: Readonly<Record<LayerChange['kind'], Tone>> = {added: 'good', changed: 'warn', deleted: 'bad'};
const letters: Readonly<Record<LayerChange['kind'], string>> = {added: 'A', changed: 'C', deleted: 'D'};

export const changesTab: Tab = {
	id: 'changes',
	title: 'Changes',
	help: 'What the container has added (A), changed (C) and deleted (D) of its image, with the size of what it wrote, read from its writable '
		+ 'layer when the tab is opened.',
	subjects: ['container'],
	files: [],
	asked: ['changes'],
	heading(subject, width) {
		const changes = changesOf(subject);
		return changes ? wrap(summaryOf(changes), width) : [];
	},
	lines(subject, width, theme) {
		const {container, resources: {look}} = subject;
		if (!container) {
			return ['No container is selected.'];
		}

		const changes = changesOf(subject);
		if (changes) {
			return changes.changes.map(change => changeLine(change, theme));
		}

		if (container.pids.length === 0 || container.unit) {
			return [container.unit ? 'A unit has no layer of its own.' : 'Its changes can be seen while it runs on this host.'];
		}

		return look?.key === container.key && look.state === 'failed'
			? wrap(clean(look.reason, theme.isUnicode), width).map((text): Line => [{text, tone: 'warn'}])
			: ['Its writable layer is being read.'];
	},
};

function changesOf({container, resources: {look}}: Subject): LayerChanges | undefined {
	return look?.key === container?.key && look?.state === 'answered' && 'changes' in look ? look.changes : undefined;
}

function summaryOf({changes, isWhole}: LayerChanges): string {
	const countOf = (kind: LayerChange['kind']): number => changes.filter(change => change.kind === kind).length;
	const written = changes.reduce((sum, {allocatedBytes = 0}) => sum + allocatedBytes, 0);
	const counts = `${countOf('added')} added, ${countOf('changed')} changed, ${countOf('deleted')} deleted`;
	return `${isWhole ? '' : 'The first: '}${counts}; ${formatBytes(written)} written${isWhole ? '' : ' in them'}.`;
}

function changeLine({path, kind, isDirectory, allocatedBytes}: LayerChange, {isUnicode}: Theme): Line {
	return [
		{text: `${letters[kind]} `, tone: tones[kind]},
		{text: pad(allocatedBytes === undefined ? '' : formatBytes(allocatedBytes), 6, 'right'), tone: 'dim'},
		{text: `  ${clean(path, isUnicode)}${isDirectory ? '/' : ''}`},
	];
}
