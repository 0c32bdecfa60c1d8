import test from 'node:test';
import assert from 'node:assert/strict';
import {drawOf} from '../../../source/ui/panes/index.ts';
import {
	firstPaneIds,
	paneIds,
	panesBeside,
	type PaneId,
} from '../../../source/ui/layout/layout.ts';
import {focusPane, initialState} from '../../../source/ui/state.ts';
import {createTheme, unpaint} from '../../../source/text/theme.ts';
import {makeContainer, makeSnapshot, makeWorld} from '../../helpers/make.ts';

const theme = createTheme({level: 'none', isUnicode: true});
const snapshot = makeSnapshot({containers: [makeContainer({name: 'shop-production-web-frontend-blue-1'})]});

test('each pane is on screen or named there with its number, at every size and with every focus', () => {
	for (const [columns, rows] of [[200, 50], [100, 30], [80, 50], [80, 24], [60, 20], [40, 18], [40, 12]] as const) {
		for (const focus of paneIds) {
			const world = makeWorld({snapshot, state: focusPane(initialState(columns, rows), focus), theme});
			const titles = world.view.layout.panes.map(({id, rectangle: {width, height}}) => unpaint(drawOf[id](world, width, height)[0]!));
			const numbers = titles.join(' ').match(/(?<= )[1-7](?= )/g);
			const {state: {first}, layout} = world.view;
			// On the narrowest screens there may be no room for those that could stand first.
			const isFirstShown = columns >= 60 && layout.panes.some(({id}) => id === first);
			const wanted = new Set<PaneId>([...panesBeside(first), ...(isFirstShown ? firstPaneIds : [])]);
			const all = paneIds.flatMap((id, index) => wanted.has(id) ? String(index + 1) : []);
			assert.deepEqual(all.filter(number => !numbers?.includes(number)), [], `${columns}x${rows} ${focus}: ${titles.join('\n')}`);
		}
	}
});
