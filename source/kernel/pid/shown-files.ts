/**
The files of /proc/PID that may be shown as they are: a fixed list, of which none does anything when it is read.
*/
type ShownFileRow = {
	readonly name: string;
	/**
	Where less than the reader's limit is enough.
	*/
	readonly limitBytes?: number;
	/**
	A directory whose links are shown in place of a text.
	*/
	readonly isDirectory?: true;
	/**
	The kernel walks all pages of the process for it: not to be read each second.
	*/
	readonly isDear?: true;
};

/**
The files in the order in which they are offered.
*/
export const shownFiles = [
	{name: 'status'},
	{name: 'stat'},
	{name: 'limits'},
	{name: 'cgroup'},
	{name: 'mountinfo'},
	{name: 'io'},
	{name: 'net/dev'},
	{name: 'net/tcp'},
	{name: 'maps', limitBytes: 65_536},
	{name: 'smaps_rollup', isDear: true},
	{name: 'sched'},
	{name: 'wchan'},
	{name: 'stack'},
	{name: 'oom_score'},
	{name: 'uid_map'},
	{name: 'gid_map'},
	{name: 'attr/current'},
	{name: 'cmdline'},
	{name: 'environ'},
	{name: 'ns', isDirectory: true},
	{name: 'fd', isDirectory: true},
] as const satisfies readonly ShownFileRow[];

/**
Name of one of them, below /proc/PID.
*/
export type ShownFileName = (typeof shownFiles)[number]['name'];

/**
What is known of a file by its name.
*/
export function shownFile(name: ShownFileName): ShownFileRow {
	return shownFiles.find(row => row.name === name)!;
}
