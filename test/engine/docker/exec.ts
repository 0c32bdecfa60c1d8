import assert from 'node:assert/strict';
import process from 'node:process';
import {PassThrough} from 'node:stream';
import test, {after} from 'node:test';
import {connect} from '../../../source/engine/reach/connect.ts';
import {findShell} from '../../../source/engine/shell.ts';
import {socketTarget} from '../../../source/engine/reach/target.ts';
import {eventually} from '../../helpers/engine.ts';
import {readOutput} from '../../helpers/exec-output.ts';
import {bashImage, busyboxImage, shellLessImage} from '../../helpers/images.ts';
import {ownContainers} from '../../helpers/own-containers.ts';

const {skip, engine: testEngine, run: runContainer} = await ownContainers('exec', [busyboxImage, bashImage, shellLessImage]);
const engine = skip === false ? await connect(socketTarget(testEngine.socketPath)) : undefined!;
const size = {columns: 80, rows: 24};

after(() => {
	if (skip === false) {
		engine.close();
	}
});

async function run(name: string, image: string, ...options: readonly string[]): Promise<string> {
	return runContainer(name, ...options, image, image === shellLessImage ? '/sleep' : 'sleep', '1000');
}

test('a shell has the size it was given, and the next one after a resize', {skip}, async () => {
	const id = await run('size', busyboxImage);
	const session = await engine.exec(id, ['sh'], {columns: 71, rows: 17});
	const {text, hasEnded} = readOutput(session);
	await session.sized;
	session.stream.write('stty size\n');
	await eventually('the first size', () => text().includes('\n17 71'));
	await session.resize(132, 43);
	session.stream.write('stty size\n');
	await eventually('the second size', () => text().includes('\n43 132'));
	session.stream.write('exit 3\n');
	await eventually('the end', hasEnded);
	assert.equal(await session.exitCode(), 3);
});

test('Ctrl-C reaches what runs in the container, and nothing else', {skip}, async () => {
	const id = await run('interrupt', busyboxImage);
	let interruptions = 0;
	const count = () => {
		interruptions++;
	};

	process.on('SIGINT', count);
	const session = await engine.exec(id, ['sh'], size);
	const {text, hasEnded} = readOutput(session);
	session.stream.write('sleep 600; echo "code=$?"\n');
	const isAsleep = async () => {
		const processes = await testEngine.docker('top', id);
		return processes.includes('sleep 600');
	};

	await eventually('the sleep runs', isAsleep);
	session.stream.write('\u{3}');
	await eventually('the shell goes on', () => {
		session.stream.write('echo still-$((40 + 2))\n');
		return text().includes('still-42');
	});
	assert.equal(await isAsleep(), false);
	session.stream.write('exit\n');
	await eventually('the end', hasEnded);
	process.off('SIGINT', count);
	assert.equal(interruptions, 0);
	assert.equal(await testEngine.docker('inspect', '--format', '{{.State.Running}}', id), 'true');
});

test('much output arrives whole', {skip}, async () => {
	const id = await run('much', busyboxImage);
	const session = await engine.exec(id, ['seq', '1', '50000'], size);
	assert.equal(await readOutput(session).whole(), Array.from({length: 50_000}, (_, index) => `${index + 1}\r\n`).join(''));
	assert.equal(await session.exitCode(), 0);
});

test('while it runs it has no exit code, and dropping the stream drops the session alone', {skip}, async () => {
	const id = await run('drop', busyboxImage);
	const session = await engine.exec(id, ['sh'], size);
	assert.equal(await session.exitCode(), undefined);
	session.stream.destroy();
	assert.equal(await testEngine.docker('inspect', '--format', '{{.State.Running}}', id), 'true');
});

test('the best shell is bash, then ash, and a container may have none', {skip}, async () => {
	assert.equal(await findShell(engine, await run('bash', bashImage)), '/bin/bash');
	assert.equal(await findShell(engine, await run('ash', busyboxImage)), '/bin/ash');
	assert.equal(await findShell(engine, await run('none', shellLessImage)), undefined);
});

test('a shell is found without a writable root, without a known user and outside the usual folders', {skip}, async () => {
	assert.equal(await findShell(engine, await run('read-only', busyboxImage, '--read-only', '--user', '4711:4711')), '/bin/ash');
	const moved = await run('moved', busyboxImage, '--env', 'PATH=/tools:/bin');
	await testEngine.docker('exec', moved, 'sh', '-c', 'mkdir /tools && cp /bin/busybox /tools/ash');
	assert.equal(await findShell(engine, moved), '/tools/ash');
});

test('a bash that is there but cannot start is passed over', {skip}, async () => {
	const id = await run('broken', busyboxImage);
	await testEngine.docker('exec', id, 'sh', '-c', 'printf nonsense >/bin/bash && chmod +x /bin/bash && mkdir /usr && mkdir /usr/bash');
	assert.equal(await findShell(engine, id), '/bin/ash');
});

test('bash alone, without any sh, is found too', {skip}, async () => {
	const id = await run('only-bash', bashImage);
	await testEngine.docker('exec', id, 'rm', '/bin/sh', '/bin/ash');
	assert.equal(await findShell(engine, id), 'bash');
});

test('a paused or ended container has no shell to look for, and the engine\'s reason says so', {skip}, async () => {
	const id = await run('paused', busyboxImage);
	await testEngine.docker('pause', id);
	await assert.rejects(findShell(engine, id), {name: 'EngineError', statusCode: 409, message: /is paused/});
	await testEngine.docker('unpause', id);
	await testEngine.docker('kill', id);
	await assert.rejects(findShell(engine, id), {name: 'EngineError', message: /is not running/});
	await testEngine.docker('rm', id);
	await assert.rejects(findShell(engine, id), {name: 'EngineError', statusCode: 404});
});

test('a shell whose answer is no path is not believed', async () => {
	const commands: string[] = [];
	const shell = await findShell({
		async exec(_id, command) {
			commands.push(command[0]!);
			const stream = new PassThrough();
			stream.end('shell=$(reboot)\r\n');
			return {
				stream,
				sized: Promise.resolve(),
				async resize() {
					// It has no size.
				},
				exitCode: async () => 1,
				detachKeys: undefined,
				pid: async () => undefined,
			};
		},
	}, 'x');
	assert.equal(shell, undefined);
	assert.deepEqual(commands, ['sh', 'sh']);
});
