import assert from 'node:assert/strict';
import {
	mkdirSync,
	mkdtempSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {test, type TestContext} from 'node:test';
import {KernelScanner} from '../../../source/kernel/scan.ts';
import {ContainerUsers} from '../../../source/sampler/parts/users.ts';

const key = 'c'.repeat(64);
const hostNames = new Map([[0, 'root'], [999, 'dnsmasq']]);

/**
A /proc with process 70 and its child 71, whose root directory has the passwd given, if any.
*/
function observe(t: TestContext, passwd: string | undefined, uidMap = '0 0 4294967295') {
	const proc = mkdtempSync('/tmp/nstop-users-');
	t.after(() => {
		rmSync(proc, {recursive: true});
	});
	mkdirSync(`${proc}/70/root/etc`, {recursive: true});
	writeFileSync(`${proc}/70/mountinfo`, '1 0 8:1 / / rw - ext4 /dev/sda1 rw\n');
	writeFileSync(`${proc}/70/uid_map`, `${uidMap}\n`);
	const write = (text: string): void => {
		writeFileSync(`${proc}/70/root/etc/passwd`, text);
	};

	if (passwd !== undefined) {
		write(passwd);
	}

	const users = new ContainerUsers(new KernelScanner({proc}));
	const groups = new Map([[key, {initPid: 70, pids: [70, 71]}]]) as unknown as Parameters<typeof users.update>[0]['groups'];
	const look = (atSeconds: number, watched: readonly string[] = [key]): readonly number[] =>
		users.update({
			watched, groups, identities: new Map(), hostNames, atSeconds,
		});
	return {users, look, write};
}

test('a container has the names of its own file, and root alone before its processes are looked at', t => {
	const {users, look} = observe(t, 'root:x:0:0::/:/bin/sh\npostgres:x:999:999::/:/bin/sh\n');
	assert.deepEqual(look(1, []), []);
	assert.deepEqual([...users.of(key)], [[0, 'root']]);
	assert.deepEqual(look(2), [70, 71]);
	assert.deepEqual([...users.of(key)], [[0, 'root'], [999, 'postgres']]);
});

test('in a user namespace of its own the names belong to the ids outside, and an id that is not mapped has none', t => {
	const {users, look} = observe(t, 'root:x:0:0::/:\npostgres:x:999:999::/:\nnobody:x:65534:65534::/:\n', '0 1000 1\n1 100000 2000');
	look(1);
	assert.deepEqual([...users.of(key)], [[1000, 'root'], [100_998, 'postgres']]);
});

test('without a file that can be read root alone has a name: no id gets the name of a user of the host', t => {
	const {users, look} = observe(t, undefined);
	look(1);
	assert.deepEqual([...users.of(key)], [[0, 'root']]);
});

test('the names are the same object until the file reads differently, which is looked for after a minute', t => {
	const {users, look, write} = observe(t, 'a:x:1:1::/:\n');
	look(1);
	const before = users.of(key);
	assert.deepEqual(look(62), []);
	assert.equal(users.of(key), before);
	write('b:x:1:1::/:\n');
	assert.deepEqual(look(100), []);
	assert.deepEqual(look(123), [70, 71]);
	assert.deepEqual([...users.of(key)], [[1, 'b']]);
});
