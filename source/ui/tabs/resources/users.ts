/**
The tab that lists the containers which use the selected image, volume or network, and how.
*/
import type {Resource} from '../../../model/resources/resource.ts';
import {clean, clipMiddle, pad} from '../../../text/clean.ts';
import type {Line} from '../../../text/spans.ts';
import type {Theme} from '../../../text/theme.ts';
import type {Subject, Tab} from '../tab.ts';

export const usersTab: Tab = {
	id: 'users',
	title: 'Used by',
	help: 'The containers that use the image or the volume, running or not, with the place where they mount it.',
	subjects: ['image', 'volume'],
	files: [],
	lines: (subject, width, theme) => usersLines(subject, width, theme),
};

export const networkContainersTab: Tab = {
	id: 'network-containers',
	title: 'Containers',
	help: 'The containers that are in the network, running or not, with their addresses.',
	subjects: ['network'],
	files: [],
	lines: (subject, width, theme) => usersLines(subject, width, theme),
};

function usersLines({kind, resource}: Subject, width: number, theme: Theme): readonly Line[] {
	if (!resource) {
		return [`No ${kind} is selected.`];
	}

	if (resource.users.length === 0) {
		return [`No container uses this ${kind}.`];
	}

	const nameWidth = Math.max(12, Math.min(40, Math.floor(width * 0.4)));
	const cell = (text: string, cells: number): string => pad(clipMiddle(clean(text, theme.isUnicode), cells, theme.glyphs.ellipsis), cells);
	return [
		[{text: `${pad('CONTAINER', nameWidth)} ${pad('STATE', 10)} ${headers[resource.kind]}`, tone: 'header'}],
		...resource.users.map((user): Line => [
			{text: cell(user.name, nameWidth), tone: 'strong'},
			{text: ` ${cell(user.state, 10)} `, tone: user.state === 'running' ? 'good' : 'dim'},
			{text: clean(aboutOf(user), theme.isUnicode)},
		]),
	];
}

const headers = {image: 'ID', volume: 'MOUNTED AT', network: 'ADDRESSES'} as const;

function aboutOf(user: Resource['users'][number]): string {
	if ('destination' in user) {
		return `${user.destination}${user.isWritable ? '' : '  read-only'}`;
	}

	return 'addresses' in user ? [...user.addresses, user.macAddress ?? ''].filter(text => text !== '').join('  ') : user.id.slice(0, 12);
}
