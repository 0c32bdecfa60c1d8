/**
What is in no container on the screen: found in two keys, told rightly, and acted on alone.
*/
import {
	isSelected,
	keys,
	lastLine,
	messageOn,
	type Session,
} from '../../session.ts';
import {Facts, type Fact} from './fact.ts';
import {inGuest} from './machine.ts';
import type {Suite} from './places.ts';
import {openScreen} from './screen.ts';

const name = 'u-act.service';
const burner = 'u-burner.service';

type Guest = {readonly suite: Suite; readonly subject: Facts};

/**
All facts, as root and as an ordinary user see them. The services that it needs are started first.
*/
export async function compareActions(suite: Suite): Promise<readonly Fact[]> {
	inGuest(suite, 'root', String.raw`
		printf '[Unit]\nDescription=To be acted on\n[Service]\nExecStart=sleep 75201\n' >/run/systemd/system/${name}
		systemctl daemon-reload
		systemctl restart ${name}
		systemctl stop ${burner} 2>/dev/null
		systemd-run --quiet --unit=${burner} sh -c 'while :; do :; done'`);
	const facts: Fact[] = [];
	try {
		for (const [user, tryAll] of [['root', asRoot], ['dora', asOrdinaryUser]] as const) {
			const subject = new Facts(user, 'screen');
			const {session, end} = openScreen(suite, user);
			try {
				await tryAll(session, {suite, subject});
			} catch (error) {
				subject.equal('screen', (error as Error).message, 'as it should be');
			} finally {
				await end();
			}

			facts.push(...subject.list);
		}

		return facts;
	} finally {
		inGuest(suite, 'root', `systemctl stop ${name} ${burner}`);
	}
}

/**
Ends all containers and their engines, and looks at what is left.
*/
export async function compareEmpty(suite: Suite): Promise<readonly Fact[]> {
	inGuest(suite, 'root', `
		docker ps --all --quiet | xargs --no-run-if-empty docker rm --force >/dev/null
		systemctl stop 'q-*.service' 'lxc@*.service' 'systemd-nspawn@*.service' incus.service incus.socket docker.socket docker.service
		podman rm --all --force >/dev/null; podman pod rm --all --force >/dev/null
		systemctl stop podman.socket podman.service user@1000.service
		for name in $(machinectl list --no-legend | cut -d' ' -f1); do machinectl terminate $name; done
		lxc-stop --kill --name l-hand; pkill -f 'lxc monitor'; pkill -f lxc.payload
		ctr tasks ls --quiet | xargs --no-run-if-empty --max-args=1 ctr tasks kill --signal KILL
		ctr --namespace other tasks kill --signal KILL c-scope
		pkill -f 'sleep 7600[12]'; for file in /sys/fs/cgroup/lxc.payload*/cgroup.kill; do echo 1 >$file; done; :`);
	const subject = new Facts('root', 'screen without containers');
	const {session, end} = openScreen(suite, 'root');
	try {
		await session.until('services', screen => screen.includes('systemd-journald.service'));
		subject.equal('rows of services at the start', true, true);
		const shown = await session.screen();
		subject.equal('the host as one row', /^[|│].?\(host\)/m.test(shown), false);
		await session.quit();
	} catch (error) {
		subject.equal('screen', (error as Error).message, 'as it should be');
	} finally {
		await end();
	}

	return subject.list;
}

async function asRoot(session: Session, guest: Guest): Promise<void> {
	await session.until('the containers', screen => screen.includes('(host)') && screen.includes('●') && /d-web .*\d\.\d/.test(screen));
	session.press('A');
	await session.until('the burner', screen => screen.includes(burner));
	session.press('g');
	const shown = await session.until('its process', screen => isSelected(screen, burner) && screen.includes('while :'));
	guest.subject.equal('found in two keys', new RegExp(`▸${burner} `).test(shown), true);

	for (const [unit, state] of [
		['u-failed.service', /failed exit-code/],
		['u-loop.service', /restarting ×\d+/],
		['u-frozen.service', /frozen/],
	] as const) {
		await select(session, unit);
		await session.until(`${unit} as ${state}`, screen => state.test(rowOf(screen, unit)));
		guest.subject.equal(`row of ${unit}`, true, true);
	}

	await select(session, name);
	await act(session, guest, 'R');
	await act(session, guest, 'Z');
	await act(session, guest, 'U');
	await act(session, guest, 'S');
	await session.quit();
}

type Deed = {
	readonly key: string;
	readonly question: string;
	readonly message: string;
	readonly row: RegExp;
	/**
	What `systemctl show` says before and after.
	*/
	readonly property: string;
	readonly values: readonly [RegExp, RegExp];
};

const deeds: Readonly<Record<string, Deed>> = {
	R: {
		key: 'R', question: 'Restart', message: 'Restarted', row: /up/, property: 'ActiveState', values: [/^active$/, /^active$/],
	},
	Z: {
		key: 'Z', question: 'Pause', message: 'Paused', row: /frozen/, property: 'FreezerState', values: [/^running$/, /^frozen/],
	},
	U: {
		key: 'Z', question: 'Resume', message: 'Resumed', row: /up/, property: 'FreezerState', values: [/^frozen/, /^running$/],
	},
	S: {
		key: 'S', question: 'Stop', message: 'Stopped', row: /gone|exited|stopped/, property: 'ActiveState', values: [/^active$/, /^inactive$/],
	},
};

async function act(session: Session, {suite, subject}: Guest, which: string): Promise<void> {
	const {key, question, message, row, property, values: [before, after]} = deeds[which]!;
	const value = (what: string): string => inGuest(suite, 'root', `systemctl show ${name} --property=${what} --value`).trim();
	const others = (): readonly string[] => inGuest(suite, 'root', 'systemctl list-units --state=active --type=service --plain --no-legend')
		.split('\n').map(line => line.split(' ', 1)[0]!)
		.filter(unit => unit !== name && !unit.startsWith('u-loop'));
	const [invocation, rest] = [value('InvocationID'), others()];
	session.press(key);
	await session.until('the question', screen => screen.includes(`${question} ${name}?`));
	subject.equal(`${question}: before the answer`, before.test(value(property)), true);
	await session.answer(`${question} ${name}?`);
	await session.until('it is done', screen => messageOn(screen).includes(`${message} ${name}`));
	subject.equal(`${question}: after it`, after.test(value(property)), true);
	subject.equal(`${question}: started again`, value('InvocationID') !== invocation && value('ActiveState') === 'active', which === 'R');
	const later = others();
	subject.equal(`${question}: services that came`, later.filter(unit => !rest.includes(unit)), []);
	subject.equal(`${question}: services that went`, rest.filter(unit => !later.includes(unit)), []);
	const shown = await session.until('its row', screen => row.test(rowOf(screen, name)));
	subject.equal(`${question}: row`, row.test(rowOf(shown, name)), true);
}

async function asOrdinaryUser(session: Session, {suite, subject}: Guest): Promise<void> {
	await session.until('the containers', screen => screen.includes('(host)') && screen.includes('1 Containers'));
	session.press('A');
	await session.until('services', screen => screen.includes(burner));
	await select(session, name);
	session.press('S');
	await session.answer(`Stop ${name}?`);
	const shown = await session.until('the refusal', screen => messageOn(screen).includes('Could not'));
	subject.equal('refused in one sentence', messageOn(shown), `Could not stop ${name}: permission denied. Run nstop as root.`);
	subject.equal('state after it', inGuest(suite, 'root', `systemctl is-active ${name}`).trim(), 'active');
	await session.quit();
}

async function select(session: Session, unit: string): Promise<void> {
	session.press('/');
	await session.until('the filter', screen => lastLine(screen).startsWith(' Filter'));
	// What is left of an earlier filter.
	session.press('\u{15}');
	for (const letter of unit) {
		session.press(letter);
	}

	session.press(keys.enter);
	await session.until(unit, screen => isSelected(screen, unit));
}

function rowOf(screen: string, unit: string): string {
	return screen.split('\n').find(line => line.includes(`▸${unit}`)) ?? '';
}
