/**
Engines that have been stopped, but for which systemd still listens: whoever connects starts them. nstop must not, unless a person asks
for an action and has been told.
*/
import {setTimeout as sleep} from 'node:timers/promises';
import {isSelected, type Session} from '../../session.ts';
import {Facts, type Fact} from './fact.ts';
import {inGuest} from './machine.ts';
import type {Suite} from './places.ts';
import {nstop, openScreen, own} from './screen.ts';

const openMilliseconds = 60_000;
const startMilliseconds = 120_000;
const name = 'z-sleeper';

type Sleeper = {
	/**
	Who runs nstop, and whose engine it is.
	*/
	readonly user: string;
	readonly owner: string;
	readonly unit: string;
	readonly systemctl: string;
	readonly tool: string;
};

const sleepers: readonly Sleeper[] = [
	{
		user: 'root', owner: 'root', unit: 'docker.service', systemctl: 'systemctl', tool: 'docker',
	},
	{
		user: 'dora', owner: 'root', unit: 'docker.service', systemctl: 'systemctl', tool: 'docker',
	},
	{
		user: 'root', owner: 'root', unit: 'podman.service', systemctl: 'systemctl', tool: 'podman',
	},
	{
		user: 'ann', owner: 'ann', unit: 'podman.service', systemctl: 'systemctl --user', tool: 'podman',
	},
];

/**
Whether each engine stays stopped while nstop prints a document and while a screen is open for a minute, and runs again once an action was
asked for there. The containers of Docker live on meanwhile.
*/
export async function compareSleeping(suite: Suite): Promise<readonly Fact[]> {
	const facts: Fact[] = [];
	for (const sleeper of sleepers) {
		const subject = new Facts(sleeper.user, sleeper.unit);
		const guest = new Guest(suite, sleeper);
		compareDocument(guest, subject);
		try {
			await compareScreen(guest, subject);
		} catch (error) {
			subject.equal('screen', (error as Error).message, 'as it should be');
		} finally {
			guest.asOwner(`${sleeper.tool} rm --force ${name} >/dev/null 2>&1 || :; ${sleeper.systemctl} start ${sleeper.unit}`);
		}

		facts.push(...subject.list);
	}

	return facts;
}

/**
The guest as those who have to do with one engine act in it.
*/
class Guest {
	readonly suite: Suite;
	readonly sleeper: Sleeper;

	constructor(suite: Suite, sleeper: Sleeper) {
		this.suite = suite;
		this.sleeper = sleeper;
	}

	asOwner(command: string): string {
		return inGuest(this.suite, this.sleeper.owner, `${own} ${command}`);
	}

	asUser(command: string): string {
		return inGuest(this.suite, this.sleeper.user, `${own} ${command}`);
	}

	stop(): void {
		this.asOwner(`${this.sleeper.systemctl} stop ${this.sleeper.unit}`);
	}

	state(): string {
		return this.asOwner(`${this.sleeper.systemctl} is-active ${this.sleeper.unit} || :`).trim();
	}
}

function compareDocument(guest: Guest, subject: Facts): void {
	guest.stop();
	const document = JSON.parse(guest.asUser(`${nstop} --json --interval 3`)) as {
		readonly engines: ReadonlyArray<{readonly kind: string; readonly state: string}>;
	};
	subject.equal('after a document', guest.state(), 'inactive');
	const states = document.engines.filter(({kind}) => kind === guest.sleeper.tool).map(({state}) => state);
	subject.equal('state in the document', states.includes('stopped'), true);
}

async function compareScreen(guest: Guest, subject: Facts): Promise<void> {
	const {tool, systemctl, unit, user} = guest.sleeper;
	const image = tool === 'podman' ? 'docker.io/guest/busybox:latest' : 'guest/busybox:latest';
	guest.asOwner(`${systemctl} start ${unit}; ${tool} rm --force ${name} >/dev/null 2>&1; \
		${tool} run --detach --name ${name} ${image} sh -c 'trap "exit 0" TERM; sleep 80002 & wait' >/dev/null`);
	const {session, end} = openScreen(guest.suite, user);
	try {
		await session.until('the engine is up', screen => screen.includes('●') && screen.includes('1 Containers'));
		session.press(`/${name}\r`);
		await session.until('the cursor on the container', screen => isSelected(screen, name));
		guest.stop();
		await sleep(openMilliseconds);
		subject.equal('after a minute of an open screen', guest.state(), 'inactive');
		await compareAction(session, guest, subject);
		await session.quit();
	} finally {
		await end();
	}
}

async function compareAction(session: Session, guest: Guest, subject: Facts): Promise<void> {
	session.press('S');
	const asked = await session.until('the question', screen => screen.includes(`Stop ${name}?`));
	// The sentence may be wrapped.
	subject.equal('said before an action', /is stopped\W+and\W+will\W+be\W+started/.test(asked), true);
	subject.equal('while it is asked', guest.state(), 'inactive');
	await session.answer(`Stop ${name}?`);
	const end = performance.now() + startMilliseconds;
	while (guest.state() !== 'active' && performance.now() < end) {
		await sleep(2000);
	}

	subject.equal('after an action', guest.state(), 'active');
	await session.until('the end of the action', screen => !screen.includes(`Stopping ${name}`));
	const state = guest.asOwner(`${guest.sleeper.tool} inspect --format '{{.State.Status}}' ${name}`).trim();
	subject.equal('what was acted on', state, 'exited');
}
