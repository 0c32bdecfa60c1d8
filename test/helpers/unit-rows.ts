/**
The rows for what is in no container, on the screen of a program in a terminal.
*/
import {lastLine, type Session} from './session.ts';

const titles = {host: '1 Containers', services: '1 Containers and services', cgroups: '1 Containers and cgroups'} as const;

function titleOf(screen: string): string | undefined {
	return /1 Containers(?: and \w+)?/.exec(screen)?.[0];
}

/**
Presses `A` until the rows are of this kind. A host without containers begins with its services, and a key that is pressed before that is
one too many: so there has to be a unit.
*/
export async function walkTo(session: Session, rows: keyof typeof titles): Promise<void> {
	await session.until('the rows that it begins with', screen =>
		lastLine(screen).includes('q quit') && /▸\S/.test(screen) && (/ [1-9]\d* containers? /.test(screen) || titleOf(screen) !== titles.host));
	for (let title = titleOf(await session.screen()); title !== titles[rows]; title = titleOf(await session.screen())) {
		const shown = title;
		session.press('A');
		await session.until(`something else than ${shown}`, screen => titleOf(screen) !== shown);
	}
}
