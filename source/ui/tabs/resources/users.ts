/**
The Users tab: the containers that use the selected image or volume, and how.
*/
import type {Image, Volume} from '../../../model/resources/resource.ts';
import {clean, clipMiddle, pad} from '../../../text/clean.ts';
import type {Line} from '../../../text/spans.ts';
import type {Tab} from '../tab.ts';

export const usersTab: Tab = {
	id: 'users',
	title: 'Users',
	help: 'The containers that use the image or the volume, running or not, with the place where they mount it.',
	subjects: ['image', 'volume'],
	files: [],
	lines({kind, resource}, width, theme) {
		if (resource?.kind !== 'image' && resource?.kind !== 'volume') {
			return [`No ${kind} is selected.`];
		}

		if (resource.users.length === 0) {
			return [`No container uses this ${kind}.`];
		}

		const nameWidth = Math.max(12, Math.min(40, Math.floor(width * 0.4)));
		const cell = (text: string, cells: number): string => pad(clipMiddle(clean(text, theme.isUnicode), cells, theme.glyphs.ellipsis), cells);
		return [
			[{text: `${pad('CONTAINER', nameWidth)} ${pad('STATE', 10)} ${resource.kind === 'image' ? 'ID' : 'MOUNTED AT'}`, tone: 'header'}],
			...resource.users.map((user): Line => [
				{text: cell(user.name, nameWidth), tone: 'strong'},
				{text: ` ${cell(user.state, 10)} `, tone: user.state === 'running' ? 'good' : 'dim'},
				{text: clean(aboutOf(user), theme.isUnicode)},
			]),
		];
	},
};

function aboutOf(user: Image['users'][number] | Volume['users'][number]): string {
	return 'destination' in user ? `${user.destination}${user.isWritable ? '' : '  read-only'}` : user.id.slice(0, 12);
}
