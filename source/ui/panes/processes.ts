/**
The processes pane: those of the selected container.
*/
import {isAlive} from '../../model/build/container.ts';
import {membersOf} from '../../model/project.ts';
import {processColumns} from '../lists/processes/columns.ts';
import {spokenName} from '../lists/containers/spoken-name.ts';
import {isOfThreads, thingOf} from '../lists/processes/row.ts';
import {processFacts} from '../explain/facts.ts';
import {columnFacts, tabFacts} from '../explain/in-front.ts';
import type {View} from '../view.ts';
import {listPane} from './list.ts';

export const processesPane = listPane({
	id: 'processes',
	title({view: {container}, theme}) {
		return container ? [{text: 'Processes of '}, {text: spokenName(container, theme.isUnicode), tone: 'strong'}] : 'Processes';
	},
	columns: processColumns,
	list: ({lists}) => lists.processes,
	// The sum of a folded row changes with the hidden ones.
	thingOf: row => ({
		thing: row.sum ?? thingOf(row), isLastAt: row.isLastAt, hiddenLevels: row.hiddenLevels, foldedRows: row.foldedRows,
	}),
	count(rows) {
		const threads = rows.filter(row => row.thread).length;
		const processes = rows.filter(row => !isOfThreads(row) && !row.hasEnded).length;
		return threads === 0
			? String(processes)
			: `${processes} ${processes === 1 ? 'process' : 'processes'}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
	},
	emptyText,
	explanations: view => [...tabFacts(view), ...columnFacts('processes', processFacts, view)],
});

function emptyText({container, snapshot}: View): string {
	if (!container) {
		return '';
	}

	if (!isAlive(container.state)) {
		return 'It is not running.';
	}

	const [{elsewhere} = container] = membersOf(container, snapshot);
	return elsewhere === undefined ? 'None of its processes can be seen.' : elsewhereTexts[elsewhere];
}

const elsewhereTexts = {
	host: 'It runs on another host: its processes cannot be read from here.',
	kernel: 'It runs on another kernel: its processes cannot be read from here.',
	outside: 'It runs outside of what can be seen from here: its processes cannot be read.',
} as const;
