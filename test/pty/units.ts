import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import test, {before, type TestContext} from 'node:test';
import {
	isSelected,
	keys,
	lastLine,
	openSession,
	rowOf,
	type Session,
} from '../helpers/session.ts';
import {formatBytes} from '../../source/text/format.ts';
import {walkTo} from '../helpers/unit-rows.ts';
import {Workshop, workshopLack} from '../helpers/workshop.ts';

const skip = workshopLack;
const workshop = new Workshop();
const slices = Array.from({length: 20}, (_, level) => `${Array.from({length: level + 1}, () => 'a').join('-')}.slice`);
const empty = 1500;

before(async () => {
	if (skip !== false) {
		return;
	}

	workshop.start(['sleep', '3000'], {cgroup: workshop.cgroup(`/${slices.join('/')}/deep.service`)});
	workshop.start(['sleep', '3000'], {cgroup: workshop.cgroup('/red\u{1B}[31m\u{7}.slice/nul\\x00.service')});
	workshop.start(['bash', '-c', 'while :; do :; done'], {cgroup: workshop.cgroup('/hot.slice/burner.service')});
	for (let index = 0; index < empty; index++) {
		workshop.cgroup(`/leak.slice/e${index}`, 'unified');
	}

	await workshop.settled();
});

/**
Memory of the cgroup on a level of the deep ones, the service's own below the last slice, as the kernel counts it, without what it would
give back at once.
*/
function memoryOf(level: number): string {
	const place = `${workshop.top}/${[...slices, 'deep.service'].slice(0, level + 1).join('/')}`;
	const top = existsSync('/sys/fs/cgroup/memory') ? '/sys/fs/cgroup/memory' : '/sys/fs/cgroup';
	const used = ['memory.usage_in_bytes', 'memory.current'].map(name => `${top}${place}/${name}`).find(file => existsSync(file))!;
	const inactive = /^(?:total_)?inactive_file (\d+)$/gm;
	const stats = [...readFileSync(`${top}${place}/memory.stat`, 'utf8').matchAll(inactive)];
	return formatBytes(Number(readFileSync(used, 'utf8')) - Number(stats.at(-1)?.[1] ?? 0));
}

function open(context: TestContext, columns = 120, rows = 40): Session {
	return openSession(context, columns, rows, {words: ['--no-engine', '--interval', '0.4']});
}

async function filter(session: Session, text: string): Promise<void> {
	session.press('/');
	await session.until('the field', screen => lastLine(screen).includes('Filter containers:'));
	session.press(text, keys.enter);
	await session.until('the keys', screen => lastLine(screen).includes('q quit'));
}

test('A walks from one row to services and to every cgroup, and back', {skip}, async context => {
	const session = open(context);
	await walkTo(session, 'services');
	await filter(session, 'burner');
	await session.until('the service', screen => rowOf(screen, 'burner.service') !== '' && !screen.includes('─ hot.slice '));
	session.press('A');
	await session.until('what is around it too', screen => screen.includes('1 Containers and cgroups') && screen.includes('─ hot.slice '));
	session.press('A');
	await session.until('neither', screen => screen.includes('1 Containers /') && screen.includes('No row matches the filter.'));
	assert.equal(await session.quit(), 0);
});

test('a process in no container that burns is found from a fresh start by two keys', {skip}, async context => {
	const session = open(context);
	await session.until('rows', screen => lastLine(screen).includes('q quit') && /▸\S/.test(screen));
	session.press('A');
	// Where no container is known yet the services may have been there already, and every cgroup is shown now, as a tree.
	await session.until('a busy service in sight', screen =>
		screen.split('\n').slice(0, 20).some(line => /burner\.service +[1-9]\d+(?:\.\d)? /.test(line)));
	assert.equal(await session.quit(), 0);
});

test('the cursor follows the unit that it is on, whichever rows are shown besides', {skip}, async context => {
	const session = open(context);
	await walkTo(session, 'services');
	await filter(session, 'deep|burner');
	session.press('N', 'G');
	await session.until('the last one', screen => isSelected(screen, 'deep.service'));
	session.press('I');
	await session.until('another order', screen => screen.includes('NAME▼') && isSelected(screen, 'deep.service'));
	assert.equal(await session.quit(), 0);
});

test('twenty levels can be read at 80 columns: each row has its name and its numbers', {skip}, async context => {
	const session = open(context, 80, 24);
	await walkTo(session, 'cgroups');
	await filter(session, 'deep.service');
	// What the kernel charges to the levels of a cgroup differs from time to time.
	const hasRow = (screen: string, start: string, level: number): boolean =>
		new RegExp(String.raw`${start} +\d+\.\d +${memoryOf(level).replace('.', String.raw`\.`)} +1 up`).test(screen);
	await session.until('the deepest, and one on the way, with their memory', screen =>
		hasRow(screen, String.raw`▸\+\d+ +└─ deep\.service`, 20) && hasRow(screen, String.raw`│ \+\d+ +└─ a-a-a-a-a-a-a-a\.slice`, 7));
	assert.equal(await session.quit(), 0);
});

test('control characters in a name are shown, and do nothing', {skip}, async context => {
	const session = open(context);
	await walkTo(session, 'cgroups');
	await filter(session, '[31m');
	await session.until('a visible escape', screen => screen.includes('␛[31m␇.slice'));
	await filter(session, '\u{15}nul');
	await session.until('the name as it is written', screen => screen.includes(String.raw`nul\x00.service`));
	assert.equal(await session.quit(), 0);
});

test('cgroups that were left behind without processes are counted in the title', {skip}, async context => {
	const session = open(context);
	await walkTo(session, 'cgroups');
	const screen = await session.until('all of them', each => Number(/cgroups, (\d+) empty/.exec(each)?.[1] ?? 0) >= empty);
	assert.doesNotMatch(screen, /leak\.slice/);
	session.press('A');
	await session.until('no count', each => /1 Containers +5 /.test(each));
	assert.equal(await session.quit(), 0);
});
