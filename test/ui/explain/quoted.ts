import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {test} from 'node:test';
import {explanationsOf} from '../../../source/ui/panes/index.ts';
import {quoted} from '../../../source/ui/explain/quoted.ts';
import {hostileTexts} from '../../helpers/drawn.ts';
import {makeContainer, makeSnapshot, makeWorld} from '../../helpers/make.ts';

/**
What a real shell takes the words for.
*/
const wordsOf = (command: string): readonly string[] =>
	execFileSync('/bin/sh', ['-c', String.raw`printf '%s\0' ${command}`], {encoding: 'utf8'})
		.split('\0')
		.slice(0, -1);

const names = [
	...hostileTexts,
	'$(reboot)',
	'`reboot`',
	'a; reboot',
	'a\'; reboot; \'b',
	String.raw`$HOME "x" \ *`,
	'~',
	'#',
	'!!',
].filter(name => !name.includes('\0') && name.isWellFormed());

test('a shell takes any text for one word, and for that word', () => {
	for (const name of names) {
		assert.deepEqual(wordsOf(quoted(name)), [name]);
	}
});

test('ordinary names and paths stay as they are', () => {
	for (const name of ['web', 'shop_db-1', '/sys/fs/cgroup/docker/0a1b', 'user@1000.service']) {
		assert.equal(quoted(name), name);
	}
});

test('commands to copy hold a stranger\'s name as one word only', () => {
	for (const name of names) {
		const {view} = makeWorld({snapshot: makeSnapshot({containers: [makeContainer({name, cgroup: `/docker/${name}`})]})});
		const commands = explanationsOf(view).flatMap(explanation => explanation.commands(view));
		const inspect = commands.find(command => command.startsWith('docker inspect'));
		assert.deepEqual(wordsOf(inspect!), ['docker', 'inspect', name]);
		const read = commands.filter(command => command.startsWith('cat /sys') || command.startsWith('cat \''));
		assert.ok(read.length > 3);
		for (const command of read) {
			assert.equal(wordsOf(command).length, 2, command);
		}
	}
});
