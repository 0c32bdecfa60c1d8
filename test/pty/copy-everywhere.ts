/**
What `y` copies in each pane and in boxes, and what `x` explains there, of real containers: compared with what engine and kernel say.
*/
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync, readlinkSync} from 'node:fs';
import test, {type TestContext} from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {copiedPlainly} from '../helpers/copied.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
	isEngineUp,
	isSelected,
	keys,
	lastLine,
	messageOn,
	openSession,
	type Session,
} from '../helpers/session.ts';

const cast = await openCast(busyboxImage);
const {skip, engine, name} = cast;
const script = 'sleep 1001 & echo "ü 数" >/dev/null; wait # a line that is longer than its column has room for, and than the box as well: '
	+ 'it is copied whole nevertheless';
const longLabel = 'x'.repeat(60_000);
if (skip === false) {
	await cast.run('ca', busyboxImage, '--cap-add', 'SYS_TIME', '--', 'sh', '-c', script);
	await cast.run('cb', busyboxImage, '--network', `container:${name('ca')}`, '--label', `big=${longLabel}`, '--', 'sleep', '1002');
}

async function open(context: TestContext, role = 'ca', columns = 120, rows = 40): Promise<Session> {
	const session = openSession(context, columns, rows, {
		words: ['--host', engine.address, '--interval', '0.3', name(role)], environment: {TMUX: undefined, STY: undefined},
	});
	await session.until('the container', screen => isEngineUp(screen) && isSelected(screen, name(role)));
	return session;
}

const copied = (session: Session): readonly string[] => copiedPlainly(session.terminal.written());

/**
Types words after `/`, and leaves the field.
*/
async function seek(session: Session, words: string): Promise<string> {
	session.press('/');
	await session.until('the field', screen => /^ (?:Filter|Search)/.test(lastLine(screen)));
	session.press('\u{15}', words);
	await session.until('the words', screen => lastLine(screen).includes(`: ${words.slice(0, 12)}`));
	session.press(keys.enter);
	return session.until('no field', screen => !/^ (?:Filter|Search)/.test(lastLine(screen)));
}

/**
Whether something that the words find can be chosen: what engine and kernel tell may come after the box.
*/
function hasChoice(screen: string): boolean {
	return screen.includes('│ ▸ ');
}

/**
Chooses what the words find among that which `y` offers, and gives what the terminal was sent.
*/
async function copy(session: Session, words: string): Promise<string> {
	const before = copied(session).length;
	session.press('y');
	await session.until('the choice', screen => screen.includes('─ Copy ─'));
	await seek(session, words);
	await session.until('what was sought', hasChoice);
	session.press('y');
	await session.until('that it was sent', screen => messageOn(screen).includes('Sent to the terminal: ') && copied(session).length > before);
	assert.equal(copied(session).length, before + 1);
	return copied(session).at(-1)!;
}

/**
Opens the explanation, copies one of its commands, and runs it: it has to be whole to do so.
*/
async function explained(session: Session, words: string): Promise<{readonly command: string; readonly output: string}> {
	session.press('x');
	await session.until('the explanation', screen => screen.includes('─ What is this?'));
	const command = await copy(session, words);
	await session.until('the explanation is back', screen => screen.includes('─ What is this?') && !screen.includes('─ Copy'));
	session.press(keys.escape);
	await session.until('no box', screen => !screen.includes('─ What is this?'));
	return {command, output: execFileSync('sh', ['-c', command], {encoding: 'utf8'})};
}

test('in the containers: name, id, image, address, pid and command line as the engine has them', {skip}, async context => {
	const [id, address, pid] = await Promise.all(['.Id', '.NetworkSettings.IPAddress', '.State.Pid'].map(async field => cast.inspect('ca', field)));
	const session = await open(context);
	assert.equal(await copy(session, '"name '), name('ca'));
	assert.equal(await copy(session, `"id ${id!.slice(0, 20)}"`), id);
	assert.equal(await copy(session, '"image '), busyboxImage);
	assert.equal(await copy(session, '"address '), address);
	assert.equal(await copy(session, '"host pid '), pid);
	assert.equal(await copy(session, '"command line '), JSON.parse(await engine.docker(
		'ps', '--no-trunc', '--filter', `name=${name('ca')}`, '--format', '{{.Command}}',
	)));
	const {command, output} = await explained(session, '/cgroup');
	assert.equal(command, `cat /proc/${pid}/cgroup`);
	assert.ok(output.includes(id!));
	assert.equal(await session.quit(), 0);
});

test('in the processes: both pids and the command line of the one under the cursor; its explanation has a command for it', {skip}, async context => {
	const session = await open(context);
	session.press('2');
	await session.until('the processes', screen => screen.includes('─ sleep 1001'));
	session.press(keys.end);
	await session.until('the last one', screen => screen.split('\n').some(line => line.includes('▸') && line.includes('─ sleep 1001')));
	const pid = await copy(session, '"host pid "');
	assert.equal(readFileSync(`/proc/${pid}/cmdline`, 'utf8'), 'sleep\u{0}1001\u{0}');
	const inside = await copy(session, '"container pid "');
	assert.match(readFileSync(`/proc/${pid}/status`, 'utf8'), new RegExp(`^NSpid:\t${pid}\t${inside}$`, 'm'));
	assert.equal(await copy(session, '"command line "'), 'sleep 1001');
	assert.equal(await copy(session, '"container y'), name('ca'));
	const {command, output} = await explained(session, 'NSpid');
	assert.equal(command, `grep NSpid /proc/${pid}/status`);
	assert.equal(output, `NSpid:\t${pid}\t${inside}\n`);
	session.press(keys.home);
	await session.until('the first one', screen => screen.split('\n').some(line => line.includes('▸') && line.includes('sh -c')));
	assert.equal(await copy(session, '"command line "'), `sh -c ${script}`);
	assert.equal(await session.quit(), 0);
});

test('in the namespaces: the link as the kernel has it, those who share it, and commands to see it by hand', {skip}, async context => {
	const pid = await cast.inspect('ca', '.State.Pid');
	const link = readlinkSync(`/proc/${pid}/ns/net`);
	const session = await open(context);
	session.press('3');
	await session.until('the namespaces', screen => screen.includes('3 Namespaces of') && screen.includes(`net     ${/\d+/.exec(link)![0]}`));
	session.press('/');
	await session.until('the field', screen => lastLine(screen).includes('Filter namespaces:'));
	session.press('net', keys.enter);
	await session.until('the row', screen => screen.includes('▸net '));
	assert.equal(await copy(session, '"link "'), link);
	assert.equal(`net:[${await copy(session, '"inode "')}]`, link);
	assert.equal(await copy(session, '"container "'), name('cb'));
	const {command, output} = await explained(session, 'readlink');
	assert.equal(command, `readlink /proc/${pid}/ns/net`);
	assert.equal(output, `${link}\n`);
	assert.equal(await session.quit(), 0);
});

test('in the details: the line that was searched for, whole where the screen cuts it, all lines, and the command of the tab', {skip}, async context => {
	const [id, pid] = await Promise.all(['.Id', '.State.Pid'].map(async field => cast.inspect('ca', field)));
	const session = await open(context, 'ca', 80, 24);
	session.press('4');
	await session.until('the details', screen => screen.includes('[Stats]'));
	await seek(session, 'cgroup');
	session.press('y');
	await session.until('the choice', screen => /▸ Line \d+ +cgroup/.test(screen));
	session.press('y');
	await session.until('that it was sent', screen => messageOn(screen).includes('Sent to the terminal: cgroup'));
	assert.match(copied(session).at(-1)!, new RegExp(`^cgroup +/.*${id}$`));
	const all = await copy(session, '"all lines "');
	assert.ok(all.split('\n').length > 5, all);
	assert.ok(all.split('\n').some(line => line.endsWith(id!) && line.startsWith('cgroup')), all);
	assert.ok(all.split('\n').includes(`id         ${id}`), all);
	const {command, output} = await explained(session, 'NSpid');
	assert.equal(command, `grep NSpid /proc/${pid}/status`);
	assert.match(output, new RegExp(`^NSpid:\t${pid}\t1\n$`));
	assert.equal(await session.quit(), 0);
});

test('x explains the flags of the row first, then the open tab, then every column in view', {skip}, async context => {
	const session = await open(context, 'ca', 200, 50);
	session.press('x');
	await session.until('the explanation', screen => screen.includes('─ What is this?'));
	session.press('y');
	await session.until('the choice', screen => screen.includes('─ Copy ─'));
	session.press(keys.escape);
	await session.until('the explanation again, in this order', shown => {
		const places = ['FLAGS: CAP+', 'Stats tab', 'Container '].map(title => shown.indexOf(`│ ${title}`));
		return places.every((place, index) => place > (places[index - 1] ?? -1)) && !shown.includes('─ Copy ─');
	});
	for (const title of ['IMAGE', 'CPU%', 'MEM / LIMIT', 'NET RX TX', 'PIDS', 'STATE', 'HOST PID']) {
		await seek(session, title);
		await session.until(`it is explained: ${title}`, shown => new RegExp(String.raw`/${title} {2}(?:\d+ of )?\d+ found`).test(shown));
	}

	session.press(keys.escape);
	await session.until('no search', shown => shown.includes('─ What is this? ─'));
	session.press('q');
	await session.until('no box', shown => !shown.includes('What is this?'));
	assert.equal(await session.quit(), 0);
});

test('among the members of a namespace what matches is left, and y copies a line of it', {skip}, async context => {
	const pid = await cast.inspect('cb', '.State.Pid');
	for (const [columns, rows] of [[120, 40], [80, 24], [40, 12]] as const) {
		const session = await open(context, 'ca', columns, rows);
		session.press('3');
		await session.until('the namespaces', screen => screen.includes('3 Namespaces') || screen.includes('KIND'));
		session.press('/');
		await session.until('the field', screen => lastLine(screen).includes('Filter namespaces:'));
		session.press('net', keys.enter);
		await session.until('the row', screen => screen.includes('▸net '));
		session.press(keys.enter);
		await session.until('the members', screen => /─ net namespace \d+ ─/.test(screen));
		await seek(session, name('cb'));
		// All processes of the host are looked at from now on.
		const screen = await session.until('one of all three', shown =>
			shown.includes('1 of 3 processes') && new RegExp(`${pid} +1 `).test(shown));
		assert.doesNotMatch(screen, new RegExp(`${name('ca')} +sleep 1001`));
		assert.match(await copy(session, 'sleep'), new RegExp(`^${pid} +1 .* +sleep 1002$`));
		await session.until('the members again', shown => shown.includes('1 of 3 processes') && !shown.includes('─ Copy'));
		session.press(keys.escape);
		await session.until('all of them', shown => /─ net namespace \d+ ─/.test(shown));
		session.press(keys.escape);
		await session.until('no box', shown => !shown.includes('─ net namespace'));
		assert.equal(await session.quit(), 0);
	}
});

test('what is too long is refused with both numbers, and nothing is sent', {skip}, async context => {
	const session = await open(context, 'cb');
	session.press('y');
	await session.until('the choice', screen => screen.includes('─ Copy ─'));
	await seek(session, '"label big="');
	await session.until('what was sought', hasChoice);
	session.press('y');
	await session.until('the refusal', screen =>
		messageOn(screen).includes(`Too long to copy: Label has ${longLabel.length + 4} bytes, and terminals take at most`));
	assert.deepEqual(copied(session), []);
	assert.match(await session.screen(), /─ Copy/);
	session.press(keys.escape);
	await session.until('no filter', screen => screen.includes('─ Copy ─'));
	session.press(keys.escape);
	await session.until('no box', screen => !screen.includes('─ Copy ─'));
	assert.equal(await session.quit(), 0);
});
