/**
Whether all rows add up to the host while programs burn CPU time in a service, in the session of a user and in a container.
*/
import {spawn} from 'node:child_process';
import {readFileSync, rmSync} from 'node:fs';
import path from 'node:path';
import type {Document, UsageDocument} from '../../documents.ts';
import {Facts, type Fact} from './fact.ts';
import {inGuest, wordsOfSsh} from './machine.ts';
import {placesOf, type Suite} from './places.ts';
import type {Count, Counted, Counts} from './truth/truth.ts';

const secondsBetween = 10;
const documentsWanted = 9;
const burner = 'burner';
const burn = 'while :; do :; done';

/**
Of the machine, and of what a row says itself where that is more: an emulated machine takes a while to read everything once.
*/
const share = 0.02;

/**
All facts, as root sees them.
*/
export function compareSums(suite: Suite): readonly Fact[] {
	// A comparison that was broken off has left its programs.
	endBurning(suite);
	const session = spawn('ssh', [...wordsOfSsh(suite, 'dora'), `exec -a ${burner} sh -c '${burn}'`], {stdio: 'ignore'});
	try {
		inGuest(suite, 'root', `set -e
			systemd-run --quiet --unit=${burner} sh -c '${burn}'
			docker run --detach --name ${burner} guest/busybox:latest sh -c '${burn}' >/dev/null
			until pgrep -f '^${burner} -c' >/dev/null; do sleep 1; done`);
		const file = path.join(placesOf(suite).share, 'counted.json');
		rmSync(file, {force: true});
		inGuest(suite, 'root', `node /share/truth/adding.ts /share/counted.json ${secondsBetween} ${documentsWanted}`);
		return factsOf(JSON.parse(readFileSync(file, 'utf8')) as Counted);
	} finally {
		session.kill();
		endBurning(suite);
	}
}

function endBurning(suite: Suite): void {
	inGuest(suite, 'root', `systemctl stop ${burner}; docker rm --force ${burner} >/dev/null; pkill -f '^${burner} -c'; :`);
}

/**
The first document has other rates than the others: the program has just been started.
*/
function factsOf({documents, counts}: Counted): readonly Fact[] {
	const passes = documents.map(({document, printedAtMilliseconds}): Pass => {
		const {takenAt} = document as Document;
		return {beganAt: Date.parse(takenAt), endedAt: printedAtMilliseconds};
	});
	return documents.slice(1).flatMap(({document}, index) => {
		const subject = new Facts('root', `sum ${index + 1}`);
		const around = [documents[index], documents[index + 2]].flatMap(each => each ? [each.document as Document] : []);
		compareTasks(subject, document as Document, around);
		compareCpu(subject, document as Document, {counts, passes: [passes[index]!, passes[index + 1]!]});
		return subject.list;
	});
}

/**
Between these moments nstop read what it printed, at which of them nobody can tell.
*/
type Pass = {readonly beganAt: number; readonly endedAt: number};

type Looks = {readonly counts: readonly Counts[]; readonly passes: readonly [Pass, Pass]};

const partsOfPass = [0, 0.25, 0.5, 0.75, 1] as const;

type Row = Readonly<Record<'id' | 'name' | 'cgroup', string>> & {readonly parent: string | null; readonly usage: UsageDocument};

function rowsOf({containers, units = []}: Document): readonly Row[] {
	return [...containers.map(({cgroup, ...row}) => ({...row, cgroup: cgroup ?? ''})), ...units.map(row => ({...row, cgroup: row.id}))];
}

function sumOf(rows: readonly Row[], name: 'cpuPercent' | 'pids'): number {
	return rows.reduce((sum, {usage}) => sum + (usage[name] ?? 0), 0);
}

/**
A process that comes or goes between the two files that tell of it is counted in one of them alone. So the rows count whose processes are
the same ones in the documents around this one; those of a crash loop, of the shims of its engine and of health checks are not.
*/
function compareTasks(subject: Facts, document: Document, around: readonly Document[]): void {
	const outermost = rowsOf(document).filter(({parent}) => parent === null);
	const [tasks, ...others] = [document, ...around].map(each => tasksOf(each));
	const steady = outermost.filter(({id}) =>
		others.every(other => JSON.stringify(other.get(id)) === JSON.stringify(tasks!.get(id))));
	subject.equal('most rows have the same processes for a while', steady.length > outermost.length * 0.75, true);
	for (const {id, name, usage: {pids}} of steady) {
		subject.equal(`threads of ${name}`, pids, (tasks!.get(id) ?? []).reduce((sum, {threads}) => sum + (threads ?? 0), 0));
	}

	subject.equal('processes of no row', tasks!.get('') ?? [], []);
}

/**
The processes of each outermost row, by its id.
*/
function tasksOf(document: Document): ReadonlyMap<string, ReadonlyArray<{readonly pid: number; readonly threads: number | null}>> {
	const parents = new Map(rowsOf(document).map(({id, parent}) => [id, parent]));
	const outermost = (id: string): string => {
		const parent = parents.get(id);
		return parent ? outermost(parent) : id;
	};

	return Map.groupBy(
		document.processes.map(({container, unit, pid, threads}) => ({id: outermost(container ?? unit ?? ''), pid, threads})),
		({id}) => id,
	);
}

function compareCpu(subject: Facts, document: Document, {counts, passes: [first, last]}: Looks): void {
	const {host: {cpus}} = document;
	// One for each part of the passes.
	const used = (value: (count: Counts) => Count | undefined): readonly number[] | undefined => {
		const rates = partsOfPass.map(part => {
			const [from, to] = [first, last].map(({beganAt, endedAt}) => beganAt + (part * (endedAt - beganAt))) as [number, number];
			const [before, after] = [from, to].map(at => secondsAt(counts, at, value));
			return before === undefined || after === undefined ? undefined : (after - before) / (to - from) * 100_000;
		});
		return rates.includes(undefined) ? undefined : rates as readonly number[];
	};

	const near = (what: string, said: number | null, rates: readonly number[]): void => {
		const most = Math.max(...rates);
		subject.between(what, said, [Math.min(...rates), most], share * Math.max(cpus * 100, most));
	};

	const rows = rowsOf(document);
	const busy = used(count => count.busy);
	if (busy === undefined) {
		throw new Error(`nothing was counted around ${document.takenAt}`);
	}

	near('CPU of all rows', sumOf(rows.filter(({parent}) => parent === null), 'cpuPercent'), busy);
	for (const {name, cgroup, usage} of rows) {
		const own = used(({cgroups}) => cgroups[cgroup]);
		// What ended between two samples is nobody's any more, and a unit's number is without the containers in it.
		const inner = document.containers.filter(each => each.cgroup !== cgroup && each.cgroup?.startsWith(`${cgroup}/`)
			&& document.containers.every(outer => outer === each || !each.cgroup!.startsWith(`${outer.cgroup}/`)));
		const theirs = inner.map(each => used(({cgroups}) => cgroups[each.cgroup!]));
		if (own !== undefined && cgroup !== '' && !theirs.includes(undefined)) {
			const isContainer = document.containers.some(each => each.cgroup === cgroup && each.name === name);
			near(`CPU of ${name}`, usage.cpuPercent, isContainer
				? own
				: own.map((rate, part) => rate - theirs.reduce((sum, rates) => sum + rates![part]!, 0)));
		}
	}

	for (const isBurner of [
		(row: Row) => row.cgroup.endsWith(`/${burner}.service`),
		(row: Row) => row.name === burner,
		(row: Row) => /\/user-1001\.slice\/session-\w+\.scope$/.test(row.cgroup) && (row.usage.cpuPercent ?? 0) > 20,
	]) {
		subject.equal('rows of what burns', rows.filter(row => isBurner(row)).length, 1);
	}
}

/**
What a counter was at a moment, between the two looks around it.
*/
function secondsAt(counts: readonly Counts[], at: number, value: (count: Counts) => Count | undefined): number | undefined {
	const index = counts.findIndex(count => (value(count)?.atMilliseconds ?? -Infinity) >= at);
	const [before, after] = [counts[index - 1], counts[index]].map(count => count && value(count));
	return before && after
		? before.seconds + ((after.seconds - before.seconds) * (at - before.atMilliseconds) / (after.atMilliseconds - before.atMilliseconds))
		: undefined;
}
