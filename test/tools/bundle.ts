import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {busyboxImage} from '../helpers/images.ts';
import {openSession} from '../helpers/session.ts';

const {skip, engine, run, name} = await openCast(busyboxImage);
if (skip === false) {
	await run('a', busyboxImage, '--', 'sleep', '1000');
}

/**
Run before nstop in its process: tells at the end which built-in modules Node.js has loaded in it.
*/
const tellModules = `--import=data:text/javascript,${encodeURIComponent(`
	const {writeFileSync} = process.getBuiltinModule('node:fs');
	process.on('exit', () => {
		writeFileSync(process.env.NSTOP_TEST_REPORT, JSON.stringify(process.moduleLoadList));
	});
`)}`;

test('the screen with an engine loads no part of Node.js that it does not use', {skip}, async context => {
	const folder = mkdtempSync('/tmp/nstop-modules-');
	context.after(() => {
		rmSync(folder, {recursive: true});
	});
	const report = path.join(folder, 'report');
	const session = openSession(context, 120, 40, {
		words: ['--host', engine.address, '--interval', '0.3'],
		environment: {NODE_OPTIONS: tellModules, NSTOP_TEST_REPORT: report},
	});
	await session.until('the engine and its container', screen => screen.includes('●') && screen.includes(name('a')));
	assert.equal(await session.quit(), 0);
	const loaded = new Set((JSON.parse(readFileSync(report, 'utf8')) as readonly string[]).map(each => each.split(' ').at(-1)!));
	assert.ok(loaded.has('http'), `${process.version} loads what an engine needs`);
	const costly = ['internal/deps/undici/undici', 'http2', 'tls', 'crypto', 'zlib', 'worker_threads', 'child_process', 'internal/navigator'];
	assert.deepEqual(costly.filter(each => loaded.has(each)), []);
});
