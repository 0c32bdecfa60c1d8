/**
A dialog over the panes: a border, a title, finished rows and the keys that hold.
*/
import type {ReactNode} from 'react';
import {Box, Text} from 'ink';
import {Cover} from '../canvas.tsx';
import {cellWidth} from '../text.ts';
import type {Theme} from '../theme.ts';
import type {DialogContent} from './content.ts';

export type DialogProps = {
	readonly content: DialogContent;
	readonly columns: number;
	readonly rows: number;
	readonly theme: Theme;
};

/**
Centred, and as large as its content.
*/
export function Dialog({content: {title, rows, hint, width, isDangerous}, columns, rows: screenRows, theme}: DialogProps): ReactNode {
	const {glyphs} = theme;
	const [, , , lowerLeft, , , upperLeft, , , lowerRight, , , upperRight] = glyphs.junctions;
	const paint = (text: string): string => theme.paint(isDangerous ? 'bad' : 'borderFocused', text);
	const line = (count: number): string => glyphs.horizontal.repeat(Math.max(0, count));
	const top = paint(`${upperLeft!}${glyphs.horizontal} `) + theme.paint('strong', title) + paint(` ${line(width - cellWidth(title) - 1)}${upperRight!}`);
	const bottom = paint(`${lowerLeft!}${line(width - cellWidth(hint) - 1)} `) + theme.paint('dim', hint) + paint(` ${glyphs.horizontal}${lowerRight!}`);
	const side = paint(glyphs.vertical);
	return (
		<Box position='absolute' width={columns} height={screenRows} alignItems='center' justifyContent='center'>
			<Cover flexDirection='column' width={width + 4} height={rows.length + 2}>
				<Text wrap='truncate'>{top}</Text>
				{/* eslint-disable-next-line react/no-array-index-key -- A row is nothing but its place. */}
				{rows.map((row, index) => <Text key={index} wrap='truncate'>{`${side} ${row} ${side}`}</Text>)}
				<Text wrap='truncate'>{bottom}</Text>
			</Cover>
		</Box>
	);
}
