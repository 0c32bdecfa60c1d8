/**
The screen before Ink is there: the same panes at the same places, painted as canvases by the screen itself.
*/
import type {Rectangle} from '../../screen/grid.ts';
import type {Screen} from '../../screen/screen.ts';
import {drawFooter} from '../panes/footer.ts';
import {drawHeader} from '../panes/header.ts';
import {drawOf} from '../panes/index.ts';
import type {World, WorldSource} from '../world.ts';

/**
Shows all panes until the function that it gives is called.
*/
export function showFirstScreen(screen: Screen, source: WorldSource): () => void {
	const canvas = (
		place: (world: World) => Rectangle | undefined,
		draw: (world: World, width: number, height: number) => readonly string[],
	) =>
		screen.add({
			measure: () =>
				place(source.get()) ?? {
					x: 0,
					y: 0,
					width: 0,
					height: 0,
				},
			draw: (width, height) => draw(source.get(), width, height),
		});
	const ends = [
		canvas(({view}) => view.layout.header, drawHeader),
		canvas(({view}) => view.layout.footer, drawFooter),
		...Object.entries(drawOf).map(([id, draw]) => canvas(({view}) => view.layout.panes.find(pane => pane.id === id)?.rectangle, draw)),
		source.subscribe(screen.schedule),
	];
	return () => {
		for (const end of ends) {
			end();
		}
	};
}
