import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
	keys,
	lastLine,
	openSession,
	rowOf,
	untilSameCells,
	type Session,
} from '../helpers/session.ts';

const cast = await openCast(busyboxImage);
const {skip, engine, tag, name} = cast;
const first = name('a');
if (skip === false) {
	await Promise.all([
		cast.run(
			'a',
			busyboxImage,
			'--publish',
			'127.0.0.1:0:80',
			'--label',
			'weather=süß ⛅',
			'--',
			'sh',
			'-c',
			'sleep 1001 & sleep 1002 & wait',
			'größe ⛅',
		),
		cast.run('b', busyboxImage, '--', 'sleep', '1000'),
	]);
}

async function open(
	context: TestContext,
	columns: number,
	rows: number,
	environment: Readonly<Record<string, string | undefined>> = {},
): Promise<Session> {
	const session = openSession(context, columns, rows, {words: ['--host', engine.address, '--interval', '0.3'], environment});
	await session.until('the engine is up', screen => screen.includes('1 Containers') && /[*●]/.test(screen.split('\n', 1)[0]!));
	session.press(`/${tag}\rsg\r`);
	await session.until(
		'the list by name',
		screen => screen.includes('by NAME') && [first, name('b')].every(each => rowOf(screen, each) !== ''),
	);
	// A cursor that nobody has moved may have followed another row to its place.
	session.press('g');
	await session.until('the first row is selected', screen => /^.[>▸]/.test(rowOf(screen, first)));
	return session;
}

/**
Everything that there is to see: all panes, sheets, dialogs and tabs.
*/
async function tour(session: Session): Promise<void> {
	const step = async (what: string, pressed: string, shows: RegExp): Promise<void> => {
		session.press(pressed);
		await session.until(what, screen => shows.test(screen));
	};

	for (const tab of ['Limits', 'Mounts', 'Network', 'Isolation', 'Inspect']) {
		for (let presses = 0; !(await session.screen()).includes(`[${tab}]`); presses++) {
			assert.ok(presses < 20, `there is a tab ${tab}`);
			const before = /\[[A-Z]\w+\]/.exec(await session.screen())?.[0] ?? '';
			await step('the next tab', ']', new RegExp(`^(?!.*${before.replaceAll(/[[\]]/g, String.raw`\$&`)})`, 's'));
		}
	}

	await step('the whole host', 'o', /3 Namespaces of the host/);
	await step('the sort dialog', 's', /Sort containers by/);
	await step('it is closed', '\u{1B}', /^(?!.*Sort containers by)/s);
	await step('the menu', keys.enter, /Send the stop signal/);
	await step('it is closed', 'q', /^(?!.*Send the stop signal)/s);
	await step('the signals', 'K', /SIGTERM/);
	await step('it is closed', keys.escape, /^(?!.*SIGTERM)/s);
	await step('the question', 'S', /Stop \S+\?/);
	await step('it is closed', 'n', /^(?!.*Stop \S+\?)/s);
	await step('a tag', ' ', /1 tagged/);
	await step('the processes', '2', /Enter actions {2}l log {2}K signal/);
	await step('the namespaces', '3', /Enter who/);
	await step('the details', '4', /\/ search/);
	await step('the containers', '1', /e shell/);
	await step('the sheet', '?', /- Help -|─ Help ─/);
	for (let page = 0; page < 20 && !(await session.screen()).includes('Tabs of the details'); page++) {
		const third = (await session.screen()).split('\n', 4)[3];
		session.press(keys.pageDown);
		await session.until('the next page', shown => shown.split('\n', 4)[3] !== third);
	}

	await step('it is closed', 'q', /q quit/);
	await step('typing', '/', /Filter containers/);
	await step('a sentence', '-nothing', /No row matches the filter/);
	await step('a letter that is not ASCII', 'ä', /nothing[?ä]/);
}

test('where the locale is not UTF-8 every byte is ASCII, names and command lines of strangers too', {skip}, async context => {
	const session = await open(context, 120, 40, {LC_ALL: 'C'});
	const screen = await session.until('the command', shown => shown.includes('gr??e'));
	assert.match(screen.split('\n', 3)[2]!, /^\+ 1 Containers [^\n-]*-.* \+$/);
	await tour(session);
	const strange = [...new Set(session.terminal.written().replaceAll(/[\0-\u{7F}]/gu, ''))];
	assert.deepEqual(strange, []);
});

test('where it is UTF-8 the same shows lines, and letters as they are', {skip}, async context => {
	const session = await open(context, 120, 40);
	await session.until('the command', shown => shown.includes('größe ⛅'));
	await tour(session);
	assert.match(await session.screen(), /^┌ 1 Containers .*┐$/m);
});

for (const [environment, what] of [[{NO_COLOR: '1'}, 'NO_COLOR'], [{TERM: 'vt100'}, 'a terminal without colours']] as const) {
	test(`${what}: no colour is written, and what is selected is marked by weight, inverse or a character`, {skip}, async context => {
		const session = await open(context, 120, 40, environment);
		await tour(session);
		session.press(keys.escape);
		await session.until('the row is back', screen => rowOf(screen, first) !== '');
		const cells = await session.cells();
		assert.ok(cells.every(row => row.every(({foreground, background}) => foreground === '' && background === '')));
		assert.ok(cells.some(row => row.filter(({isInverse}) => isInverse).length > 100), 'the selected row is inverse');
		// eslint-disable-next-line no-control-regex, regexp/no-control-character -- sequences begin with one
		assert.doesNotMatch(session.terminal.written(), /\u{1B}\[(?:\d+;)*(?:3\d|4\d|9\d|10\d)(?:;\d+)*m/u);
	});
}

test('TERM=xterm-256color gets the sixteen colours, so that the person\'s palette decides', {skip}, async context => {
	const session = await open(context, 120, 40, {TERM: 'xterm-256color'});
	const coloursNow = async (): Promise<ReadonlySet<string>> => {
		const cells = await session.cells();
		return new Set(cells.flat().flatMap(({foreground, background}) => [foreground, background]).filter(Boolean));
	};

	await session.until('more than three colours', async () => (await coloursNow()).size > 3);
	const colours = await coloursNow();
	assert.ok([...colours].every(colour => Number(colour) < 16), [...colours].join(' '));
});

/**
What must hold at every size: borders close at the last column, nothing wraps, the footer is last.
*/
function assertWhole(screen: string, columns: number, rows: number): void {
	const lines = screen.split('\n');
	assert.equal(lines.length, rows);
	// Where there is one line for all of the header, it has what changes.
	assert.match(lines[0]!, rows < 18 ? /^ cpu .*FROZEN *$/ : /^ nstop {2}/);
	const panes = lines.slice(rows < 18 ? 1 : 2, -1);
	assert.match(panes[0]!, /^┌ 1 Containers[ …]/);
	for (const line of panes) {
		assert.match(line, /^[│┌└├].*[│┐┘┤]$/, screen);
	}

	assert.match(panes.at(-1)!, /^└.*┘$/);
	assert.equal(panes.at(-1)!.length, columns);
	assert.match(lastLine(screen), /q quit/);
}

const sizes = [
	[200, 50],
	[120, 40],
	[110, 34],
	[109, 33],
	[80, 24],
	[60, 18],
	[60, 17],
	[40, 12],
	[40, 10],
	[39, 12],
	[40, 9],
	[10, 3],
	[1, 1],
	[200, 9],
	[120, 40],
] as const;

test('each size has its whole screen, too small ones a sentence, and the way back is exact', {skip}, async context => {
	const session = await open(context, 120, 40);
	session.press('F');
	await session.until('it is halted', screen => screen.includes('FROZEN'));
	const before = await session.cells();
	for (const [columns, rows] of sizes) {
		session.resize(columns, rows);
		if (columns < 40 || rows < 10) {
			const notice = `nstop needs 40x10, this is ${columns}x${rows}`;
			// Where there is no room for words there are still the sizes, over two lines if need be; a single cell holds nothing.
			const expected = columns >= notice.length ? notice : (columns > 1 ? `${columns}x${rows} of 40x10` : '');
			await session.until(
				`the sentence at ${columns}x${rows}`,
				screen =>
					screen
						.split('\n')
						.map(line => line.trim())
						.join(' ')
						.startsWith(expected) && !screen.includes('│'),
			);
			session.press(keys.down, keys.tab);
			session.press(keys.shiftTab, keys.up);
		} else {
			await session.until(`the whole screen at ${columns}x${rows}`, screen => {
				try {
					assertWhole(screen, columns, rows);
					return rowOf(screen, first) !== '';
				} catch {
					return false;
				}
			});
		}
	}

	await untilSameCells(session, before);
	assert.equal(await session.quit(), 0);
});

test('sizes that follow each other faster than they can be drawn end in the last one', {skip}, async context => {
	const session = await open(context, 120, 40);
	session.press('F');
	await session.until('it is halted', screen => screen.includes('FROZEN'));
	const before = await session.cells();
	// The same key all the time: different ones as fast as this are a paste.
	for (let round = 0; round < 5; round++) {
		for (const [columns, rows] of sizes) {
			session.resize(columns, rows);
			session.press('j');
		}
	}

	session.press('gz');
	await session.until('zoomed', screen => !screen.includes('2 Processes') && lastLine(screen).includes('q quit'));
	session.press('z');
	await session.until('all panes', screen => ['┌ 1 ', '├ 2 ', '├ 3 ', '┬ 4 '].every(title => screen.includes(title)));
	await untilSameCells(session, before);
	assert.equal(await session.quit(), 0);
});

test('dialogs keep their place in the middle through sizes, and what lies under them comes back', {skip}, async context => {
	const session = await open(context, 120, 40);
	session.press('F');
	await session.until('it is halted', screen => screen.includes('FROZEN'));
	const before = await session.cells();
	session.press('K');
	for (const [columns, rows] of [[120, 40], [80, 24], [40, 12], [30, 5], [40, 10], [120, 40]] as const) {
		session.resize(columns, rows);
		await session.until(`the dialog at ${columns}x${rows}`, screen => {
			const lines = screen.split('\n');
			const row = lines.findIndex(line => line.includes('SIGTERM'));
			return columns < 40
				? screen.startsWith('needs 40x10') && row === -1
				: row > 0 && row < rows && lines.length === rows && lines.some(line => line.includes('Esc close'));
		});
	}

	session.press(keys.escape);
	await session.until('it is closed', screen => !screen.includes('SIGTERM'));
	await untilSameCells(session, before);
	assert.equal(await session.quit(), 0);
});
