/**
The whole screen as Ink lays it out: header and panes as canvases, the footer, a dialog over them. Renders again only when one of these
changes place or words.
*/
import {
	useEffect,
	useMemo,
	useSyncExternalStore,
	type ReactNode,
} from 'react';
import {Box, Text, useStdin} from 'ink';
import {KeyReader, type KeyBorrower} from '../../terminal/keys/reader.ts';
import type {Key} from '../../terminal/keys/keyboard.ts';
import type {PlacedPane} from '../layout/layout.ts';
import {drawHeader} from '../panes/header.ts';
import {drawOf} from '../panes/index.ts';
import type {WorldSource} from '../world.ts';
import {Dialog} from './dialog.tsx';
import {createChrome} from './chrome.ts';
import {Canvas} from './canvas.tsx';

export type AppProps = {
	readonly source: WorldSource;
	onKey(key: Key): void;
	/**
	Who gets what is typed in place of the screen, if anybody does.
	*/
	borrowerOf?(): KeyBorrower | undefined;
};

export function App({source, onKey, borrowerOf}: AppProps): ReactNode {
	const chromeOf = useMemo(() => createChrome(), []);
	const get = () => chromeOf(source.get());
	const {layout, footer, dialog} = useSyncExternalStore(source.subscribe, get, get);
	useKeys(onKey, borrowerOf);
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
			{layout.footer.height > 0 && <Text wrap='truncate'>{footer}</Text>}
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
function useKeys(onKey: AppProps['onKey'], borrowerOf: AppProps['borrowerOf']): void {
	const {stdin} = useStdin();
	useEffect(() => {
		const reader = new KeyReader(onKey, borrowerOf);
		const listener = (chunk: Uint8Array | string): void => {
			reader.take(chunk);
		};

		stdin.on('data', listener);
		return () => {
			stdin.off('data', listener);
			reader.dispose();
		};
	}, [stdin, onKey, borrowerOf]);
}
