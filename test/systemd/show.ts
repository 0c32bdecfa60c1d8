import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {ShowReader} from '../../source/systemd/show.ts';
import type {UnitFacts} from '../../source/systemd/unit-facts.ts';
import {unitOfReply} from '../../source/systemd/unit-reply.ts';

const fixture = (name: string): string => readFileSync(new URL(`../fixtures/systemd/${name}`, import.meta.url), 'utf8');

function unitsIn(text: string, pieceLength = text.length): ReadonlyMap<string, UnitFacts> {
	const reader = new ShowReader();
	const units: UnitFacts[] = [];
	for (let start = 0; start < text.length; start += pieceLength) {
		units.push(...reader.push(text.slice(start, start + pieceLength)));
	}

	return new Map([...units, ...reader.end()].map(facts => [facts.name, facts]));
}

test('what systemd 252 says', () => {
	const units = unitsIn(fixture('show-252'));
	assert.deepEqual([...units.keys()].toSorted(), [
		'-.slice',
		String.raw`a\x2db.service`,
		'app.slice',
		'dbus.service',
		'fails.service',
		'init.scope',
		'session.slice',
		'web.service',
	]);
	const {mainPid, since, ...web} = units.get('web.service')!;
	assert.ok(Number(mainPid) > 1);
	assert.ok(new Date(since!).toISOString().startsWith('2026-11-27T02:1'));
	assert.deepEqual(web, {
		name: 'web.service',
		description: 'Web server with é',
		loadState: 'loaded',
		activeState: 'active',
		subState: 'running',
		isFrozen: false,
		result: 'success',
		restarts: 1,
		cgroup: '/app.slice/web.service',
	});
	const {since: _since, ...fails} = units.get('fails.service')!;
	assert.deepEqual(fails, {
		name: 'fails.service',
		description: '/usr/bin/sh -c exit 3',
		loadState: 'loaded',
		activeState: 'failed',
		subState: 'failed',
		isFrozen: false,
		result: 'exit-code',
		restarts: 0,
		mainPid: undefined,
		cgroup: undefined,
	});
	const {result, restarts, mainPid: none} = units.get('app.slice')!;
	assert.deepEqual([result, restarts, none], [undefined, undefined, undefined]);
});

test('the socket of systemd 262 says the same as its client', () => {
	const byClient = unitsIn(fixture('show-262'));
	const replies = JSON.parse(fixture('list-262.json')) as unknown[];
	const bySocket = new Map(replies.flatMap(reply => unitOfReply(reply) ?? []).map(facts => [facts.name, facts]));
	assert.equal(byClient.get('web.service')?.isFrozen, true);
	assert.equal(byClient.get('web.service')?.restarts, 1);
	assert.equal(byClient.size, 8);
	assert.deepEqual(bySocket, new Map([...bySocket.keys()].map(name => [name, byClient.get(name)])));
	assert.equal(bySocket.size, 8);
});

test('the first versions with the socket do not tell how services run: that is unknown, not 0', () => {
	const reply = (name: string) => ({context: {ID: name}, runtime: {ActiveState: 'active'}});
	const unknown = {missing: 'unsupported'};
	const {result, restarts, mainPid} = unitOfReply(reply('a.service'))!;
	assert.deepEqual([result, restarts, mainPid], [unknown, unknown, unknown]);
	const scope = unitOfReply(reply('a.scope'))!;
	assert.deepEqual([scope.result, scope.restarts, scope.mainPid], [unknown, undefined, undefined]);
	const slice = unitOfReply(reply('a.slice'))!;
	assert.deepEqual([slice.result, slice.restarts, slice.mainPid], [undefined, undefined, undefined]);
});

test('it does not matter how the output is cut', () => {
	const text = fixture('show-262');
	for (const length of [1, 2, 3, 7, 100]) {
		assert.deepEqual(unitsIn(text, length), unitsIn(text), `${length}`);
	}
});

test('what is not as promised is left out', () => {
	assert.equal(unitsIn('').size, 0);
	assert.equal(unitsIn('\n\n\n=\nx\n\0\n\nDescription=nobody\n\n').size, 0);
	assert.deepEqual([...unitsIn('Id=a.service\n\n\nId=b.service').keys()], ['a.service', 'b.service']);
	const odd = unitsIn([
		'Id=a.service', 'ActiveState=active', 'MainPID=-1', 'NRestarts=99999999999999999999', 'ActiveEnterTimestamp=n/a', 'Description=a=b\r\u{1B}[2J',
	].join('\n')).get('a.service')!;
	assert.deepEqual([odd.mainPid, odd.restarts, odd.since, odd.description], [undefined, undefined, undefined, 'a=b\r\u{1B}[2J']);
	for (const reply of [undefined, null, 1, 'x', [], {}, {context: 1}, {context: {ID: 1}, runtime: []}, {context: {ID: '__proto__'}}, {context: {ID: 'a.target'}}]) {
		assert.equal(unitOfReply(reply), undefined);
	}

	assert.deepEqual(unitOfReply({context: {ID: 'a.service', Description: {}}, runtime: {ActiveState: [], Service: {MainPID: {pid: '1'}, NRestarts: -1}, CGroup: 7}}), {
		name: 'a.service',
		description: '',
		loadState: '',
		activeState: '',
		subState: '',
		isFrozen: false,
		result: {missing: 'unsupported'},
		restarts: 0,
		mainPid: undefined,
		since: undefined,
		cgroup: undefined,
	});
});

test('a line without an end is refused', () => {
	const reader = new ShowReader();
	assert.throws(() => {
		for (let piece = 0; piece < 100; piece++) {
			reader.push('x'.repeat(65_536));
		}
	}, {code: 'garbage'});
});
