/**
The drawing half of a refresh in its stages: from a snapshot to bytes on a terminal.
*/
import {writeSync} from 'node:fs';
import type {Snapshot} from '../../source/model/snapshot.ts';
import {diff} from '../../source/screen/diff.ts';
import {createGrid, type Rectangle} from '../../source/screen/grid.ts';
import {Layers, type CanvasLayer} from '../../source/screen/layers.ts';
import {Palette} from '../../source/screen/palette.ts';
import {nothingRead} from '../../source/ui/resources/reading.ts';
import {drawFooter} from '../../source/ui/panes/footer.ts';
import {drawHeader} from '../../source/ui/panes/header.ts';
import {drawOf} from '../../source/ui/panes/index.ts';
import {initialState} from '../../source/ui/state.ts';
import {createKeymap} from '../../source/settings/keymap.ts';
import type {Settings} from '../../source/settings/settings.ts';
import {allActions} from '../../source/ui/actions/index.ts';
import {createTheme} from '../../source/text/theme.ts';
import {createViewer, type View} from '../../source/ui/view.ts';
import type {World} from '../../source/ui/world.ts';
import type {StageClock} from './stage-clock.ts';

const theme = createTheme({level: '16', isUnicode: true});
const settings: Settings = {theme, keymap: createKeymap(allActions(false)), columns: {}};

type Drawn = {readonly rectangle: Rectangle; readonly rows: readonly string[]};

/**
Keeps between refreshes what the screen keeps.
*/
export class ScreenStages {
	readonly #clock: StageClock;
	readonly #terminal: number;
	readonly #viewer = createViewer();
	readonly #state: ReturnType<typeof initialState>;
	readonly #palette = new Palette();
	readonly #layers: Layers;
	readonly #back;
	readonly #front;
	readonly #canvases: CanvasLayer[] = [];
	#drawn: readonly Drawn[] = [];

	constructor(clock: StageClock, columns: number, rows: number, terminal: number) {
		this.#clock = clock;
		this.#terminal = terminal;
		this.#state = initialState(columns, rows);
		this.#layers = new Layers(columns, rows, this.#palette);
		this.#back = createGrid(columns, rows);
		this.#front = createGrid(columns, rows);
	}

	/**
	Draws the snapshot; gives the view for what it looks at, and the number of bytes written.
	*/
	refresh(snapshot: Snapshot): {readonly view: View; readonly bytes: number} {
		const clock = this.#clock;
		const view = clock.time('view', () => this.#viewer({
			snapshot, state: this.#state, inspection: undefined, reading: undefined, resources: nothingRead, events: undefined, settings,
		}));
		this.#drawn = this.#draw(view);
		clock.time('parse', () => {
			this.#place();
			this.#layers.draw();
			this.#layers.parse([]);
		});
		const bytes = clock.time('diff', () => {
			this.#layers.compose(this.#back);
			return diff(this.#back, this.#front, this.#layers.dirty, this.#palette);
		});
		clock.time('write', () => writeSync(this.#terminal, bytes));
		return {view, bytes: bytes.length};
	}

	#draw(view: View): readonly Drawn[] {
		const clock = this.#clock;
		const world: World = {
			view, theme, isReadOnly: false,
		};
		const {layout} = view;
		return [
			{rectangle: layout.header, rows: clock.time('rows of header', () => drawHeader(world, layout.header.width, layout.header.height))},
			...layout.panes.map(({id, rectangle}) => ({
				rectangle,
				rows: clock.time(`rows of ${id}`, () => drawOf[id](world, rectangle.width, rectangle.height)),
			})),
			{rectangle: layout.footer, rows: clock.time('rows of footer', () => drawFooter(world, layout.footer.width, layout.footer.height))},
		];
	}

	/**
	The places stay; what is drawn there is looked up again each time.
	*/
	#place(): void {
		if (this.#canvases.length === 0) {
			this.#canvases.push(...this.#drawn.map((_drawn, index) => ({
				measure: () => this.#drawn[index]!.rectangle,
				draw: () => this.#drawn[index]!.rows,
			})));
		}

		this.#layers.place(this.#canvases, []);
	}
}
