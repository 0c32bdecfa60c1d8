import assert from 'node:assert/strict';
import {
	cpSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import process from 'node:process';
import {test} from 'node:test';
import {firstSample} from '../../source/known.ts';
import {KernelScanner} from '../../source/kernel/scan.ts';
import type {Snapshot} from '../../source/model/snapshot.ts';
import {Collector} from '../../source/sampler/collector.ts';
import {Sampler} from '../../source/sampler/sampler.ts';
import {wantsNothing} from '../../source/sampler/wants.ts';
import {createStore, type Store} from '../../source/store.ts';
import {makeFolder} from '../helpers/live-process.ts';

const root = 'test/fixtures/hosts/debian-hybrid';

type Made = {readonly sampler: Sampler; readonly store: Store<Snapshot | undefined>};

function make(
	intervalMilliseconds: number, proc = `${root}/proc`, units?: ConstructorParameters<typeof Sampler>[0]['units'],
): Made {
	const store = createStore<Snapshot | undefined>(undefined);
	const sampler = new Sampler({
		collector: new Collector(new KernelScanner({proc, cgroup: `${root}/sys/fs/cgroup`})),
		store,
		intervalMilliseconds,
		engines: () => [],
		hostFacts: {
			hostname: 'vm', kernel: '6.18', os: 'Linux', cgroup: 'hybrid',
		},
		users: new Map(),
		units,
	});
	return {sampler, store};
}

/**
Settles with the next snapshot.
*/
async function next(store: Store<Snapshot | undefined>): Promise<Snapshot> {
	return new Promise(resolve => {
		const end = store.subscribe(() => {
			end();
			resolve(store.get()!);
		});
	});
}

/**
How many samples the history of each container has.
*/
function lengthsOf({containers, history}: Snapshot): ReadonlyArray<number | undefined> {
	return [...containers.keys()].map(key => history.get(key)?.memoryBytes.length);
}

test('the first snapshot is there at once, then one each interval', async () => {
	const {sampler, store} = make(5);
	sampler.start();
	try {
		const first = store.get()!;
		assert.equal(first.containers.size, 1);
		const second = await next(store);
		const third = await next(store);
		assert.ok(second.seconds > 0);
		assert.deepEqual(lengthsOf(third), [3]);
	} finally {
		sampler.stop();
	}
});

test('the second sample does not wait for a long interval, so that there are rates and what was put off at first', async () => {
	const {sampler, store} = make(3_600_000);
	sampler.start();
	try {
		const second = await next(store);
		assert.deepEqual(lengthsOf(second), [2]);
	} finally {
		sampler.stop();
	}
});

test('what is newly looked at is read soon, outside the interval, and is no tick of the history', async () => {
	const {sampler, store} = make(3_600_000);
	sampler.start();
	try {
		const [first] = store.get()!.processes.values();
		assert.equal(typeof first?.state, 'object');
		sampler.want({...wantsNothing, sampled: 'shown'});
		const extra = await next(store);
		assert.equal(extra.processes.get(first!.key)?.state, 'S');
		assert.deepEqual(lengthsOf(extra), [1]);
	} finally {
		sampler.stop();
	}
});

test('changes that come together are answered by one sample', async () => {
	const {sampler, store} = make(3_600_000);
	sampler.start();
	let samples = 0;
	store.subscribe(() => {
		samples++;
	});
	try {
		sampler.refresh();
		sampler.refresh();
		sampler.want({...wantsNothing, isWholeHost: true});
		sampler.refresh();
		assert.equal(samples, 0, 'not before the key has been answered');
		const snapshot = await next(store);
		assert.equal(snapshot.processes.size, 4);
		sampler.want({...wantsNothing, isWholeHost: true});
		sampler.want({...wantsNothing, isWholeHost: false});
		const after = await next(store);
		assert.equal(after.processes.size, 2);
		assert.equal(samples, 2);
	} finally {
		sampler.stop();
	}
});

test('a sampler that has not started, or has stopped, leaves the event loop alone', () => {
	const {sampler, store} = make(3_600_000);
	sampler.refresh();
	sampler.want({...wantsNothing, isWholeHost: true});
	sampler.start();
	sampler.refresh();
	sampler.stop();
	sampler.refresh();
	const last = store.get();
	assert.deepEqual(process.getActiveResourcesInfo().filter(name => name === 'Timeout'), []);
	sampler.sample(true);
	assert.notEqual(store.get(), last, 'one may still be asked for');
});

test('systemd is asked again when units come and go, and not because of processes in them or anywhere else', () => {
	const proc = makeFolder();
	cpSync(`${root}/proc`, proc, {recursive: true, verbatimSymlinks: true});
	let asked = 0;
	const {sampler, store} = make(3_600_000, proc, {
		systemd: {
			latest: {units: firstSample, trouble: undefined},
			changed() {
				asked++;
			},
		},
		actor: {userId: 0, cgroup: '/'},
	});
	/**
	How often it is asked in three samples.
	*/
	const askedThen = (): number => {
		const before = asked;
		for (let round = 0; round < 3; round++) {
			sampler.sample(true);
		}

		return asked - before;
	};

	const rewrite = (name: string, change: (text: string) => string): void => {
		const file = `${proc}/${name}`;
		writeFileSync(file, change(readFileSync(file, 'latin1')), 'latin1');
	};

	const begin = (pid: number, cgroup: string): void => {
		cpSync(`${proc}/15036`, `${proc}/${pid}`, {recursive: true, verbatimSymlinks: true});
		rewrite(`${pid}/stat`, text => `${pid}${text.slice(text.indexOf(' '))}`);
		rewrite(`${pid}/cgroup`, () => `1:name=systemd:${cgroup}\n`);
		// The number of forks: without a new one nobody looks for new processes.
		rewrite('stat', text => text.replace(/^processes .*$/m, () => `processes ${pid}`));
	};

	const end = (pid: number): void => {
		rmSync(`${proc}/${pid}`, {recursive: true});
	};

	begin(20_000, '/system.slice/cron.service');
	assert.equal(askedThen(), 0, 'nobody looks at units');
	sampler.want({...wantsNothing, isWholeHost: true, units: 'services'});
	assert.equal(askedThen(), 1);
	begin(20_001, '/system.slice/cron.service');
	begin(20_002, '/');
	assert.equal(askedThen(), 0, 'processes have come');
	assert.equal(store.get()!.units.get('unit:/system.slice/cron.service')?.pids.length, 2);
	end(20_001);
	end(20_002);
	assert.equal(askedThen(), 0, 'processes have gone');
	begin(20_003, '/user.slice/user-1000.slice/user@1000.service/app.slice/x.service');
	assert.equal(askedThen(), 1, 'the manager of a user has come');
	begin(20_004, '/user.slice/user-1000.slice/user@1000.service/app.slice/y.service');
	assert.equal(askedThen(), 0, 'a unit of that user has come');
	end(20_000);
	assert.equal(askedThen(), 1, 'a unit has gone');
	sampler.want({...wantsNothing, isWholeHost: true});
	assert.equal(askedThen(), 0, 'nobody looks at units any more');
	sampler.want({...wantsNothing, isWholeHost: true, units: 'services'});
	assert.equal(askedThen(), 1, 'they are looked at again');
});
