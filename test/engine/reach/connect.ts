
import assert from 'node:assert/strict';
import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {
	closeSync,
	constants,
	mkdirSync,
	mkdtempSync,
	openSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	realpathSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {
	createServer,
	connect as dial,
	type AddressInfo,
	type Server,
	type Socket,
} from 'node:net';
import path from 'node:path';
import process from 'node:process';
import test, {after} from 'node:test';
import {createServer as createSecureServer} from 'node:tls';
import {connect, ownSurroundings} from '../../../source/engine/reach/connect.ts';
import {EngineError, type ConnectedEngine} from '../../../source/engine/engine.ts';
import {sentence} from '../../../source/engine/sentence.ts';
import {resolveEngines, type EngineTarget} from '../../../source/engine/reach/target.ts';
import {failureOf} from '../../helpers/engine-error.ts';
import {engineForTests, eventually} from '../../helpers/engine.ts';
import {readOutput} from '../../helpers/exec-output.ts';
import {busyboxImage, ensureImage} from '../../helpers/images.ts';

const {skip, engine: testEngine} = await engineForTests();
const folder = mkdtempSync('/tmp/nsc-');
const name = `e-connect-${process.pid}`;
const {signal} = new AbortController();
const hasOpenssl = (() => {
	try {
		execFileSync('openssl', ['version']);
		return true;
	} catch {
		return false;
	}
})();
if (skip === false) {
	await ensureImage(testEngine, busyboxImage);
	await testEngine.docker('run', '--detach', '--name', name, busyboxImage, 'sleep', '1000');
}

after(async () => {
	rmSync(folder, {recursive: true});
	if (skip !== false) {
		return;
	}

	await testEngine.docker('rm', '--force', name);
	await testEngine.stop();
});

/**
The engine that an environment names, as nstop would find it.
*/
function targetIn(environment: Readonly<Record<string, string>>, host?: string): EngineTarget {
	const resolution = resolveEngines({...ownSurroundings(), environment, home: folder}, host);
	assert.strictEqual(resolution.kind, 'found');
	return resolution.targets[0];
}

/**
Everything that makes a connection one: questions, a stream, and a terminal.
*/
async function assertWorks(engine: ConnectedEngine): Promise<void> {
	const containers = await engine.containers(signal);
	const container = containers.find(found => found.name === name);
	assert.equal(container?.state, 'running');
	const controller = new AbortController();
	const opened = Promise.withResolvers<void>();
	const stream = engine.events(controller.signal, () => {
		opened.resolve();
	});
	const following = (async () => {
		for await (const event of stream) {
			if ('id' in event && event.id === container.id) {
				return event.action;
			}
		}

		return undefined;
	})();
	await opened.promise;
	await engine.pause!(container.id);
	assert.equal(await following, 'pause');
	await engine.unpause!(container.id);
	controller.abort();
	const session = await engine.exec!(container.id, ['sh', '-c', 'read line; echo "<$line>"; exit 3'], {columns: 80, rows: 24});
	const {whole} = readOutput(session);
	session.stream.write('hello\n');
	assert.match(await whole(), /<hello>/);
	assert.equal(await session.exitCode(), 3);
}

async function failureToReach(engine: ConnectedEngine): Promise<EngineError> {
	const error = await failureOf(engine.identify(signal));
	engine.close();
	return error;
}

/**
No descriptor of this process stands for a file there.
*/
async function assertHoldsNothing(directory: string): Promise<void> {
	const real = realpathSync(directory);
	await eventually('nothing is held', () => readdirSync('/proc/self/fd').every(descriptor => {
		try {
			return !readlinkSync(`/proc/self/fd/${descriptor}`).startsWith(real);
		} catch {
			return true;
		}
	}));
}

/**
Carries what comes in on to the engine's socket.
*/
function forward(incoming: Socket): void {
	const outgoing = dial(testEngine.socketPath);
	incoming.pipe(outgoing).pipe(incoming);
	incoming.on('error', () => {
		outgoing.destroy();
	});
	outgoing.on('error', () => {
		incoming.destroy();
	});
	incoming.on('close', () => {
		outgoing.destroy();
	});
}

async function listen(server: Server): Promise<number> {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return (server.address() as AddressInfo).port;
}

test('an engine behind TCP does all that one behind a socket does', {skip}, async () => {
	const server = createServer(forward);
	const port = await listen(server);
	const target = targetIn({DOCKER_HOST: `tcp://127.0.0.1:${port}`});
	assert.equal(target.isLocal, false);
	const engine = await connect(target);
	await assertWorks(engine);
	engine.close();
	server.close();
	await once(server, 'close');
});

test('a socket is reached however long its path is, and whatever links are on the way', {skip}, async () => {
	const link = path.join(folder, 'long'.repeat(50));
	symlinkSync(path.dirname(testEngine.socketPath), link);
	const engine = await connect(targetIn({DOCKER_HOST: `unix://${link}/${path.basename(testEngine.socketPath)}`}));
	await assertWorks(engine);
	await assertHoldsNothing(link);
	engine.close();
	assert.equal(readlinkSync(link), path.dirname(testEngine.socketPath));
});

test('a socket with a long path that was created again is reached again, and none is held', async () => {
	const long = path.join(folder, 'deep'.repeat(50));
	mkdirSync(long);
	const directory = openSync(long, constants.O_DIRECTORY);
	const engine = await connect(targetIn({}, `${long}/d.sock`));
	for (let round = 0; round < 3; round++) {
		// The kernel takes no longer path from who listens either.
		const server = createServer(socket => {
			socket.on('error', () => undefined);
			socket.once('data', () => {
				socket.end('HTTP/1.1 200 OK\r\nContent-Length: 22\r\nConnection: close\r\n\r\n{"ApiVersion": "1.41"}');
			});
		});
		server.listen(`/proc/self/fd/${directory}/d.sock`);
		await once(server, 'listening');
		assert.equal((await engine.identify(signal)).apiVersion, '1.41');
		server.close();
		await once(server, 'close');
		assert.match(sentence(await failureOf(engine.identify(signal))), /does not exist/);
	}

	closeSync(directory);
	await assertHoldsNothing(long);
	engine.close();
});

test('an address given goes before a DOCKER_HOST that the client library would look at by itself', {skip}, async () => {
	const before = process.env.DOCKER_HOST;
	process.env.DOCKER_HOST = 'tcp://nobody.invalid:1';
	const engine = await connect(targetIn({}, testEngine.address));
	const identity = await engine.identify(signal);
	assert.equal(identity.kind, 'docker');
	assert.equal(process.env.DOCKER_HOST, 'tcp://nobody.invalid:1');
	engine.close();
	if (before === undefined) {
		delete process.env.DOCKER_HOST;
	} else {
		process.env.DOCKER_HOST = before;
	}
});

test(
	'TLS with certificates of one\'s own: let in with them, refused without',
	{skip: skip || (!hasOpenssl && 'openssl is not installed')},
	async () => {
		const certificates = makeCertificates();
		const server = createSecureServer(
			{
				ca: readFileSync(path.join(certificates, 'ca.pem')),
				cert: readFileSync(path.join(certificates, 'server.pem')),
				key: readFileSync(path.join(certificates, 'key.pem')),
				requestCert: true,
				rejectUnauthorized: true,
			},
			forward,
		);
		server.on('tlsClientError', () => undefined);
		const port = await listen(server);
		const environment = {DOCKER_HOST: `tcp://127.0.0.1:${port}`, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: certificates};
		const engine = await connect(targetIn(environment));
		await assertWorks(engine);
		engine.close();

		const stranger = await failureToReach(await connect(targetIn({...environment, DOCKER_CERT_PATH: folder})));
		assert.match(sentence(stranger), /certificate.*DOCKER_CERT_PATH/);

		mkdirSync(path.join(folder, 'authority-only'));
		writeFileSync(path.join(folder, 'authority-only/ca.pem'), readFileSync(path.join(certificates, 'ca.pem')));
		const unknown = await failureToReach(await connect(targetIn({...environment, DOCKER_CERT_PATH: path.join(folder, 'authority-only')})));
		assert.match(sentence(unknown), /DOCKER_CERT_PATH|closed the connection/);

		const trusting = await connect(targetIn({DOCKER_HOST: `tcp://127.0.0.1:${port}`, DOCKER_TLS: '1', DOCKER_CERT_PATH: certificates}));
		await assertWorks(trusting);
		trusting.close();
		server.close();
		await once(server, 'close');
	});

test('an engine behind ssh does all that one behind a socket does, and its children end with it', {skip}, async () => {
	const log = writeFakeSsh(`while [ "$1" != -- ]; do shift; done; host=$2; shift 2; DOCKER_HOST=${testEngine.address} exec sh -c "$*"`);
	const engine = await connect(targetIn({DOCKER_HOST: 'ssh://me@far:2222'}));
	await assertWorks(engine);
	const calls = readFileSync(log, 'utf8').trim().split('\n');
	assert.equal(calls[0], '-o BatchMode=yes -o ConnectTimeout=30 -T -l me -p 2222 -- far docker system dial-stdio');
	// Three for all questions, and one each for the events, the actions and the shell.
	assert.ok(calls.length <= 6, `connections are used again: ${calls.length}`);
	engine.close();
	await eventually('no child is left', () => childCommands().every(command => !command.includes('dial-stdio')));

	const elsewhere = await connect(targetIn({DOCKER_HOST: `ssh://far${testEngine.socketPath}`}));
	const identity = await elsewhere.identify(signal);
	assert.equal(identity.kind, 'docker');
	assert.match(readFileSync(log, 'utf8'), new RegExp(`docker --host 'unix://${testEngine.socketPath}' system dial-stdio\n$`));
	elsewhere.close();
});

test('a server that turns logins away while there are many is asked again, also for what changes something', {skip}, async () => {
	const turned = path.join(mkdtempSync(path.join(folder, 'turned-')), 'once');
	const log = writeFakeSsh(
		`[ -e ${turned} ] || { touch ${turned}; echo "kex_exchange_identification: read: Connection reset by peer" >&2; exit 255; }\n`
		+ `while [ "$1" != -- ]; do shift; done; shift 2; DOCKER_HOST=${testEngine.address} exec sh -c "$*"`,
	);
	const engine = await connect(targetIn({DOCKER_HOST: 'ssh://far'}));
	assert.equal((await engine.identify(signal)).kind, 'docker');
	rmSync(turned);
	await engine.pause(name);
	assert.equal(await testEngine.docker('inspect', '--format', '{{.State.Paused}}', name), 'true');
	await engine.unpause(name);
	assert.ok(readFileSync(log, 'utf8').trim().split('\n').length <= 6);
	engine.close();
});

test('thirty actions at once by ssh are done through few connections, while questions are answered', {skip}, async () => {
	const log = writeFakeSsh(`while [ "$1" != -- ]; do shift; done; shift 2; DOCKER_HOST=${testEngine.address} exec sh -c "$*"`);
	const engine = await connect(targetIn({DOCKER_HOST: 'ssh://far'}));
	await Promise.all(Array.from({length: 30}, async () => engine.start(name)));
	await engine.ping(signal);
	const logins = readFileSync(log, 'utf8').trim().split('\n').length;
	assert.ok(logins <= 11, `${logins} logins`);
	engine.close();
});

test('what ssh complains of is told', async () => {
	writeFakeSsh('echo "banner" >&2; echo "me@far: Permission denied (publickey)." >&2; exit 255');
	const error = await failureToReach(await connect(targetIn({DOCKER_HOST: 'ssh://me@far'})));
	assert.equal(
		sentence(error),
		'Could not reach ssh://me@far: ssh says: me@far: Permission denied (publickey). Try ssh in a terminal; nstop cannot answer its prompts.',
	);
});

test('a host that looks like an option of ssh stays a host', async () => {
	const log = writeFakeSsh('exit 255');
	await failureToReach(
		await connect({
			...targetIn({DOCKER_HOST: 'ssh://far'}),
			transport: {
				kind: 'ssh',
				user: undefined,
				host: '-oProxyCommand=reboot',
				port: undefined,
				socketPath: '/a\'; reboot; \'.sock',
			},
		}),
	);
	assert.equal(
		readFileSync(log, 'utf8').trim(),
		String.raw`-o BatchMode=yes -o ConnectTimeout=30 -T -- -oProxyCommand=reboot docker --host 'unix:///a'\''; reboot; '\''.sock' system dial-stdio`,
	);
});

test('a socket that is not there, one where nobody listens and a file each have their sentence', async () => {
	assert.match(
		sentence(await failureToReach(await connect(targetIn({}, path.join(folder, 'none.sock'))))),
		/^Could not reach unix:.*does not exist\. Start it/,
	);
	writeFileSync(path.join(folder, 'file'), '');
	assert.match(sentence(await failureToReach(await connect(targetIn({}, path.join(folder, 'file'))))), /nothing is listening there|no socket/);
	assert.match(sentence(await failureToReach(await connect(targetIn({}, `${folder}/${'x'.repeat(120)}`)))), /does not exist\. Start it/);
	assert.match(sentence(await failureToReach(await connect(targetIn({}, `${folder}/${'x'.repeat(300)}`)))), /too long\. Check the address/);
	assert.match(sentence(await failureToReach(await connect(targetIn({}, 'tcp://127.0.0.1:1')))), /nothing is listening there/);
});

test('a server that accepts and never answers is given up with a sentence', async () => {
	const sockets = new Set<Socket>();
	const server = createServer(socket => {
		sockets.add(socket);
	});
	const port = await listen(server);
	const engine = await connect(targetIn({}, `tcp://127.0.0.1:${port}`));
	assert.match(sentence(await failureToReach(engine)), /the engine does not answer \(no answer within 30 seconds\)\.$/);
	for (const socket of sockets) {
		socket.destroy();
	}

	server.close();
});

test('a server that speaks no HTTP, and one that speaks nonsense, are errors and not crashes', async () => {
	for (const answer of [
		'SSH-2.0-OpenSSH_9.2\r\n',
		'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<html/>\r\n',
		'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]',
	]) {
		const server = createServer(socket => {
			socket.on('error', () => undefined);
			socket.end(answer);
		});

		const engine = await connect(targetIn({}, `tcp://127.0.0.1:${await listen(server)}`));

		const outcome = await engine.containers(signal).then(containers => containers.length, (error: unknown) => error);
		assert.ok(outcome === 0 || outcome instanceof EngineError, String(outcome));
		engine.close();
		server.close();
	}
});

test('a user without the right to open the socket is told how to get it', {skip}, async () => {
	const script = `
		import {connect} from './source/engine/reach/connect.ts';
		import {socketTarget} from './source/engine/reach/target.ts';
		import {sentence} from './source/engine/sentence.ts';
		const engine = await connect(socketTarget(${JSON.stringify(testEngine.socketPath)}));
		try {
			await engine.identify(new AbortController().signal);
		} catch (error) {
			console.log(sentence(error));
		}
	`;
	const child = spawn(process.execPath, ['--import=tsx', '--input-type=module', '--eval', script], {
		cwd: new URL('../../..', import.meta.url), uid: 65_534, gid: 65_534, stdio: ['ignore', 'pipe', 'inherit'],
	});
	let output = '';
	child.stdout.on('data', (chunk: Uint8Array) => {
		output += new TextDecoder().decode(chunk);
	});
	await once(child, 'close');
	assert.match(output, /permission denied on its socket\. Run nstop with sudo, or join the group/);
});

/**
Puts a script in the place of ssh, which notes its arguments. Gives the file with the notes.
*/
function writeFakeSsh(script: string): string {
	const bin = mkdtempSync(path.join(folder, 'bin-'));
	const log = path.join(bin, 'log');
	writeFileSync(path.join(bin, 'ssh'), `#!/bin/sh\necho "$*" >>${log}\n${script}\n`, {mode: 0o755});
	process.env.PATH = `${bin}:${process.env.PATH?.replace(/^\/tmp\/nsc-[^:]*:/, '')}`;
	return log;
}

/**
Command lines of this process's children.
*/
function childCommands(): readonly string[] {
	const pids = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
	return pids.map(pid => {
		try {
			return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
		} catch {
			return '';
		}
	});
}

/**
An authority, and a certificate of it that serves both sides, in a folder as DOCKER_CERT_PATH wants it.
*/
function makeCertificates(): string {
	const certificates = path.join(folder, 'certificates');
	mkdirSync(certificates);
	const openssl = (...args: readonly string[]) => execFileSync('openssl', args, {cwd: certificates, stdio: 'ignore'});
	openssl(
		'req',
		'-x509',
		'-newkey',
		'rsa:2048',
		'-nodes',
		'-keyout',
		'ca-key.pem',
		'-out',
		'ca.pem',
		'-days',
		'2',
		'-subj',
		'/CN=test authority',
	);
	openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key.pem', '-out', 'request.pem', '-subj', '/CN=engine');
	writeFileSync(path.join(certificates, 'names'), 'subjectAltName=IP:127.0.0.1\n');
	for (const file of ['server.pem', 'cert.pem']) {
		openssl(
			'x509',
			'-req',
			'-in',
			'request.pem',
			'-CA',
			'ca.pem',
			'-CAkey',
			'ca-key.pem',
			'-CAcreateserial',
			'-out',
			file,
			'-days',
			'2',
			'-extfile',
			'names',
		);
	}

	return certificates;
}
