/**
States of systemd's units, as `systemctl show` prints them.
*/

/**
What has to be asked for.
*/
export const unitProperties = ['Id', 'ActiveState', 'SubState', 'Listen'] as const;

/**
One unit: its properties by name. `Listen` has a line for each address, as `/run/docker.sock (Stream)`.
*/
type Unit = Readonly<Partial<Record<string, readonly string[]>>>;

/**
Blocks of `NAME=VALUE`, one for each unit, with a blank line between them.
*/
export function parseUnits(text: string): readonly Unit[] {
	return text.split(/\n{2,}/).map(block => {
		const lines = block.split('\n').flatMap(line => {
			const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
			return name === undefined || value === undefined ? [] : [{name, value}];
		});
		const values = Map.groupBy(lines, ({name}) => name);
		return Object.fromEntries([...values].map(([name, found]) => [name, found.map(({value}) => value)]));
	});
}

/**
Whether a service is stopped or about to be, while systemd listens for it at the socket. A connection that is made while the service
stops waits, and starts it again.
*/
export function isUnitStopped(units: readonly Unit[], isSocket: (path: string) => boolean): boolean {
	const socket = units.find(({Id: id}) => id?.[0]?.endsWith('.socket'));
	const service = units.find(({Id: id}) => id?.[0]?.endsWith('.service'));
	const paths = (socket?.Listen ?? []).flatMap(listened => /^(\/.*) \(Stream\)$/.exec(listened)?.[1] ?? []);
	return socket?.ActiveState?.[0] === 'active'
		&& paths.some(path => isSocket(path))
		&& (socket.SubState?.[0] === 'listening' || service?.ActiveState?.[0] === 'deactivating');
}
