import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {eventually} from '../helpers/engine.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
	isSelected,
	keys,
	lastLine,
	lineWith,
	openSession,
	rowOf,
	type Session,
} from '../helpers/session.ts';

const cast = await openCast(busyboxImage);
const {skip, engine, tag, name} = cast;
const [first, second, third, ended] = ['a', 'b', 'c', 'd'].map(role => name(role)) as [string, string, string, string];
if (skip === false) {
	await Promise.all([
		cast.run('a', busyboxImage, '--', 'sleep', '1000'),
		cast.run('b', busyboxImage, '--', 'sh', '-c', 'sleep 1001 & sleep 1002 & wait'),
		cast.run('c', busyboxImage, '--', 'sleep', '1003'),
		cast.run('d', busyboxImage, '--', 'sh', '-c', 'exit 5'),
	]);
	await eventually('the last one has ended', async () => await cast.inspect('d', '.State.Status') === 'exited');
}

/**
The program with the containers of this file alone, sorted by name.
*/
async function open(
	context: TestContext,
	columns: number,
	rows: number,
	options: Parameters<typeof openSession>[3] = {},
): Promise<Session> {
	const session = openSession(context, columns, rows, {
		...options,
		words: ['--host', engine.address, '--interval', '0.3', ...(options.words ?? [])],
	});
	await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.includes('●'));
	session.press(`/${tag}\rsg\r`);
	await session.until(
		'the list by name',
		screen => screen.includes('by NAME') && [first, second, third, ended].every(each => rowOf(screen, each) !== ''),
	);
	session.press('g');
	await session.until('the first row is selected', screen => rowOf(screen, first) !== '' && isSelected(screen, first));
	return session;
}

/**
The numbers of the panes on screen whose title has the focus.
*/
async function focused(session: Session): Promise<string> {
	const cells = await session.cells();
	let found = '';
	for (const row of cells) {
		for (const [column, cell] of row.entries()) {
			if (/[1-4]/.test(cell.text) && cell.foreground === '6' && /[┌├┬┼]/.test(row[column - 2]?.text ?? '')) {
				found += cell.text;
			}
		}
	}

	return found;
}

async function untilFocused(session: Session, pane: string): Promise<void> {
	await session.until(`pane ${pane} has the focus`, async () => await focused(session) === pane);
}

test('the containers appear by name, a stopped one with its exit code, and the numbers follow', {skip}, async context => {
	const session = openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '0.3']});
	await session.until('the panes', shown => shown.includes('1 Containers'));
	session.press(`/${tag}\r`);
	await session.until('all names', shown => [first, second, third, ended].every(each => rowOf(shown, each) !== ''));
	await session.until('their states', shown => rowOf(shown, ended).includes('exited 5') && / up \d+[hms]/.test(rowOf(shown, first)));
	await session.until('a rate', shown => / \d+\.\d /.test(rowOf(shown, first)));
	assert.equal(await session.quit(), 0);
});

test('the selection follows each way of moving, and the other panes follow the selection', {skip}, async context => {
	const session = await open(context, 120, 40);
	for (const [key, there] of [
		['j', second],
		[keys.down, third],
		['k', second],
		[keys.up, first],
		['G', ended],
		['g', first],
		[keys.end, ended],
		[keys.home, first],
		[keys.pageDown, ended],
		[keys.pageUp, first],
		['jj', third],
		['kkk', first],
	] as const) {
		session.press(key);
		const screen = await session.until(`${there} is selected after ${JSON.stringify(key)}`, shown => isSelected(shown, `${there} `));
		assert.equal(screen.split('\n').filter(line => line.includes(`▸${tag}`)).length, 1, 'one row is selected');
		await session.until(
			'the other panes',
			shown =>
				shown.includes(`2 Processes of ${there} `) && shown.includes(`3 Namespaces of ${there} `) && shown.includes(`4 ${there} [Stats]`),
		);
	}

	session.press('j');
	// Its shell has the same words in its command line.
	await session.until('its processes', shown => shown.includes('└─ sleep 1002'));
	session.press('jj');
	await session.until('a stopped one says so', shown => shown.includes('It is not running.'));
});

test('Tab goes round the panes, Shift-Tab back, and numbers go straight there', {skip}, async context => {
	const session = await open(context, 120, 40);
	await untilFocused(session, '1');
	for (const [key, pane] of [
		[keys.tab, '2'],
		[keys.tab, '3'],
		[keys.tab, '4'],
		[keys.tab, '1'],
		[keys.shiftTab, '4'],
		['2', '2'],
		['3', '3'],
		['1', '1'],
		['4', '4'],
	] as const) {
		session.press(key);
		await untilFocused(session, pane);
	}

	session.press('1j');
	await session.until('the second container', screen => isSelected(screen, second));
	session.press('2');
	await untilFocused(session, '2');
	session.press('G');
	await session.until(
		'the last process is selected, the details are about it, and the container is the same',
		screen => /▸ +\d+ .*└─ sleep 1002/.test(screen) && /4 sleep \d+ \[/.test(screen) && screen.includes(`2 Processes of ${second}`),
	);
	assert.equal(await session.quit(), 0);
});

test('a filter takes what is typed, even letters that are keys, and Esc clears it', {skip}, async context => {
	const session = await open(context, 120, 40);
	session.press('/', keys.backspace.repeat(20), 'q');
	await session.until('what is typed', screen => lastLine(screen).includes('Filter containers: q'));
	session.press(keys.backspace, second);
	await session.until(
		'only one is left, and the title names the filter',
		shown => rowOf(shown, second) !== '' && rowOf(shown, third) === '' && shown.includes(`1 Containers /${second} `),
	);
	session.press(keys.enter);
	await session.until('the keys are back', shown => lastLine(shown).includes('q quit'));
	session.press('/', 'nothing-like-this');
	await session.until('no row', shown => shown.includes('No row matches the filter. Esc clears it.'));
	session.press(keys.escape);
	await session.until(
		'all rows, and the keys',
		shown => /┌ 1 Containers +5 /.test(shown) && rowOf(shown, first) !== '' && lastLine(shown).includes('q quit'),
	);
	session.press(`/${tag}`, keys.enter);
	await session.until(
		'four rows, of all that there are',
		shown => /┌ 1 Containers \/\S+ .*─ by NAME · 4(?: of \d+)? ┐/.test(shown) && lastLine(shown).includes('q quit'),
	);
	session.press(keys.escape);
	await session.until('Esc clears a filter that was kept', shown => /┌ 1 Containers +5 /.test(shown));
	assert.equal(await session.quit(), 0);
});

test('sort: a column is chosen from the list, chosen again it reverses, and so does I', {skip}, async context => {
	const session = await open(context, 120, 40);
	const order = (screen: string): string =>
		screen
			.split('\n')
			.flatMap(line => /^│[ ▸](y[\w-]+) /.exec(line)?.slice(1) ?? [])
			.filter(each => each.startsWith(tag))
			.join(' ');
	await session.until('by name', screen => order(screen) === [first, second, third, ended].join(' '));
	session.press('I');
	await session.until('reversed by I', screen => order(screen) === [ended, third, second, first].join(' '));
	session.press('s');
	await session.until('the list', screen => screen.includes('Sort containers by') && screen.includes('▸ NAME'));
	session.press(keys.enter);
	await session.until('reversed again', screen => order(screen) === [first, second, third, ended].join(' '));
	session.press('s', 'jj');
	await session.until('the third column', screen => screen.includes('▸ CPU%'));
	session.press(keys.escape);
	const screen = await session.until('Esc leaves it', shown => !shown.includes('Sort containers by'));
	assert.match(screen, /by NAME/);
	session.press('s', 'G', keys.enter);
	await session.until('the last column', shown => shown.includes('by PORTS'));
});

test('t lays the tree of processes flat and raises it again', {skip}, async context => {
	const session = await open(context, 120, 40);
	session.press('j2');
	await session.until('a tree', screen => screen.includes('└─ sleep 1002'));
	session.press('t');
	await session.until('a plain list', screen => screen.includes('sleep 1002') && !screen.includes('─ sleep'));
	session.press(keys.f5);
	await session.until('a tree again', screen => screen.includes('└─ sleep 1002'));
	assert.equal(await session.quit(), 0);
});

test('z gives each pane the whole screen and takes it back', {skip}, async context => {
	const session = await open(context, 120, 40);
	for (const [pane, title] of [['1', '1 Containers'], ['2', '2 Processes'], ['3', '3 Namespaces'], ['4', '4 sleep']] as const) {
		session.press(pane, 'z');
		const screen = await session.until(
			`${title} alone`,
			shown => shown.split('\n').filter(line => /[┌├┬] [1-4] /.test(line)).length === 1 && shown.includes(`┌ ${title}`),
		);
		assert.equal(screen.split('\n', 39)[38]?.length, 120, 'down to the footer');
		session.press('z');
		await session.until('four panes', shown => ['┌ 1 ', '├ 2 ', '├ 3 ', '┬ 4 '].every(title_ => shown.includes(title_)));
	}
});

test(
	'the help sheet names every key, scrolls to its end and no further, closes, and keeps keys from what lies below',
	{skip},
	async context => {
		const session = await open(context, 80, 24);
		session.press('?');
		await session.until('the help', screen => screen.includes('─ Help ─') && screen.includes('Open the menu of actions'));
		session.press(keys.pageDown);
		await session.until('a page further', screen => !screen.includes('Open the menu of actions'));
		session.press('G');
		const end = await session.until('the end', screen => screen.includes('Inspect'));
		const lastOf = (screen: string): string => {
			const lines = screen.split('\n');
			return lines[lines.findIndex(line => line.includes('Esc close')) - 1]!;
		};

		session.press('jjj', keys.pageDown, 'kkk');
		await session.until('lines above, as not one key was wasted beyond the end', screen =>
			screen.includes('─ Help ─') && lastOf(screen) !== lastOf(end));
		session.press('jjj');
		await session.until('the end again', screen => lastOf(screen) === lastOf(end));
		session.press('gSyD');
		await session.until('the start', screen => screen.includes('Open the menu of actions') && !/(?:Stop|Remove) \S+\?/.test(screen));
		session.press('q');
		await session.until('it is closed and the program is there', screen => !screen.includes('─ Help ─') && isSelected(screen, first));
		session.press(keys.f1);
		await session.until('F1 is its twin', screen => screen.includes('─ Help ─'));
		session.press(keys.escape);
		await session.until('it is closed by Esc', screen => !screen.includes('─ Help ─'));
		assert.equal(await session.quit(), 0);
	},
);

test('tabs go round both ways and each shows its own', {skip}, async context => {
	// So wide that all have room in the title.
	const session = await open(context, 180, 40);
	const id = await cast.inspect('a', '.Id');
	const contents: Readonly<Record<string, string>> = {
		Stats: 'pressure', Limits: 'of the time slices', Mounts: 'overlay', Network: 'eth0', Isolation: 'capabilities', Inspect: `"${id}"`,
	};
	const title = (screen: string): string => lineWith(screen, `┬ 4 ${first} `).replace(/^.*┬/, '┬');
	const tabs = title(await session.screen())
		.split('─', 1)[0]!
		.replace(`┬ 4 ${first}`, '')
		.trim()
		.split(' ')
		.map(tab => tab.replaceAll(/[[\]]/g, ''));
	assert.ok(
		Object.keys(contents).every(tab => tabs.includes(tab)),
		`tabs: ${tabs.join(' ')}`,
	);
	for (const [key, order] of [
		[']', [...tabs.slice(1), tabs[0]!]],
		[keys.right, [...tabs.slice(1), tabs[0]!]],
		['[', tabs.toReversed()],
		[keys.left, tabs.toReversed()],
	] as const) {
		for (const tab of order) {
			session.press(key);
			await session.until(`${tab} with its content`, screen => title(screen).includes(`[${tab}]`) && screen.includes(contents[tab] ?? ''));
		}
	}
});

test('the letter of a tab in the list of tabs shows it, from any pane', {skip}, async context => {
	const session = await open(context, 80, 24);
	for (const [pane, letter, tab] of [['1', 't', 'Isolation'], ['2', 'e', 'Environment'], ['4', 'p', '/proc'], ['3', 's', 'Stats']] as const) {
		session.press(pane, 'w');
		await session.until('the list', screen => screen.includes('─ Tabs of the '));
		session.press(letter, '4');
		await session.until('the tab, and no list', screen => screen.includes(`[${tab}]`) && !screen.includes('─ Tabs of the '));
	}

	assert.equal(await session.quit(), 0);
});

test('a hides what is stopped, F halts the clock, o shows the whole host, Space tags and U untags', {skip}, async context => {
	const session = await open(context, 120, 40);
	session.press('a');
	await session.until('the stopped one is hidden', screen => !screen.includes(ended) && screen.includes(third));
	session.press('a');
	await session.until('it is back', screen => screen.includes(ended));
	session.press('o');
	await session.until('all namespaces', screen => screen.includes('3 Namespaces of the host'));
	session.press('o', ' ');
	await session.until(
		'a tag, and the next row',
		screen => screen.includes(`•${first} `) && isSelected(screen, `${second} `) && screen.includes('3 Namespaces of y'),
	);
	session.press('U');
	await session.until('no tag', screen => !screen.includes('•'));
	session.press('F');
	const isHalted = (screen: string): boolean => screen.split('\n', 1)[0]!.includes('FROZEN');
	await session.until('the mark of the halt in place of the clock', isHalted);
	const other = await open(context, 120, 40);
	await engine.docker('pause', third);
	await other.until('the news on a screen that is not halted', screen => rowOf(screen, third).includes('paused'));
	await session.redraw();
	const still = await session.screen();
	assert.ok(isHalted(still));
	assert.notEqual(rowOf(still, third), '');
	assert.doesNotMatch(rowOf(still, third), /paused/);
	session.press('F');
	await session.until(
		'the clock, and what has changed meanwhile',
		screen => /\d\d:\d\d:\d\d/.test(screen.split('\n', 1)[0]!) && rowOf(screen, third).includes('paused'),
	);
	await engine.docker('unpause', third);
});

/**
The upper lines of a sheet over a screen of 120 columns, without what is beside it.
*/
function sheetOn(screen: string): string {
	return screen.split('\n').slice(2, 14).map(line => line.slice(11, 108)).join('\n');
}

test('--read-only: keys of actions do nothing, and neither footer nor help names them', {skip}, async context => {
	const session = await open(context, 120, 40, {words: ['--read-only']});
	assert.match(await session.screen(), /^ nstop {2}read-only /);
	const before = await cast.inspect('a', '.State');
	const isZoomed = (screen: string): boolean => !screen.includes('2 Processes') && !screen.includes('─ Copy ─');
	for (const key of ['e', 'S', 'R', 'Z', 'K', 'D', keys.enter, keys.f9]) {
		session.press(key, 'y', keys.escape, 'z');
		await session.until(`the zoom behind ${JSON.stringify(key)}`, isZoomed);
		session.press('z');
		const screen = await session.until('no zoom', shown => shown.includes('2 Processes') && /move.*filter.*quit/.test(lastLine(shown)));
		assert.doesNotMatch(lastLine(screen), /shell|stop|signal|actions/i);
	}

	session.press('?');
	await session.until('the help', screen => screen.includes('─ Help ─'));
	const forbidden =
		/shell in the container|Stop the container|Pause all processes|Send a signal|Remove the container|menu of actions|│ Act /;
	for (let page = 0; !(await session.screen()).includes('Tabs of the details'); page++) {
		const screen = await session.screen();
		assert.doesNotMatch(screen, forbidden);
		assert.ok(page < 20, 'the sheet has an end');
		session.press(keys.pageDown);
		await session.until('the next page', shown => sheetOn(shown) !== sheetOn(screen));
	}

	assert.doesNotMatch(await session.screen(), forbidden);
	assert.equal(await cast.inspect('a', '.State'), before);
	session.press(keys.escape);
	await session.until('the sheet is closed', screen => !screen.includes('─ Help ─'));
	assert.equal(await session.quit(), 0);
});
