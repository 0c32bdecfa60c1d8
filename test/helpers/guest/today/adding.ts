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
import type {Counted, Counts} from './truth/truth.ts';

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
	const session = spawn('ssh', [...wordsOfSsh(suite, 'dora'), `exec -a ${burner} sh -c '${burn}'`], {stdio: 'ignore'});
	try {
		inGuest(suite, 'root', `systemd-run --quiet --unit=${burner} sh -c '${burn}'
			docker rm --force ${burner} >/dev/null 2>&1
			docker run --detach --name ${burner} guest/busybox:latest sh -c '${burn}' >/dev/null
			until pgrep -f '^${burner} -c' >/dev/null; do sleep 1; done`);
		const file = path.join(placesOf(suite).share, 'counted.json');
		rmSync(file, {force: true});
		inGuest(suite, 'root', `node /share/truth/adding.ts /share/counted.json ${secondsBetween} ${documentsWanted}`);
		return factsOf(JSON.parse(readFileSync(file, 'utf8')) as Counted);
	} finally {
		session.kill();
		inGuest(suite, 'root', `systemctl stop ${burner}; docker rm --force ${burner} >/dev/null; pkill -f '^${burner} -c'; :`);
	}
}

/**
The first document has other rates than the others: the program has just been started.
*/
function factsOf({documents, counts}: Counted): readonly Fact[] {
	return (documents as readonly Document[]).slice(1).flatMap((document, index) => {
		const subject = new Facts('root', `sum ${index + 1}`);
		compareTasks(subject, document);
		compareCpu(subject, document, counts);
		return subject.list;
	});
}

type Row = {readonly name: string; readonly cgroup: string; readonly parent: string | null; readonly usage: UsageDocument};

function rowsOf({containers, units = []}: Document): readonly Row[] {
	return [...containers.map(({cgroup, ...row}) => ({...row, cgroup: cgroup ?? ''})), ...units.map(row => ({...row, cgroup: row.id}))];
}

function sumOf(rows: readonly Row[], name: 'cpuPercent' | 'pids'): number {
	return rows.reduce((sum, {usage}) => sum + (usage[name] ?? 0), 0);
}

/**
A process that comes or goes between the two files that tell of it is counted in one of them alone.
*/
function compareTasks(subject: Facts, document: Document): void {
	const outermost = rowsOf(document).filter(({parent}) => parent === null);
	subject.equal('threads', sumOf(outermost, 'pids'), document.processes.reduce((sum, {threads}) => sum + (threads ?? 0), 0));
}

function compareCpu(subject: Facts, document: Document, counts: readonly Counts[]): void {
	const {host: {cpus}, seconds} = document;
	const end = Date.parse(document.takenAt);
	const used = (value: (count: Counts) => number | undefined): number | undefined => {
		const [first, last] = [end - (seconds * 1000), end].map(at => valueAt(counts, at, value));
		return first === undefined || last === undefined ? undefined : (last - first) / seconds * 100;
	};

	const near = (what: string, said: number | null, isTrue: number): void => {
		const slack = share * Math.max(cpus * 100, isTrue);
		subject.between(what, said, [isTrue, isTrue], slack);
	};

	const rows = rowsOf(document);
	const busy = used(({busySeconds}) => busySeconds);
	if (busy === undefined) {
		throw new Error(`nothing was counted around ${document.takenAt}`);
	}

	near('CPU of all rows', sumOf(rows.filter(({parent}) => parent === null), 'cpuPercent'), busy);
	for (const {name, cgroup, usage} of rows) {
		const own = used(({cgroupSeconds}) => cgroupSeconds[cgroup]);
		// What ended between two samples is nobody's any more, and a unit's number is without the containers in it.
		const inner = document.containers.filter(each => each.cgroup !== cgroup && each.cgroup?.startsWith(`${cgroup}/`)
			&& document.containers.every(outer => outer === each || !each.cgroup!.startsWith(`${outer.cgroup}/`)));
		const theirs = inner.map(each => used(({cgroupSeconds}) => cgroupSeconds[each.cgroup!]));
		if (own !== undefined && cgroup !== '' && !theirs.includes(undefined)) {
			const isContainer = document.containers.some(each => each.cgroup === cgroup && each.name === name);
			near(`CPU of ${name}`, usage.cpuPercent, isContainer ? own : own - theirs.reduce<number>((sum, each) => sum + each!, 0));
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
function valueAt(counts: readonly Counts[], at: number, value: (count: Counts) => number | undefined): number | undefined {
	const index = counts.findIndex(({atMilliseconds}) => atMilliseconds >= at);
	const [before, after] = [counts[index - 1], counts[index]];
	const [least, most] = [before && value(before), after && value(after)];
	return !before || !after || least === undefined || most === undefined
		? undefined
		: least + ((most - least) * (at - before.atMilliseconds) / (after.atMilliseconds - before.atMilliseconds));
}
