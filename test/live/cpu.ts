import assert from 'node:assert/strict';
import test, {after, before} from 'node:test';
import {DocumentStream} from '../helpers/documents.ts';
import {removeParents, setInCgroup} from '../helpers/parent-cgroup.ts';
import {containerIn, openZoo, type EngineStats} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('cpu');
const burnScript = 'while :; do :; done';
const quotaPercent = 30;
const tolerancePoints = 3;
const ids = new Map<string, string>();
before(async () => {
	if (skip !== false) {
		return;
	}

	const parent = `/${zoo.fullName('first')}`;
	ids.set('capped', await zoo.run('capped', '--cgroup-parent', parent, '--cpus', '0.3', '--', 'sh', '-c', burnScript));
	// It comes before whatever else wants the processors, or a busy machine would not give it all that it may use.
	setInCgroup(parent, ['cpu', 'cpu.shares', '262144'], ['cpu.weight', '10000']);
	ids.set('idle', await zoo.run('idle', '--cpus', '0.3', '--', 'sleep', '3000'));
});

after(async () => {
	if (skip === false) {
		await removeParents(zoo.fullName('first'));
	}
});

/**
What the engine's counters say between two answers, in percent of a core.
*/
function percentBetween(earlier: EngineStats, later: EngineStats): number {
	// Its clock is written in nanoseconds, which a Date cuts off.
	const milliseconds = Date.parse(later.read) - Date.parse(earlier.read);
	return (later.cpu_stats.cpu_usage.total_usage - earlier.cpu_stats.cpu_usage.total_usage) / (milliseconds * 1e6) * 100;
}

test('A container that may use 0.3 cores and wants more is shown with 30 percent, and as throttled', {skip}, async t => {
	const stream = new DocumentStream([...zoo.words, '--interval', '3']);
	try {
		const {value: usage} = await stream.until('about 30 percent', document => {
			const {usage} = containerIn(document, ids.get('capped')!);
			// More than the quota cannot be used over seconds, whatever else runs here.
			assert.ok(usage.cpuPercent! < quotaPercent + tolerancePoints, `${usage.cpuPercent}`);
			return usage.cpuPercent! > quotaPercent - tolerancePoints && usage.throttledPercent! > 0 && usage;
		});
		t.diagnostic(`nstop ${usage.cpuPercent} %, throttled ${usage.throttledPercent} %`);

		// The engine is asked at both ends of what nstop measures: what else runs here may take from it at any time.
		await stream.until('a sample', () => true);
		const place = stream.count;
		const earlier = await zoo.stats('capped');
		await stream.until('three samples later', () => stream.count >= place + 3, place);
		const between = percentBetween(earlier, await zoo.stats('capped'));
		const ours = stream.since(place).map(document => containerIn(document, ids.get('capped')!).usage.cpuPercent!);
		const mean = ours.reduce((sum, value) => sum + value, 0) / ours.length;
		assert.ok(Math.abs(mean - between) < tolerancePoints, `nstop ${mean}, engine ${between}`);
		const shown = await zoo.engine.docker('stats', '--no-stream', '--format', '{{.CPUPerc}}', zoo.fullName('capped'));
		t.diagnostic(`over three samples: nstop ${mean.toFixed(2)} %, engine's counters ${between.toFixed(2)} %, docker stats ${shown}`);
	} finally {
		await stream.end();
	}
});

test('The processes of a container add up to what the container uses', {skip}, async t => {
	const stream = new DocumentStream([...zoo.words, '--interval', '3']);
	try {
		const {value} = await stream.until('a share for both', document => {
			const container = containerIn(document, ids.get('capped')!);
			const processes = document.processes.filter(process => process.container === container.id);
			const sum = processes.reduce((total, {cpuPercent}) => total + cpuPercent!, 0);
			return Math.abs(sum - container.usage.cpuPercent!) < tolerancePoints && sum > 10 && ([sum, container.usage.cpuPercent!] as const);
		});
		assert.ok(Math.abs(value[0] - value[1]) < tolerancePoints);
		t.diagnostic(`processes ${value[0]} %, container ${value[1]} %`);
	} finally {
		await stream.end();
	}
});

test('A container that does nothing uses nothing, and its quota is never reached', {skip}, async () => {
	const stream = new DocumentStream([...zoo.words, '--interval', '0.5']);
	try {
		const {value: usage} = await stream.until('nothing', document => {
			const {usage} = containerIn(document, ids.get('idle')!);
			return usage.cpuPercent === 0 && usage.throttledPercent !== null && usage;
		});
		assert.equal(usage.throttledPercent, 0);
	} finally {
		await stream.end();
	}
});
