import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {eventually} from '../helpers/engine.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
	isSelected,
	keys,
	messageOn,
	openSession,
	rowOf,
	type Session,
} from '../helpers/session.ts';
import {statusField} from '../helpers/zoo.ts';

const cast = await openCast(busyboxImage);
const {skip, engine, name} = cast;

/**
The program with the containers whose names contain a text, sorted by name. No key has moved the cursor.
*/
async function open(context: TestContext, text: string, isReady: (screen: string) => boolean): Promise<Session> {
	const session = openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '0.3']});
	await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.includes('●'));
	session.press(`/${text}\rsg\r`);
	await session.until('its containers', screen => screen.includes('by NAME') && isReady(screen));
	return session;
}

async function openOne(context: TestContext, role: string): Promise<Session> {
	return open(context, name(role), screen => isSelected(screen, name(role)));
}

async function untilSaid(session: Session, text: string): Promise<string> {
	return session.until(`the message: ${text}`, screen => messageOn(screen).includes(text));
}

function clock(screen: string): string {
	return /\d\d:\d\d:\d\d/.exec(screen)?.[0] ?? '';
}

test(
	'S and y stop a container that ignores its signal: progress is shown, the screen lives on, then it is exited',
	{skip},
	async context => {
		await cast.run('stub', busyboxImage, '--stop-timeout', '600', '--', 'sh', '-c', 'trap "" TERM; while :; do sleep 0.2; done');
		await cast.run('stubb', busyboxImage, '--', 'sleep', '1000');
		const session = await open(context, name('stub'), screen => screen.includes(name('stubb')));
		session.press('g', 'S');
		await session.until('the question, which names the engine', screen =>
			screen.includes(`Stop ${name('stub')}?`)
			&& /nstop-test\/busybox.* · running/.test(screen) && screen.includes('through docker at unix://'));
		session.press('n');
		await session.until('no question', screen => !screen.includes(`Stop ${name('stub')}?`));
		assert.equal(await cast.inspect('stub', '.State.Status'), 'running', 'n is no');
		session.press('S');
		await session.until('the question again', screen => screen.includes(`Stop ${name('stub')}?`));
		session.press(keys.escape);
		await session.until('no question', screen => !screen.includes(`Stop ${name('stub')}?`));
		session.press('S');
		await session.answer(`Stop ${name('stub')}?`);
		const first = await untilSaid(session, `Stopping ${name('stub')} …`);
		await session.until(
			'the clock goes on while it stops',
			screen => clock(screen) !== clock(first) && messageOn(screen).includes('Stopping'),
		);
		session.press('j');
		await session.until(
			'a key is answered while it stops',
			screen => isSelected(screen, name('stubb')) && messageOn(screen).includes('Stopping'),
		);
		session.press('?');
		await session.until('a sheet opens while it stops', screen => screen.includes('─ Help ─') && messageOn(screen).includes('Stopping'));
		session.press('q');
		// Nobody knows how long all that takes: the engine would wait for ten minutes.
		await engine.docker('kill', name('stub'));
		await untilSaid(session, `Stopped ${name('stub')}.`);
		await session.until('its state', screen => rowOf(screen, name('stub')).includes('exited 137'));
		assert.equal(await cast.inspect('stubb', '.State.Status'), 'running');
		assert.equal(await session.quit(), 0);
	},
);

test('a container is started, paused, resumed, restarted, signalled and removed', {skip}, async context => {
	await cast.run('life', busyboxImage, '--stop-timeout', '0', '--', 'sh', '-c', 'trap "exit 44" USR2; while :; do sleep 0.1; done');
	const session = await openOne(context, 'life');
	const act = async (key: string, question: string, said: string, state: string): Promise<void> => {
		session.press(key);
		await session.answer(question);
		await untilSaid(session, said);
		await session.until(`the state ${state}`, screen => rowOf(screen, name('life')).includes(state));
	};

	await act('S', `Stop ${name('life')}?`, `Stopped ${name('life')}.`, 'exited 137');
	await act('S', `Start ${name('life')}?`, `Started ${name('life')}.`, ' up ');
	await act('Z', `Pause ${name('life')}?`, `Paused ${name('life')}.`, 'paused');
	await act('Z', `Resume ${name('life')}?`, `Resumed ${name('life')}.`, ' up ');
	const pid = await cast.inspect('life', '.State.Pid');
	await session.until('its pid', screen => rowOf(screen, name('life')).includes(` ${pid} `));
	await act('R', `Restart ${name('life')}?`, `Restarted ${name('life')}.`, ' up ');
	const secondPid = await cast.inspect('life', '.State.Pid');
	assert.notEqual(secondPid, pid);
	await session.until('its new pid', screen => rowOf(screen, name('life')).includes(` ${secondPid} `));
	// SIGUSR2 is bit 11 of the mask.
	await eventually('it listens to the signal', () => BigInt(`0x${statusField(secondPid, 'SigCgt')}`) / (2n ** 11n) % 2n === 1n);

	session.press('K');
	await session.until('the picker', screen => screen.includes(`Signal for ${name('life')}`) && /▸ +15 SIGTERM/.test(screen));
	session.press(keys.down.repeat(5));
	await session.until('the one that is meant', screen => /▸ +12 SIGUSR2/.test(screen));
	await act(keys.enter, `Send SIGUSR2 to ${name('life')}?`, `Sent SIGUSR2 to ${name('life')}.`, 'exited 44');
	assert.equal(await cast.inspect('life', '.State.ExitCode'), '44');

	session.press('D');
	const asked = await session.until('the question', screen => screen.includes(`Remove ${name('life')}?`));
	assert.match(asked, /─ y yes {2}n no ─/);
	session.press(keys.enter, 'n');
	await session.until('no question', screen => !screen.includes(`Remove ${name('life')}?`));
	session.press('D');
	await session.answer(`Remove ${name('life')}?`);
	await untilSaid(session, `Removed ${name('life')}.`);
	await assert.rejects(cast.inspect('life', '.Id'), /no such/i);
	await session.until('its last state', screen => rowOf(screen, name('life')).includes('gone 44'));
	session.press('S');
	await untilSaid(session, `${name('life')} has been removed; there is nothing left to act on.`);
});

test('Enter opens the menu of what can be done to the row, and what is chosen there asks first', {skip}, async context => {
	await cast.run('menu', busyboxImage, '--', 'sleep', '1000');
	const session = await openOne(context, 'menu');
	session.press(keys.enter);
	await session.until('the menu', screen =>
		screen.includes(`─ ${name('menu')} ─`) && /▸ e +shell/.test(screen) && /Z +pause/.test(screen));
	session.press('jjj');
	await session.until('pause is chosen', screen => /▸ Z +pause/.test(screen));
	await session.answer('▸ Z', keys.enter);
	await session.answer(`Pause ${name('menu')}?`);
	await session.until('it is paused', screen => rowOf(screen, name('menu')).includes('paused'));
	session.press(keys.enter);
	await session.until('the menu again', screen => screen.includes(`─ ${name('menu')} ─`));
	session.press('Z');
	await session.answer(`Resume ${name('menu')}?`);
	await untilSaid(session, `Resumed ${name('menu')}.`);
	assert.equal(await session.quit(), 0);
});

test('a signal to one process arrives there, and nowhere else', {skip}, async context => {
	const script = `trap 'echo got >> /tmp/got' USR1
while :; do sleep 0.1; done`;
	await cast.run(
		'work',
		busyboxImage,
		'--env',
		`SCRIPT=${script}`,
		'--',
		'sh',
		'-c',
		'echo "$SCRIPT" > /w.sh; sh /w.sh & sleep 1001 & sleep 1002 & exec sleep 1003',
	);
	const table = async (): Promise<readonly string[]> => (await engine.docker('top', name('work'), '-eo', 'pid,args')).split('\n');
	const others = async (): Promise<readonly string[]> => (await table()).filter(line => /sleep 100\d|w\.sh/.test(line));
	// A shell that is about to become one of them has its own words yet; the script sleeps once it listens to the signal.
	await eventually('the script listens', async () => (await table()).some(line => line.endsWith(' sleep 0.1')));
	const before = await eventually('all four', async () => {
		const all = await others();
		return all.length === 4 && all.every(line => /^ *\d+ +(?:sleep 100\d|sh \/w\.sh)$/.test(line)) ? all : undefined;
	});
	const session = await openOne(context, 'work');
	session.press('2t/w.sh', keys.enter);
	const screen = await session.until(
		'the one process',
		shown => /2 Processes of \S+ .*· 1 /.test(shown) && /▸ +\d+ +\d+ .*sh \/w\.sh/.test(shown),
	);
	const [, pid, inside] = /▸ +(\d+) +(\d+) .*sh \/w\.sh/.exec(screen)!;
	session.press('K');
	await session.until('the picker names it', shown => shown.includes(`Signal for sh (pid ${pid}, ${inside} inside)`));
	session.press(keys.down.repeat(4), keys.enter);
	await session.until(
		'the question',
		shown => shown.includes(`Send SIGUSR1 to sh (pid ${pid}, ${inside} inside)?`) && shown.includes('Only this one process gets it.'),
	);
	await session.answer('Send SIGUSR1 to sh');
	await untilSaid(session, `Sent SIGUSR1 to sh (pid ${pid}, ${inside} inside).`);
	await eventually('the script tells', async () => await engine.docker('exec', name('work'), 'cat', '/tmp/got') === 'got');
	// Between its fork and its exec the script's own sleep has the name of the script.
	await eventually('the others are untouched', async () => {
		const now = await others();
		return now.join('\n') === before.join('\n');
	});

	session.press('/', keys.backspace.repeat(4), 'sleep 1001', keys.enter);
	await session.until('another one process', shown => /▸ +\d+ .*sleep 1001/.test(shown) && !shown.includes('w.sh'));
	session.press(keys.f9, keys.down, keys.enter);
	await session.until('the question', shown => /Send SIGKILL to sleep \(pid \d+, \d+ inside\)\?/.test(shown));
	await session.answer('Send SIGKILL to sleep (');
	await untilSaid(session, 'Sent SIGKILL to sleep');
	await eventually('it is gone, and it alone', async () => {
		const now: readonly string[] = await others();
		return now.length === 3 && now.every(line => before.includes(line) && !line.includes('sleep 1001'));
	});
	assert.equal(await cast.inspect('work', '.State.Status'), 'running');
});

test('a process that has ended while its question was open gets nothing, nor does anybody else', {skip}, async context => {
	await cast.run('brief', busyboxImage, '--', 'sh', '-c', 'S=1001; sleep $S & tail -f /dev/null & wait');
	const session = await openOne(context, 'brief');
	session.press('2t/"sleep 1001"', keys.enter);
	await session.until('the one process', screen => /▸ +\d+ .*sleep 1001/.test(screen));
	session.press('K', keys.down, keys.enter);
	await session.until('the question', screen => screen.includes('Send SIGKILL to sleep'));
	await engine.docker('exec', name('brief'), 'sh', '-c', 'kill -9 $(pidof sleep)');
	await eventually('it is gone', async () => !(await engine.docker('top', name('brief'))).includes('sleep 1001'));
	await session.answer('Send SIGKILL to sleep');
	const screen = await untilSaid(session, 'has ended; nothing was sent.');
	assert.match(messageOn(screen), /sleep \(pid \d+\) has ended; nothing was sent\./);
	assert.match(await engine.docker('top', name('brief')), /tail -f/);
});

for (const [key, verb] of [
	['S', 'stop'],
	['Z', 'pause'],
	['D', 'remove'],
] as const) {
	test(
		`a container that was removed from elsewhere while its question was open: ${verb} is answered by a sentence`,
		{skip},
		async context => {
			await cast.run(`lost${verb}`, busyboxImage, '--', 'sleep', '1000');
			const session = await openOne(context, `lost${verb}`);
			session.press(key);
			await session.until('the question', screen => screen.includes(`${name(`lost${verb}`)}?`));
			await engine.docker('rm', '--force', name(`lost${verb}`));
			await session.until('the question tells of it', screen =>
				screen.includes(`${name(`lost${verb}`)} has been removed`) && screen.includes('n close'));
			await session.answer(`${name(`lost${verb}`)}?`);
			await untilSaid(session, `${name(`lost${verb}`)} has been removed; there is nothing left to act on.`);
			session.press('?');
			await session.until('the screen lives', screen => screen.includes('─ Help ─'));
			session.press('q');
			await session.until('no help', screen => !screen.includes('─ Help ─'));
			assert.equal(await session.quit(), 0);
		},
	);
}

for (const moved of [true, false]) {
	test(
		`a container that dies while it is selected stays in its row with its exit code, and a key does not touch its neighbour (${moved ? 'the cursor was moved there' : 'the cursor was there from the start'})`,
		{skip},
		async context => {
			const roles = ['x', 'y', 'z'].map(letter => `${moved ? 'q' : 'r'}-${letter}`);
			await Promise.all(roles.map(async role => cast.run(role, busyboxImage, '--', 'sleep', '1000')));
			const [first, second, third] = roles.map(role => name(role)) as [string, string, string];
			const victim = moved ? second : first;
			const session = await open(context, name(moved ? 'q-' : 'r-'), screen => [first, second, third].every(each => screen.includes(each)));
			session.press(moved ? 'gj' : '2');
			// A cursor that nobody has moved follows what is under it as soon as all rates are there.
			const before = await session.until(
				'the selection, and all rates',
				screen => isSelected(screen, victim) && [first, second, third].every(each => / \d+\.\d /.test(rowOf(screen, each))),
			);
			const place = before.split('\n').findIndex(line => line.includes(`▸${victim}`));
			await engine.docker('kill', victim);
			const after = await session.until('its exit code', screen => rowOf(screen, victim).includes('exited 137'));
			assert.equal(
				after.split('\n').findIndex(line => line.includes(`▸${victim}`)),
				place,
				'it has kept its place',
			);
			// Keys of containers hold in their own pane.
			session.press('1');
			session.press('S');
			await session.until('the question is about it', screen => screen.includes(`Start ${victim}?`));
			session.press('n');
			await engine.docker('rm', victim);
			await session.until('its removal', screen => rowOf(screen, victim).includes('gone 137'));
			session.press('D');
			await untilSaid(session, `${victim} has been removed; there is nothing left to act on.`);
			for (const other of roles.filter(role => name(role) !== victim)) {
				assert.equal(await cast.inspect(other, '.State.Status'), 'running');
			}

			assert.ok(isSelected(await session.screen(), victim));
		},
	);
}

test('tagged containers are acted on together, and the question says how many', {skip}, async context => {
	const roles = ['t-1', 't-2', 't-3'];
	await Promise.all(roles.map(async role => cast.run(role, busyboxImage, '--', 'sleep', '1000')));
	const session = await open(context, name('t-'), screen => roles.every(role => screen.includes(name(role))));
	session.press('g  Z');
	await session.until(
		'the question',
		screen => screen.includes('Pause 2 containers?') && [name('t-1'), name('t-2')].every(each => screen.includes(`${each}  nstop-test`)),
	);
	await session.answer('Pause 2 containers?');
	await session.until('both are paused', screen => [name('t-1'), name('t-2')].every(each => rowOf(screen, each).includes('paused')));
	assert.equal(await cast.inspect('t-3', '.State.Status'), 'running');
	session.press('UK');
	await session.until('the one under the cursor alone', screen => screen.includes(`Signal for ${name('t-3')}`));
});
