/**
The namespaces pane: those of the selected container, or all.
*/
import {namespaceColumns} from '../lists/namespaces/columns.ts';
import {spokenName} from '../lists/containers/spoken-name.ts';
import {namespaceFacts} from '../explain/facts.ts';
import {columnFacts, tabFacts} from '../explain/in-front.ts';
import {listPane} from './list.ts';

export const namespacesPane = listPane({
	id: 'namespaces',
	title({view: {container, state}, theme}) {
		if (state.namespacesOf === 'host') {
			return 'Namespaces of the host';
		}

		return container ? [{text: 'Namespaces of '}, {text: spokenName(container, theme.isUnicode), tone: 'strong'}] : 'Namespaces';
	},
	columns: namespaceColumns,
	list: ({lists}) => lists.namespaces,
	emptyText: () => '',
	explanations(view) {
		const [chosen, ...others] = namespaceFacts(view);
		return [...(chosen ? [chosen] : []), ...tabFacts(view), ...columnFacts('namespaces', others, view)];
	},
});
