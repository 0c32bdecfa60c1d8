import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test, {before} from 'node:test';
import {DocumentStream, type Document, type UnitDocument} from '../helpers/documents.ts';
import {Workshop, workshopLack} from '../helpers/workshop.ts';

const skip = workshopLack;
const workshop = new Workshop();
const seconds = 10;
const service = String.raw`${workshop.top}/system.slice/nstop\x2dtest.service`;
const scope = `${workshop.top}/user.slice/user-1000.slice/session-3.scope`;

before(async () => {
	if (skip !== false) {
		return;
	}

	workshop.cgroup(String.raw`/system.slice/nstop\x2dtest.service/worker`);
	workshop.cgroup('/user.slice/user-1000.slice/session-3.scope');
	workshop.start(['bash', '-c', 'while :; do :; done'], {cgroup: `${service}/worker`});
	workshop.start(['sleep', '3000'], {cgroup: service});
	workshop.start(['sleep', '3000'], {cgroup: scope});
	await workshop.settled();
});

/**
What nothing is around: containers, units, and what is in neither.
*/
function outermost({containers, units = []}: Document) {
	return [...containers, ...units].filter(({parent}) => parent === null);
}

function unitIn({units = []}: Document, id: string): UnitDocument | undefined {
	return units.find(unit => unit.id === id);
}

/**
Seconds that all processors were busy, and those that passed for all of them together, by /proc/stat.
*/
function processorSeconds(): {readonly busy: number; readonly all: number} {
	const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] =
		readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]!.split(/ +/).slice(1).map(Number);
	const busy = user + nice + system + irq + softirq;
	return {busy: busy / 100, all: (busy + idle + iowait + steal) / 100};
}

test('containers, units and what is in neither add up to the host: tasks exactly, CPU time within 2 percent', {skip}, async t => {
	const stream = new DocumentStream(['--all', '--interval', String(seconds)]);
	try {
		await stream.until('the first document', document => document.units !== undefined);
		const start = processorSeconds();
		const place = stream.count;
		const {document} = await stream.until('the next one', () => stream.count > place);
		const end = processorSeconds();
		const rows = outermost(document);
		const shown = rows.reduce((sum, {usage}) => sum + (usage.cpuPercent ?? 0), 0);
		const busyPercent = (end.busy - start.busy) / (end.all - start.all) * document.host.cpus * 100;
		const points = document.host.cpus * 2;
		t.diagnostic(`rows ${shown.toFixed(2)} %, /proc/stat ${busyPercent.toFixed(2)} % of ${document.host.cpus} cores`);
		assert.ok(Math.abs(shown - busyPercent) < points, `the rows have ${shown} percent of a core, the host ${busyPercent}`);

		// What comes and goes between two files that are read is in one of them alone.
		const {value: [tasks, threads]} = await stream.until('as many tasks as threads', each => {
			const inRows = outermost(each).reduce((sum, {usage}) => sum + (usage.pids ?? 0), 0);
			const inProcesses = each.processes.reduce((sum, {threads: own}) => sum + (own ?? 0), 0);
			return inRows === inProcesses && ([inRows, inProcesses] as const);
		});
		t.diagnostic(`tasks ${tasks}, threads of all processes ${threads}`);
	} finally {
		await stream.end();
	}
});

test('a unit has its processes, wherever they are below it, and its numbers; a slice has those of its units', {skip}, async t => {
	const stream = new DocumentStream(['--all', '--interval', '1']);
	try {
		const {document} = await stream.until('the service at work', each => (unitIn(each, service)?.usage.cpuPercent ?? 0) > 10);
		const unit = unitIn(document, service)!;
		assert.deepEqual([unit.kind, unit.name, unit.pids.length, unit.usage.pids], ['service', String.raw`nstop\x2dtest.service`, 2, 2]);
		assert.deepEqual(document.processes.filter(process => process.unit === service).map(({pid}) => pid), unit.pids);
		assert.equal(unit.mainPid, Math.min(...unit.pids));
		const slice = unitIn(document, unit.parent!)!;
		assert.deepEqual([slice.id, slice.kind, slice.pids], [`${workshop.top}/system.slice`, 'slice', unit.pids]);
		t.diagnostic(`${unit.usage.cpuPercent} percent, summed: ${unit.usage.summed.join(' ') || 'nothing'}`);
		const session = unitIn(document, scope)!;
		assert.deepEqual([session.kind, unitIn(document, session.parent!)?.name], ['scope', 'user-1000.slice']);
	} finally {
		await stream.end();
	}
});
