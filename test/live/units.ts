/**
What may be odd about the units and cgroups of a host: each costs one cell or one sentence, and no row is missing for it.
*/
import assert from 'node:assert/strict';
import test, {before, type TestContext} from 'node:test';
import {
	DocumentStream,
	printDocument,
	type Document,
	type Launch,
	type UnitDocument,
} from '../helpers/documents.ts';
import {eventually} from '../helpers/engine.ts';
import {asNobody} from '../helpers/nobody.ts';
import {Workshop, workshopLack} from '../helpers/workshop.ts';
import {statusField} from '../helpers/zoo.ts';

const skip = workshopLack;
const workshop = new Workshop();
const words = ['--all', '--no-engine', '--interval', '0.5'];
const {raw} = String;

/**
Names as they may come, by what is read of them.
*/
const oddNames: Readonly<Record<string, string>> = {
	'what looks like bytes': raw`nul\x00\x1b\x5b2J.service`,
	'255 bytes': `${'x'.repeat(247)}.service`,
	'a path': raw`home-ann-my\x2ddata.mount`,
	'a template': raw`run@a\x2fb.service`,
};
const deep = `/${Array.from({length: 20}, (_, level) => `${Array.from({length: level + 1}, () => 'a').join('-')}.slice`).join('/')}/deep.service`;
const crowded = '/crowded.service';

before(async () => {
	if (skip !== false) {
		return;
	}

	for (const place of [deep, crowded, ...Object.values(oddNames).map(name => `/${name}`), '/red\u{1B}[31m\u{7}.service']) {
		workshop.start(['sleep', '3000'], {cgroup: workshop.cgroup(place)});
	}

	await workshop.settled();
});

function unitIn({units = []}: Document, place: string): UnitDocument | undefined {
	return units.find(({id}) => id === `${workshop.top}${place}`);
}

test('a name is given as it is, whatever is in it', {skip}, async () => {
	const document = await printDocument(words);
	for (const [what, name] of Object.entries(oddNames)) {
		const unit = unitIn(document, `/${name}`);
		assert.deepEqual([unit?.name, unit?.usage.pids, unit?.pids.length], [name, 1, 1], what);
	}
});

test('a name that systemd could not have given is no unit, and its process is in none', {skip}, async () => {
	const {units, processes} = await printDocument(words);
	assert.equal(units?.some(({id}) => id.includes('\u{1B}')), false);
	const strange = units?.find(({kind}) => kind === 'none')?.pids.filter(pid => processes.some(each => each.pid === pid && each.comm === 'sleep'));
	assert.ok(strange!.length > 0);
});

test('a slice twenty levels deep has each level once, each below the one around it', {skip}, async () => {
	const document = await printDocument(words);
	const byId = new Map(document.units!.map(unit => [unit.id, unit]));
	const {pids, parent} = unitIn(document, deep)!;
	let levels = 0;
	for (let unit = byId.get(parent!); unit; unit = byId.get(unit.parent!)) {
		assert.deepEqual(unit.pids, pids);
		levels++;
	}

	assert.equal(levels, 20);
});

test('a cgroup with thousands of threads is one number', {skip}, async context => {
	const threads = 2000;
	const script = `import threading, time
threading.stack_size(65536)
for _ in range(${threads}): threading.Thread(target=time.sleep, args=(3000,), daemon=True).start()
time.sleep(3000)`;
	const many = workshop.start(['python3', '-c', script], {cgroup: `${workshop.top}${crowded}`});
	context.after(async () => workshop.end(many));
	await eventually('all threads', () => Number(statusField(many.pid!, 'Threads')) === threads + 1);
	const document = await printDocument(words);
	const unit = unitIn(document, crowded)!;
	assert.deepEqual([unit.usage.pids, unit.pids.length], [threads + 2, 2]);
	assert.equal(document.processes.find(({pid}) => pid === many.pid)?.threads, threads + 1);
});

test('units that come and go while they are read are no error, and what they leave unknown says why', {skip}, async () => {
	const top = workshop.cgroup('/churn.slice', 'unified');
	const churn = workshop.start(['bash', '-c', `
		root=$(awk '$3 == "cgroup2" {print $2; exit}' /proc/mounts)${top}
		for ((i = 0; ; i++)); do
			mkdir "$root/c$i.service" || exit
			(echo 0 >"$root/c$i.service/cgroup.procs"; exec sleep 0.03)
			until rmdir "$root/c$i.service"; do :; done
		done 2>/dev/null`]);
	const stream = new DocumentStream(['--all', '--no-engine', '--interval', '0.2']);
	try {
		const seen = new Set<string>();
		await stream.until('ten of them', ({units = []}) => {
			for (const {id, usage} of units.filter(unit => unit.id.startsWith(`${top}/`))) {
				seen.add(id);
				assert.ok(usage.pids !== null || ['gone', 'first-sample'].includes(usage.missing!.pids!), JSON.stringify(usage.missing));
			}

			return seen.size >= 10;
		}, 0);
	} finally {
		const {stderr} = await stream.end();
		assert.equal(stderr, '');
		await workshop.end(churn);
	}
});

/**
Whatever a user may see, there are rows, and what may not be read of them has its reason.
*/
async function assertRows(how: Launch, context: TestContext): Promise<void> {
	const {units = []} = await printDocument(words, how);
	assert.ok(units.length > 0, 'nothing is shown');
	const unknown = units.flatMap(({usage}) => Object.values(usage.missing ?? {}));
	context.diagnostic(`${units.length} units, unknown: ${[...new Set(unknown)].join(' ')}`);
	for (const {usage, id} of units) {
		assert.ok(usage.cpuPercent !== null || usage.missing?.cpuPercent !== undefined, id);
		assert.ok(usage.pids !== null || usage.missing?.pids !== undefined, id);
	}
}

test('an ordinary user sees the units of all, and which namespaces may not be known', {skip}, async context => {
	await assertRows(asNobody(), context);
	const unit = unitIn(await printDocument(words, asNobody()), deep)!;
	assert.deepEqual([unit.usage.pids, unit.usage.cpuPercent], [1, 0]);
});

test('with hidepid an ordinary user sees what is left, and nothing is made up', {skip}, async context => {
	const {before: nobody, node} = asNobody();
	const hidden: Launch = {
		...node && {node},
		before: ['unshare', '--mount', 'sh', '-c', 'mount -t proc -o hidepid=2 proc /proc && exec "$@"', 'sh', ...nobody!],
	};
	await assertRows(hidden, context);
	const document = await printDocument(words, hidden);
	assert.equal(unitIn(document, deep), undefined);
	assert.ok(document.processes.every(({uid}) => uid === 65_534));
});

test('empty cgroups that were left behind have no rows', {skip}, async () => {
	for (let index = 0; index < 300; index++) {
		workshop.cgroup(`/leak.slice/e${index}`, 'unified');
	}

	const document = await printDocument(words);
	assert.equal(unitIn(document, '/leak.slice'), undefined, 'what has no process has no row');
});
