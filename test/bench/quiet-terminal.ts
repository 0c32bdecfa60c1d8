/**
A terminal in which nobody reads what is written: something else takes it away.
*/
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {closeSync, openSync} from 'node:fs';
import {atEnd} from './cleanup.ts';

export type QuietTerminal = {
	/**
	For writing.
	*/
	readonly descriptor: number;
	close(): Promise<void>;
};

/**
Opens one; it is closed at the end if not before.
*/
export async function openQuietTerminal(): Promise<QuietTerminal> {
	const keeper = spawn('script', ['--quiet', '--command', 'stty raw -echo; tty >&3; exec sleep 100000', '/dev/null'], {
		stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
	});
	const [name] = (await once(keeper.stdio[3]!, 'data')) as [Uint8Array];
	const descriptor = openSync(new TextDecoder().decode(name).trim(), 'w');
	return {
		descriptor,
		close: atEnd(async () => {
			closeSync(descriptor);
			const ended = once(keeper, 'exit');
			keeper.kill('SIGKILL');
			await ended;
		}),
	};
}
