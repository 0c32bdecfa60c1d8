/**
A user that only what is started through here knows, with users of its own to give away: the machine's own list of users stays as it is.
*/
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';

/**
The user and its group, and the first and the number of those that it may give to its containers.
*/
export const ordinaryUser = {
	name: 'nstop-test', id: 60_123, firstGiven: 600_000, given: 65_536,
} as const;

/**
What /proc/PID/uid_map shows in a container of a rootless engine of this user.
*/
export const ordinaryUserMap = [
	{inside: 0, outside: ordinaryUser.id, count: 1},
	{inside: 1, outside: ordinaryUser.firstGiven, count: ordinaryUser.given},
] as const;

/**
Words that run what comes after them as this user, in mounts where it is listed. Its home is the folder, where the lists are put. It
ends when who started it does.
*/
export function asOrdinaryUser(folder: string): readonly string[] {
	const {name, id, firstGiven, given} = ordinaryUser;
	const lists: Readonly<Record<string, string>> = {
		passwd: `${name}:x:${id}:${id}::${folder}:/bin/sh\n`,
		group: `${name}:x:${id}:\n`,
		subuid: `${name}:${firstGiven}:${given}\n`,
		subgid: `${name}:${firstGiven}:${given}\n`,
	};
	for (const [list, line] of Object.entries(lists)) {
		writeFileSync(path.join(folder, list), `${readFileSync(`/etc/${list}`, 'utf8')}${line}`);
	}

	const script = `for list in ${Object.keys(lists).join(' ')}; do mount --bind ${folder}/$list /etc/$list || exit; done; exec setpriv --reuid ${id} --regid ${id} --clear-groups --pdeathsig KILL "$@"`;
	return ['unshare', '--mount', 'sh', '-c', script, 'sh'];
}
