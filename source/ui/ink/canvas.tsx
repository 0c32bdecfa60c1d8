/**
Components that give a part of Ink's layout to the screen.
*/
import {
	createContext,
	useContext,
	useLayoutEffect,
	useRef,
	useSyncExternalStore,
	type ReactNode,
} from 'react';
import {
	Box,
	measureElement,
	Text,
	useBoxMetrics,
	type BoxProps,
	type DOMElement,
} from 'ink';
import type {Rectangle} from '../../screen/grid.ts';
import type {Screen} from '../../screen/screen.ts';

/**
The screen that canvases are painted by. Without one (in a test of components, for a screen reader) they render plain text.
*/
export const ScreenContext = createContext<Screen | undefined>(undefined);

/**
Where a canvas gets its state from: a store, of which `get` gives the same value until it has changed and told so.
*/
export type CanvasSource<State> = {
	get(): State;
	/**
	Calls the listener on every change, until the function that it gives is called.
	*/
	subscribe(listener: () => void): () => void;
};

/**
What a canvas takes: any of the properties of a Box, where it gets its state from and how it draws it.
*/
type CanvasProps<State> = BoxProps & {
	readonly source: CanvasSource<State>;
	/**
	A pure function to exactly `height` rows of text with SGR colours, each `width` cells wide. Keep it the same function over renders: a
	new one is registered again.
	*/
	readonly draw: (state: State, width: number, height: number) => readonly string[];
};

/**
A Box that Ink lays out and the screen paints: a change of the source's state is drawn without any work in React or Ink.
*/
export function Canvas<State>({source, draw, ...box}: CanvasProps<State>): ReactNode {
	const screen = useContext(ScreenContext);
	return screen
		? (
			<PaintedCanvas {...box} screen={screen} source={source} draw={draw} />
		)
		: (
			<TextCanvas {...box} source={source} draw={draw} />
		);
}

function PaintedCanvas<State>({screen, source, draw, ...box}: CanvasProps<State> & {readonly screen: Screen}): ReactNode {
	const ref = useRef<DOMElement>(null);
	useLayoutEffect(() => {
		const remove = screen.add({
			measure: () => measure(ref.current),
			draw: (width, height) => draw(source.get(), width, height),
		});
		const unsubscribe = source.subscribe(screen.schedule);
		return () => {
			unsubscribe();
			remove();
		};
	}, [screen, source, draw]);
	return <Box ref={ref} {...box}/>;
}

function TextCanvas<State>({source, draw, ...box}: CanvasProps<State>): ReactNode {
	const ref = useRef<DOMElement>(null);
	// Ink's hook wants a ref that it thinks is always filled.
	const {width, height} = useBoxMetrics(ref);
	const state = useSyncExternalStore(source.subscribe, source.get, source.get);
	const rows = width > 0 && height > 0 ? draw(state, width, height) : [];
	// The rows stand in a box without a place of its own, so that they never hold the size that they were drawn for.
	return (
		<Box ref={ref} {...box}>
			<Box position='absolute' flexDirection='column' width={width} height={height}>
				{rows.map((row, index) => <Text key={index} wrap='truncate'>{row}</Text>)}
			</Box>
		</Box>
	);
}

/**
A Box that lies over canvases, such as a dialog: what Ink draws there is on top. Nothing else may be placed over a canvas.
*/
export function Cover({children, ...box}: BoxProps & {readonly children?: ReactNode}): ReactNode {
	const screen = useContext(ScreenContext);
	const ref = useRef<DOMElement>(null);
	useLayoutEffect(() => screen?.cover(() => measure(ref.current)), [screen]);
	return <Box ref={ref} {...box}>{children}</Box>;
}

function measure(element: DOMElement | null): Rectangle {
	return element
		? measureElement(element)
		: {
			x: 0, y: 0, width: 0, height: 0,
		};
}
