/**
Where the guests lie and how they are reached.
*/
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

/**
Debian's stable release, and what will become the next one.
*/
export const suites = ['trixie', 'sid'] as const;

export type Suite = (typeof suites)[number];

/**
The checkout whose program is tried.
*/
export const checkout = fileURLToPath(new URL('../../../..', import.meta.url));

/**
Folder of all guests: `NSTOP_GUEST`, or one in the temporary folder. It needs 4 GB for each.
*/
export const folder = process.env.NSTOP_GUEST ?? path.join(tmpdir(), 'nstop-guests');

type Places = {
	/**
	Disks, kernel, console and process file of this guest.
	*/
	readonly folder: string;
	/**
	Folder that the guest sees as /share.
	*/
	readonly share: string;
	/**
	Private key of the users in it.
	*/
	readonly key: string;
	/**
	TCP port of this machine behind which its ssh server listens.
	*/
	readonly port: number;
};

export function placesOf(suite: Suite): Places {
	const own = path.join(folder, suite);
	return {
		folder: own, share: path.join(own, 'share'), key: path.join(folder, 'key'), port: suite === 'trixie' ? 2322 : 2323,
	};
}
