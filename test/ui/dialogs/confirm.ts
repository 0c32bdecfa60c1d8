import test from 'node:test';
import assert from 'node:assert/strict';
import stringWidth from 'string-width';
import {gone} from '../../../source/known.ts';
import {dialogContent} from '../../../source/ui/dialogs/content.ts';
import {questionOf} from '../../../source/ui/dialogs/index.ts';
import {initialState, openDialog, type Dialog} from '../../../source/ui/state.ts';
import type {Target} from '../../../source/ui/target.ts';
import {resourceTarget} from '../../../source/ui/actions/resource-targets.ts';
import type {Container} from '../../../source/model/container.ts';
import {unpaint} from '../../../source/text/theme.ts';
import {composeLabels} from '../../helpers/compose.ts';
import {
	makeContainer,
	makeEngine,
	makeSnapshot,
	makeWorld,
	pressAll,
} from '../../helpers/make.ts';
import {makeImage, readingOf} from '../../helpers/resources.ts';

const address = `unix:///run/${'a-folder/'.repeat(9)}podman.sock`;
const engine = makeEngine({address, kind: 'podman'});
const web = makeContainer({name: 'web', image: `registry.example/${'very-long/'.repeat(8)}image:latest`});
const targetOf = (name: string, key = name): Target => ({
	kind: 'container', key, id: key, name, engine: engine.id,
});
const contentOf = (dialog: Dialog, {columns = 120, rows = 40, containers = [web], engines = [engine]} = {}) =>
	dialogContent(
		dialog,
		makeWorld({snapshot: makeSnapshot({containers, engines}), state: openDialog(initialState(columns, rows), dialog)}),
	);
const textOf = ({rows}: ReturnType<typeof contentOf>) => rows.map(row => unpaint(row).trimEnd());
const stop = (...targets: readonly Target[]): Dialog => ({kind: 'confirm', operation: {name: 'stop'}, targets});

test('the engine is named whole, however long its address and the image', () => {
	for (const columns of [60, 80, 200]) {
		const lines = textOf(contentOf(stop(targetOf('web', web.key)), {columns}));
		assert.ok(lines.join('').includes(`through podman at ${address}`), lines.join('\n'));
	}
});

test('what goes is named whole, however long its name and those of its tags are, and its size stands beside it', () => {
	const long = `registry.example/${'very-long/'.repeat(8)}image:2026-11`;
	const image = makeImage({tags: [long, `${long}-rc`]});
	const target = resourceTarget(image);
	const dialog: Dialog = {kind: 'confirm', operation: {name: 'remove'}, targets: [target]};
	for (const columns of [60, 80, 200]) {
		const world = makeWorld({state: openDialog(initialState(columns, 40), dialog), resources: readingOf(image)});
		const content = dialogContent(dialog, world);
		const lines = textOf(content);
		assert.equal(lines.join('').split(long).length - 1, 3, lines.join('\n'));
		assert.ok(lines.some(line => line.includes('48M · ')), lines.join('\n'));
		assert.match(content.title, /^Remove registry.*image:2026-11\?$/);
	}
});

test('that the order of services is not known is said where no label tells it and it matters', () => {
	const [first, second] = ['db', 'app'].map(service => makeContainer({
		name: `old_${service}_1`, labels: {'com.docker.compose.project': 'old', 'com.docker.compose.service': service},
	})) as [Container, Container];
	const containers = [first, second, web];
	const said = (name: 'stop' | 'start' | 'restart' | 'pause', ...members: readonly Container[]): boolean =>
		textOf(contentOf({kind: 'confirm', operation: {name}, targets: members.map(each => targetOf(each.name, each.key))}, {containers}))
			.join(' ').includes('The order of the services is not known: the containers have no label that tells it.');
	assert.deepEqual((['stop', 'start', 'restart', 'pause'] as const).map(name => said(name, first, second)), [true, true, true, false]);
	assert.equal(said('stop', first), false);
	assert.equal(said('stop', first, web), false, 'one of another project has no order to it');
	const labelled = ['db', 'app'].map(service => makeContainer({name: `new-${service}-1`, labels: composeLabels('new', service)}));
	containers.push(...labelled);
	assert.equal(said('stop', ...labelled), false, 'with the label it is known that none needs another');
});

test('that a stopped engine will be started is said in whole words, whatever the length of its address', () => {
	for (const length of [1, 3, 5, 9]) {
		const stopped = makeEngine({state: 'stopped', address: `unix:///run/${'a-folder/'.repeat(length)}d.sock`});
		const lines = textOf(contentOf(stop(targetOf('web', web.key)), {engines: [stopped]}));
		assert.ok(lines.includes('which is stopped and will be started'), lines.join('\n'));
	}
});

test('the question never needs more room than there is: names stay longest, and what comes of it can be scrolled to', () => {
	for (const [columns, rows] of [[40, 10], [40, 12], [80, 24]] as const) {
		for (const count of [1, 3, 20]) {
			const containers = Array.from({length: count}, (_, index) => makeContainer({name: `c${index}`}));
			const dialog = stop(...containers.map(({name, key}) => targetOf(name, key)));
			const content = contentOf(dialog, {columns, rows, containers});
			assert.ok(content.rows.length + 2 <= rows, `${content.rows.length} lines at ${columns}x${rows}`);
			assert.ok(content.width + 4 <= columns);
			const texts = textOf(content).join('\n');
			assert.match(texts, /^c0 /);
			const isWhole = /stop\s+signal/.test(texts);
			assert.equal(isWhole || /^lines 1-\d+ of \d+ {2}↑↓ scroll$/m.test(texts), true, texts);
			const snapshot = makeSnapshot({containers, engines: [engine]});
			const {state} = pressAll(['G'], {snapshot, state: openDialog(initialState(columns, rows), dialog)});
			const end = textOf(contentOf(state.dialog!, {columns, rows, containers})).join(' ');
			assert.match(end, /stop signal|killed after|grace|podman/, end);
		}
	}
});

test('what does not fit any more is said in the open question, which then cannot be answered by yes', () => {
	const exited = {
		...web, state: 'exited', exitCode: 3, pids: [], init: gone, initPid: gone,
	} as const;
	const content = contentOf(stop(targetOf('web', web.key)), {containers: [exited]});
	assert.match(textOf(content).join(' '), /web has exited with code 3: there is nothing to stop\./);
	assert.equal(content.hint, 'n close');
	assert.equal(contentOf(stop(targetOf('web', web.key))).hint, 'y or ⏎ yes  n no');
	const both = contentOf(stop(targetOf('web', web.key), targetOf('db')), {containers: [web]});
	assert.match(textOf(both).join(' '), /db {2}is gone/);
	assert.equal(both.hint, 'y yes  n no  / filter  Esc close');
});

test('titles and hints are measured in cells, and never wider than the dialog', () => {
	for (const name of ['web', '数据库'.repeat(30), 'x'.repeat(300), '👩‍👩‍👧‍👦'.repeat(20)]) {
		const target = targetOf(name);
		const dialogs: readonly Dialog[] = [
			stop(target),
			{kind: 'menu', targets: [target], cursor: 0},
			{kind: 'signals', targets: [target], cursor: 0},
			{kind: 'sort', pane: 'containers', cursor: 0},
			{
				kind: 'command', target, text: '', reason: '',
			},
		];
		for (const columns of [40, 80]) {
			for (const dialog of dialogs) {
				const {title, hint, width, rows} = contentOf(dialog, {columns});
				assert.ok(width + 4 <= columns, `${dialog.kind} ${name}`);
				assert.ok(stringWidth(title) < width, `${dialog.kind} ${title}`);
				assert.ok(stringWidth(hint) < width, `${dialog.kind} ${hint}`);
				assert.deepEqual(rows.map(row => stringWidth(unpaint(row))).filter(cells => cells !== width), []);
			}
		}
	}

	const name = '数据库'.repeat(12);
	const {title, width} = contentOf(stop(targetOf(name)), {columns: 120});
	assert.deepEqual([title, width], [`Stop ${name}?`, 80], 'a wide title makes a wide dialog');
});

const crowd = Array.from({length: 40}, (_, index) => makeContainer({name: `${index % 2 === 0 ? 'web' : 'db'}-${index}`, image: 'bb'}));
const crowdSnapshot = makeSnapshot({containers: crowd, engines: [engine]});
const asked = (columns = 120, rows = 30) =>
	openDialog(initialState(columns, rows), stop(...crowd.map(({name, key}) => targetOf(name, key))));
const after = (keys: readonly string[], state = asked()) => pressAll(keys, {snapshot: crowdSnapshot, state});
const seen = ({dialog, columns, rows}: ReturnType<typeof asked>) => contentOf(dialog!, {
	columns, rows, containers: crowd,
});

test('many targets are narrowed by the filter, which says that the answer is about all; letters typed there answer nothing', () => {
	const {state, effect} = after(['/', ...'web y', 'n', 'q', 'Y', 'N']);
	assert.deepEqual([effect, state.dialog?.kind], [undefined, 'confirm']);
	assert.match(textOf(seen(state)).join('\n'), /^Nothing matches\./);
	const narrowed = after(['/', ...'web !-1 !-2', 'enter']).state;
	const content = seen(narrowed);
	assert.deepEqual(
		textOf(content).flatMap(line => /^(?:web|db)-\d+/.exec(line)?.[0] ?? []),
		[0, 4, 6, 8, 30, 32, 34, 36, 38].map(index => `web-${index}`),
	);
	assert.match(textOf(content).join(' '), /The filter only changes this list: the answer applies to all 40\./);
	assert.match(content.title, /^Stop 40 containers\? {2}\/web !-1 !-2$/);
	assert.equal(content.hint, 'y yes  n no  / filter  Esc clear');
	const {effect: done} = after(['y'], narrowed);
	assert.strictEqual(done?.kind, 'perform');
	assert.equal(done.targets.length, 40);
});

test('Enter leaves the filter and is no answer, Esc clears it and then closes, and another list has to be read first', () => {
	const typing = after(['/', 'w']).state;
	assert.equal(questionOf(typing.dialog), undefined);
	const kept = after(['enter'], typing).state;
	assert.notDeepEqual(questionOf(kept.dialog), questionOf(asked().dialog));
	assert.equal(after(['enter'], kept).effect, undefined);
	const cleared = after(['escape'], kept).state;
	assert.deepEqual(questionOf(cleared.dialog), questionOf(asked().dialog));
	assert.equal(after(['escape'], cleared).state.dialog, undefined);
	const alone = openDialog(initialState(120, 30), {...stop(targetOf('web', web.key)), others: [targetOf('db')]} as Dialog);
	assert.equal(after(['/', 'w', 'enter', 'enter'], alone).effect, undefined, 'where Enter would mean yes it does not after a filter');
});

test('a question about one thing has nothing to look through', () => {
	const state = openDialog(initialState(120, 30), stop(targetOf('web', web.key)));
	assert.equal(after(['/', 'w'], state).state.dialog, state.dialog);
	assert.doesNotMatch(contentOf(state.dialog!).hint, /filter/);
});

test('at the end of the list the first key back moves it', () => {
	for (const [columns, rows] of [[40, 12], [80, 24], [120, 40]] as const) {
		const place = (keys: readonly string[]) => /^lines (\d+)-\d+ of \d+/m.exec(textOf(seen(after(keys, asked(columns, rows)).state)).join('\n'))?.[1];
		assert.ok(Number(place(['G'])) > 1);
		assert.equal(Number(place(['G', 'k'])), Number(place(['G'])) - 1);
		assert.equal(place(['G', 'g']), '1');
	}
});
