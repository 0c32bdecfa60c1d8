/**
A dialog over the panes: a border, a title, finished rows and the keys that hold.
*/
import type {ReactNode} from 'react';
import {Box, Text} from 'ink';
import {cellWidth} from '../../text/clean.ts';
import type {Glyphs, Theme} from '../../text/theme.ts';
import type {DialogContent} from '../dialogs/content.ts';
import {dialogRows} from '../dialogs/room.ts';
import {Cover} from './canvas.tsx';

type DialogProps = {
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
	const corners = corner(glyphs);
	const paint = (text: string): string => theme.paint(isDangerous ? 'bad' : 'borderFocused', text);
	const line = (count: number): string => glyphs.horizontal.repeat(Math.max(0, count));
	const top =
		paint(`${corners.upperLeft}${glyphs.horizontal} `)
		+ theme.paint('strong', title)
		+ paint(` ${line(width - cellWidth(title) - 1)}${corners.upperRight}`);
	const bottom =
		paint(`${corners.lowerLeft}${line(width - cellWidth(hint) - 1)} `)
		+ theme.paint('dim', hint)
		+ paint(` ${glyphs.horizontal}${corners.lowerRight}`);
	const side = paint(glyphs.vertical);
	return (
		<Box position='absolute' width={columns} height={dialogRows(screenRows)} alignItems='center' justifyContent='center'>
			<Cover flexDirection='column' width={width + 4} height={rows.length + 2}>
				<Text wrap='truncate'>{top}</Text>
				{rows.map((row, index) => <Text key={index} wrap='truncate'>{`${side} ${row} ${side}`}</Text>)}
				<Text wrap='truncate'>{bottom}</Text>
			</Cover>
		</Box>
	);
}

/**
Borders by the directions they reach: bit 1 up, 2 right, 4 down, 8 left.
*/
function corner({junctions}: Glyphs) {
	return {
		lowerLeft: junctions[3]!, upperLeft: junctions[6]!, lowerRight: junctions[9]!, upperRight: junctions[12]!,
	};
}
