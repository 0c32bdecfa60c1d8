/**
The namespaces pane: those of the selected container, or all.
*/
import {namespaceColumns} from '../lists/namespaces/columns.ts';
import {clean} from '../../text/clean.ts';
import type {World} from '../world.ts';
import {listContent} from './list.ts';
import {drawPane} from './pane.ts';

export function drawNamespaces(world: World, width: number, height: number): readonly string[] {
	const {container, state, lists: {namespaces}} = world.view;
	const isWholeHost = state.namespacesOf === 'host';
	return drawPane(
		'namespaces',
		world,
		listContent(world, {
			pane: 'namespaces',
			title: isWholeHost
				? '3 Namespaces of the host'
				: (container
					? [{text: '3 Namespaces of '}, {text: clean(container.name, world.theme.isUnicode), tone: 'strong'}]
					: '3 Namespaces'),
			columns: namespaceColumns,
			list: namespaces,
			emptyText: '',
		}),
		width,
		height,
	);
}
