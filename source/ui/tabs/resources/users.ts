/**
The Users tab: the containers that use the selected image or volume, and how.
*/
import type {Image, Volume} from '../../../model/resources/resource.ts';
import {clean} from '../../../text/clean.ts';
import type {Tab} from '../tab.ts';
import {textTable} from '../text-table.ts';

type User = Image['users'][number] | Volume['users'][number];

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

		const {isUnicode} = theme;
		return textTable<User>([
			{title: 'CONTAINER', most: Math.max(12, Math.floor(width * 0.4)), cell: ({name}) => ({text: clean(name, isUnicode), tone: 'strong'})},
			{title: 'STATE', cell: ({state}) => ({text: clean(state, isUnicode), tone: state === 'running' ? 'good' : 'dim'})},
			{title: kind === 'image' ? 'ID' : 'MOUNTED AT', cell: user => ({text: clean(aboutOf(user), isUnicode)})},
		], resource.users, theme);
	},
};

function aboutOf(user: User): string {
	return 'destination' in user ? `${user.destination}${user.isWritable ? '' : '  read-only'}` : user.id.slice(0, 12);
}
