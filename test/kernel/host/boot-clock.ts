import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {test} from 'node:test';
import {uptimeOffsetSeconds} from '../../../source/kernel/host/boot-clock.ts';
import {parseUptime} from '../../../source/kernel/host/uptime.ts';
import {valueOf} from '../../../source/known.ts';

const uptimeNow = (): number => valueOf(parseUptime(readFileSync('/proc/uptime')))!;

test('the kernel\'s own uptime needs no correction', () => {
	assert.equal(uptimeOffsetSeconds('/proc', uptimeNow()), 0);
});

test('the uptime of a container is corrected to that of the kernel', () => {
	const offset = uptimeOffsetSeconds('/proc', uptimeNow() - 1000);
	assert.ok(Math.abs(offset - 1000) < 2, `${offset} seconds`);
});

test('without a list of its own threads nothing is corrected', () => {
	assert.equal(uptimeOffsetSeconds('test/fixtures/hosts/v2/proc', 5), 0);
});

test('a program that a shell became is not as old as the shell', async () => {
	const script = `
		import {readFileSync} from 'node:fs';
		import {uptimeOffsetSeconds} from './source/kernel/host/boot-clock.ts';
		console.log(uptimeOffsetSeconds('/proc', Number.parseFloat(readFileSync('/proc/uptime', 'latin1'))));
	`;
	const child = spawn('sh', ['-c', 'sleep 6; exec "$0" --import=tsx --input-type=module --eval "$1"', process.execPath, script], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const closed = once(child, 'close');
	const [output] = await once(child.stdout, 'data') as [Uint8Array];
	await closed;
	assert.equal(new TextDecoder().decode(output).trim(), '0');
});
