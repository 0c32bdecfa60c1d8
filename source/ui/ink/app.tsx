/**
The whole screen as Ink lays it out: header and panes as canvases, the footer, a dialog over them. Renders again only when one of these
changes place or words.
*/
import {
	useEffect,
	useLayoutEffect,
	useMemo,
	useSyncExternalStore,
	type ReactNode,
} from 'react';
import {Box, Text, useStdin} from 'ink';
import {KeyReader, type Arrival, type KeyBorrower} from '../../terminal/keys/reader.ts';
import type {Key} from '../../terminal/keys/keyboard.ts';
import type {Question} from '../dialogs/gate.ts';
import type {PlacedPane} from '../layout/layout.ts';
import {drawHeader} from '../panes/header.ts';
import {drawOf} from '../panes/index.ts';
import type {WorldSource} from '../world.ts';
import {Dialog} from './dialog.tsx';
import {createChrome} from './chrome.ts';
import {Canvas} from './canvas.tsx';

export type AppProps = {
	readonly source: WorldSource;
	/**
	Takes keys that were read together; gives how many of them were for the screen.
	*/
	onKeys(keys: readonly Key[], arrival: Arrival<Question | undefined>): number;
	/**
	The question that a key answers that is read now.
	*/
	answerable(): Question | undefined;
	/**
	The next frame has this question in it, or none any more.
	*/
	onQuestion(question: Question | undefined): void;
	/**
	Who gets what is typed in place of the screen, if anybody does.
	*/
	borrowerOf?(): KeyBorrower | undefined;
};

export function App({source, onQuestion, ...keys}: AppProps): ReactNode {
	const chromeOf = useMemo(() => createChrome(), []);
	const get = () => chromeOf(source.get());
	const {layout, footer, dialog, question} = useSyncExternalStore(source.subscribe, get, get);
	useKeys(keys);
	useLayoutEffect(() => {
		onQuestion(question);
	}, [onQuestion, question]);
	const {theme} = source.get();
	const columns = layout.header.width;
	const rows = layout.footer.y + layout.footer.height;
	return (
		<Box flexDirection='column' width={columns} height={rows}>
			<Canvas source={source} draw={drawHeader} width={columns} height={layout.header.height} flexShrink={0}/>
			{rowsOf(layout.panes).map(panes => (
				<Box key={panes[0]!.id} height={panes[0]!.rectangle.height} flexShrink={0}>
					{panes.map(({id, rectangle}) => (
						<Canvas key={id} source={source} draw={drawOf[id]} width={rectangle.width} height={rectangle.height} flexShrink={0} />
					))}
				</Box>
			))}
			{layout.footer.height > 0 && footer.map((line, index) => <Text key={index} wrap='truncate'>{line}</Text>)}
			{dialog && layout.mode !== 'tooSmall' && <Dialog content={dialog} columns={columns} rows={rows} theme={theme}/>}
		</Box>
	);
}

/**
Panes that stand side by side, from top to bottom.
*/
function rowsOf(panes: readonly PlacedPane[]): ReadonlyArray<readonly PlacedPane[]> {
	return [...Map.groupBy(panes, ({rectangle}) => rectangle.y).values()];
}

/**
Ink's own hook for keys knows no function keys, so the bytes are read here.
*/
function useKeys({onKeys, answerable, borrowerOf}: Omit<AppProps, 'source' | 'onQuestion'>): void {
	const {stdin} = useStdin();
	useEffect(() => {
		const reader = new KeyReader({onKeys, stamp: answerable, ...(borrowerOf && {borrowerOf})});
		const listener = (chunk: Uint8Array | string): void => {
			reader.take(chunk);
		};

		stdin.on('data', listener);
		return () => {
			stdin.off('data', listener);
			reader.dispose();
		};
	}, [stdin, onKeys, answerable, borrowerOf]);
}
