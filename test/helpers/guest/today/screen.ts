/**
The screen in the guest, as a person sees it who has logged in there.
*/
import {openSession, type Session} from '../../session.ts';
import {wordsOfSsh} from './machine.ts';
import type {Suite} from './places.ts';

export const nstop = 'node /share/nstop/dist/cli.js';

/**
Before each command: where the user's own services are.
*/
export const own = 'export XDG_RUNTIME_DIR=/run/user/$(id -u);';

/**
Where the processor has to be emulated, a screen may take minutes to begin.
*/
const patienceMilliseconds = 300_000;

/**
A screen of that user. `end` is to be called whatever has become of it.
*/
export function openScreen(suite: Suite, user: string): {readonly session: Session; readonly end: () => Promise<void>} {
	const endings: Array<() => Promise<void>> = [];
	const words = wordsOfSsh(suite, user).map(word => `'${word}'`).join(' ');
	const session = openSession({
		after(end) {
			endings.push(end);
		},
	}, 120, 40, {command: `exec ssh -tt ${words} '${own} ${nstop}'`, patienceMilliseconds});
	return {
		session,
		async end() {
			for (const each of endings) {
				await each();
			}
		},
	};
}
