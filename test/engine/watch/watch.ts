import assert from 'node:assert/strict';
import process from 'node:process';
import test, {after} from 'node:test';
import {connect} from '../../../source/engine/reach/connect.ts';
import type {ContainerState, EngineContainer, EngineReading} from '../../../source/engine/engine.ts';
import {socketTarget} from '../../../source/engine/reach/target.ts';
import {EngineWatch} from '../../../source/engine/watch/watch.ts';
import {engineForTests, eventually} from '../../helpers/engine.ts';
import {busyboxImage, ensureImage} from '../../helpers/images.ts';

// These tests halt and kill the engine, so it is one of their own.
const {skip, engine: testEngine} = await engineForTests({isPrivate: true});
if (skip === false) {
	await ensureImage(testEngine, busyboxImage);
}

const watches = new Set<EngineWatch>();

after(async () => {
	await Promise.all([...watches].map(async watch => watch.dispose()));
	await testEngine.stop();
});

function watchOf(pace: ConstructorParameters<typeof EngineWatch>[2] = {}): EngineWatch {
	const target = socketTarget(testEngine.socketPath);
	const watch = new EngineWatch(target, async () => connect(target), pace);
	watches.add(watch);
	return watch;
}

async function upWatch(pace?: ConstructorParameters<typeof EngineWatch>[2]): Promise<EngineWatch> {
	const watch = watchOf(pace);
	watch.start();
	await eventually('it is up', () => watch.reading.status.state === 'up');
	return watch;
}

function find(reading: EngineReading, name: string): EngineContainer | undefined {
	return reading.containers.find(container => container.name === name);
}

async function shows(watch: EngineWatch, name: string, state: ContainerState | undefined): Promise<void> {
	await eventually(`${name} is ${state ?? 'gone'}`, () => find(watch.reading, name)?.state === state);
}

test('before anything is known it is connecting, and the identity comes with the list', {skip}, async () => {
	await testEngine.docker('run', '--detach', '--name', 'first', busyboxImage, 'sleep', '1000');
	const watch = watchOf();
	assert.equal(watch.reading.status.state, 'connecting');
	assert.equal(watch.reading.status.id, `unix://${testEngine.socketPath}`);
	const states: string[] = [];
	watch.subscribe(({status, containers}) => {
		states.push(`${status.state} ${status.version === undefined ? 'unknown' : 'known'} ${containers.length}`);
	});
	watch.start();
	await eventually('its pid is known', () => find(watch.reading, 'first')?.initPid !== undefined);
	assert.ok(states.every(state => state === 'up known 1'), states.join(', '));
	assert.equal(watch.reading.status.isRootless, false);
	assert.equal(watch.reading.status.isLocal, true);
	assert.equal(watch.reading.status.detail, undefined);
	await watch.dispose();
	await testEngine.docker('rm', '--force', 'first');
});

test('what others do to containers is seen, each time in a reading of its own', {skip}, async () => {
	const watch = await upWatch();
	const readings = new Set<EngineReading>();
	watch.subscribe(reading => {
		readings.add(reading);
	});
	const empty = watch.reading;
	await testEngine.docker('create', '--name', 'seen', busyboxImage, 'sh', '-c', 'trap "exit 7" TERM; sleep 1000 & wait');
	await shows(watch, 'seen', 'created');
	await testEngine.docker('start', 'seen');
	await shows(watch, 'seen', 'running');
	const pid = find(watch.reading, 'seen')?.initPid;
	assert.equal(String(pid), await testEngine.docker('inspect', '--format', '{{.State.Pid}}', 'seen'));
	await testEngine.docker('rename', 'seen', 'renamed');
	await shows(watch, 'seen', undefined);
	await shows(watch, 'renamed', 'running');
	await testEngine.docker('pause', 'renamed');
	await shows(watch, 'renamed', 'paused');
	await testEngine.docker('unpause', 'renamed');
	await shows(watch, 'renamed', 'running');
	await testEngine.docker('restart', '--time', '0', 'renamed');
	await eventually('the pid is another one', () => {
		const now = find(watch.reading, 'renamed')?.initPid;
		return now !== undefined && now !== pid;
	});
	await testEngine.docker('stop', 'renamed');
	await shows(watch, 'renamed', 'exited');
	assert.equal(find(watch.reading, 'renamed')?.initPid, undefined);
	await testEngine.docker('rm', 'renamed');
	await shows(watch, 'renamed', undefined);
	assert.deepEqual(empty.containers, []);
	assert.ok(readings.size >= 7);
	await watch.dispose();
});

test('a burst of changes ends in the truth', {skip}, async () => {
	const watch = await upWatch();
	const names = Array.from({length: 24}, (_, index) => `burst-${index}`);
	await Promise.all(names.map(async name => testEngine.docker('create', '--name', name, busyboxImage, 'true')));
	await eventually('all are there', () => names.every(name => find(watch.reading, name)?.state === 'created'));
	await testEngine.docker('rename', 'burst-7', 'burst-renamed');
	await testEngine.docker('rm', ...names.filter(name => name !== 'burst-7'));
	await eventually('one is left', () => watch.reading.containers.map(({name}) => name).join(' ') === 'burst-renamed');
	await testEngine.docker('rm', 'burst-renamed');
	await shows(watch, 'burst-renamed', undefined);
	await watch.dispose();
	assert.deepEqual(watch.reading.containers.filter(({name}) => name.startsWith('burst')), []);
});

test('health is followed', {skip}, async () => {
	const watch = await upWatch();
	await testEngine.docker(
		'run',
		'--detach',
		'--name',
		'health',
		'--health-cmd',
		'test -f /well',
		'--health-interval',
		'100ms',
		'--health-retries',
		'1',
		busyboxImage,
		'sleep',
		'1000',
	);
	await eventually('it is unhealthy', () => find(watch.reading, 'health')?.health === 'unhealthy');
	await testEngine.docker('exec', 'health', 'touch', '/well');
	await eventually('it is healthy', () => find(watch.reading, 'health')?.health === 'healthy');
	await testEngine.docker('rm', '--force', 'health');
	await shows(watch, 'health', undefined);
	await watch.dispose();
	assert.equal(find(watch.reading, 'health'), undefined);
});

test('an engine that hangs is told unreachable with its last containers, and up again once it goes on', {skip}, async () => {
	await testEngine.docker('run', '--detach', '--name', 'kept', '--stop-timeout', '1', busyboxImage, 'sleep', '1000');
	const watch = await upWatch({pingMilliseconds: 200});
	await shows(watch, 'kept', 'running');
	const {status} = watch.reading;
	process.kill(testEngine.pid()!, 'SIGSTOP');
	try {
		await eventually('it is unreachable', () => watch.reading.status.state === 'unreachable');
		assert.match(watch.reading.status.detail ?? '', /the engine does not answer/);
		assert.ok(watch.reading.status.since > status.since);
		assert.equal(find(watch.reading, 'kept')?.state, 'running');
		assert.equal(watch.reading.status.version, status.version);
	} finally {
		process.kill(testEngine.pid()!, 'SIGCONT');
	}

	await eventually('it is up again', () => watch.reading.status.state === 'up');
	assert.equal(watch.reading.status.detail, undefined);
	await testEngine.docker('rm', '--force', 'kept');
	await shows(watch, 'kept', undefined);
	await watch.dispose();
});

test('an engine that is killed is told unreachable, and found again when it returns to its socket', {skip}, async () => {
	await testEngine.docker('run', '--detach', '--name', 'kept', '--stop-timeout', '1', busyboxImage, 'sleep', '1000');
	const watch = await upWatch();
	await shows(watch, 'kept', 'running');
	process.kill(testEngine.pid()!, 'SIGKILL');
	await eventually('it is unreachable', () => watch.reading.status.state === 'unreachable');
	const {since} = watch.reading.status;
	await eventually('it says why', () => (watch.reading.status.detail ?? '').includes('nothing is listening there. Start it'));
	assert.equal(watch.reading.status.since, since);
	assert.equal(find(watch.reading, 'kept')?.state, 'running');
	await eventually('the daemon has ended', () => testEngine.pid() === undefined);
	await testEngine.startAgain();
	await eventually('it is up again', () => watch.reading.status.state === 'up');
	await testEngine.docker('run', '--detach', '--name', 'after', busyboxImage, 'sleep', '1000');
	await shows(watch, 'after', 'running');
	await testEngine.docker('rm', '--force', 'after', 'kept');
	await shows(watch, 'kept', undefined);
	await watch.dispose();
});

test('without an engine it is unreachable with what to do, and waits', async () => {
	const target = socketTarget('/nonexistent/d.sock');
	const watch = new EngineWatch(target, async () => connect(target), {firstRetryMilliseconds: 10, lastRetryMilliseconds: 20});
	let tellings = 0;
	watch.subscribe(() => {
		tellings++;
	});
	watch.start();
	await eventually('it is unreachable', () => watch.reading.status.state === 'unreachable');
	assert.match(watch.reading.status.detail ?? '', /its socket does not exist\. Start it/);
	await watch.dispose();
	assert.equal(tellings, 1);
});

test('a socket that may not be opened is denied, not unreachable', async () => {
	const target = socketTarget('/x.sock');
	const watch = new EngineWatch(target, async () => {
		throw Object.assign(new Error('connect EACCES /x.sock'), {code: 'EACCES'});
	});
	watch.start();
	await eventually('it is denied', () => watch.reading.status.state === 'denied');
	assert.match(watch.reading.status.detail ?? '', /unix:\/\/\/x\.sock: permission denied on its socket/);
	await watch.dispose();
});

test('disposing ends it whatever it is at, and nothing is told any more', {skip}, async () => {
	for (const wait of [0, 1, 5, 20]) {
		const watch = watchOf();
		let tellings = 0;
		watch.subscribe(() => {
			tellings++;
		});
		watch.start();

		await new Promise(resolve => {
			setTimeout(resolve, wait);
		});
		const before = tellings;

		await watch.dispose();
		assert.equal(tellings, before);
	}
});
