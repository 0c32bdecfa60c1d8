/**
Tables of text, for a terminal or for a README.
*/

/**
The first column names the row, the others are numbers. Each row has as many cells as there are columns.
*/
export type Table = {
	readonly title: string;
	readonly columns: readonly string[];
	readonly rows: ReadonlyArray<readonly string[]>;
};

/**
The table with its columns aligned.
*/
export function plainTable({title, columns, rows}: Table): string {
	const all = [columns, ...rows];
	const widths = columns.map((_column, index) => Math.max(...all.map(row => row[index]?.length ?? 0)));
	const lines = all.map(row =>
		row
			.map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
			.join('  ')
			.trimEnd(),
	);
	return [title, ...lines].join('\n');
}

/**
The table as GitHub writes it.
*/
export function markdownTable({title, columns, rows}: Table): string {
	const line = (cells: readonly string[]): string => `| ${cells.map(cell => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
	return [
		`**${title}**`,
		'',
		line(columns),
		line(columns.map((_column, index) => (index === 0 ? '---' : '---:'))),
		...rows.map(row => line(row)),
	].join('\n');
}
