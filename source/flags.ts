/**
The flags, each one record: the parser, `--help` and the README's table come from it.
*/

export type Flag = {
	readonly name: string;
	/**
	Shape of the value, as help shows it; none for a switch.
	*/
	readonly value?: string;
	readonly short?: string;
	readonly help: string;
};

export const flags = [
	{name: 'json', help: 'print one JSON document and exit'},
	{name: 'watch', help: 'with --json: print a document each interval, one per line, until the pipe closes'},
	{name: 'all', help: 'with --json: include processes and namespaces of the whole host, not only of containers'},
	{name: 'threads', help: 'with --json: include the threads of each process that has several, at most 500 of one and 2000 in all'},
	{
		name: 'interval',
		value: 'SECONDS',
		short: 'i',
		help: 'time between two samples, 0.2 to 60 (default: 1.5 on screen, like htop; 1 otherwise)',
	},
	{
		name: 'host',
		value: 'ADDRESS',
		short: 'H',
		help:
			'engine to connect to: unix://PATH, tcp://HOST:PORT, ssh://USER@HOST (default: DOCKER_HOST, the Docker context, then the usual sockets)',
	},
	{
		name: 'filter', value: 'TEXT', short: 'f', help: 'only the containers that / would find on the screen with this text',
	},
	{
		name: 'sort',
		value: 'COLUMN',
		short: 's',
		help: 'sort the containers by a column or a number in it, such as memory or limit; -memory and +memory say the direction',
	},
	{
		name: 'pid', value: 'PID', short: 'p', help: 'only the container of this process, by its pid on the host',
	},
	{name: 'port', value: 'PORT', help: 'only the containers that publish this port or listen on it, on the host or inside'},
	{name: 'read-only', help: 'offer no action that changes anything, and no shell'},
	{name: 'no-engine', help: 'connect to no engine: show only what the kernel knows'},
	{name: 'diagnose', help: 'print what a bug report needs: versions, host, engines, internal errors'},
	{name: 'help', short: 'h', help: 'print this and exit'},
	{name: 'version', short: 'v', help: 'print the version and exit'},
] as const satisfies readonly Flag[];

/**
How nstop is called and what each flag does, as `--help` prints it.
*/
export function helpText(): string {
	const rows = flags.map(
		(flag: Flag) =>
			[`${flag.short ? `-${flag.short}, ` : ' '.repeat(4)}--${flag.name}${flag.value ? ` ${flag.value}` : ''}`, flag.help] as const,
	);
	const width = Math.max(...rows.map(([left]) => left.length));
	return [
		'nstop: htop for containers, from the kernel\'s point of view',
		'',
		'Usage: nstop [flags] [NAME…]',
		'',
		'NAME is the name of a container, the beginning of its id, or a pattern such as "web-*". What is named is printed alone; the screen',
		'opens with the cursor on it.',
		'',
		...rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`),
		'',
		'Without a terminal on standard output nstop prints a plain table once and exits. The footer of the screen shows its keys.',
	].join('\n');
}
