/**
The plain table that nstop prints, as far as it tells what the document does not.
*/

/**
Words in column FLAGS by the number in HOST PID.
*/
export function flagsByPid(text: string): ReadonlyMap<number, readonly string[]> {
	const [header = '', ...rows] = text.split('\n');
	const columns = [...header.matchAll(/\S+(?: \S+)*/g)].map(({0: name, index}) => ({name, index}));
	const cell = (row: string, name: string): string => {
		const at = columns.findIndex(column => column.name === name);
		const column = columns[at];
		return column ? row.slice(column.index, columns[at + 1]?.index).trim() : '';
	};

	return new Map(rows.flatMap(row => {
		// Numbers stand at the right of their column, which may begin before its name.
		const pid = Number(row.slice(0, header.indexOf('HOST PID') + 'HOST PID'.length).trimEnd().split(' ').at(-1));
		return Number.isNaN(pid) ? [] : [[pid, cell(row, 'FLAGS').split(/\s+/).filter(Boolean)] as const];
	}));
}
