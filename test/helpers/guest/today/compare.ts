/**
What nstop printed beside what is true: every row, value and flag.
*/
import {namespaceKinds} from '../../../../source/kernel/pid/ns.ts';
import type {ContainerDocument, Document, UsageDocument} from '../../documents.ts';
import {Facts, type Fact} from './fact.ts';
import type {Counters, TrueContainer, Truth} from './truth/truth.ts';

type Row = Omit<ContainerDocument, 'usage'> & {
	readonly ports: ReadonlyArray<{
		readonly hostAddress: string | null;
		readonly hostPort: number | null;
		readonly containerPort: number;
		readonly protocol: string;
	}>;
	readonly usage: UsageDocument & {readonly swapBytes?: number | null; readonly swapLimitBytes?: number | null};
};

/**
The document as far as it is compared.
*/
type Said = Omit<Document, 'host' | 'containers'> & {
	readonly host: Document['host'] & {readonly swapUsedBytes?: number | null} & Readonly<Record<'os' | 'kernel' | 'cpus', unknown>>;
	readonly containers: readonly Row[];
};

/**
One run of nstop in the guest.
*/
export type Look = {
	readonly user: string;
	readonly document: Said;
	/**
	Words in column FLAGS of the plain table, by the pid in HOST PID.
	*/
	readonly flags: ReadonlyMap<number, readonly string[]>;
};

/**
Truth of before and after the run: what is in both can be asked of it.
*/
type Looks = {readonly before: Truth; readonly after: Truth};

const pageSlack = 3 * 2 ** 20;

/**
All facts. Where a value may not be read by the user, `null` with its reason is right.
*/
export function compare(look: Look, {before, after}: Looks): readonly Fact[] {
	const pairs = before.containers.flatMap(container => {
		const later = after.containers.find(each => each.maker === container.maker && each.name === container.name);
		const isSame = later?.state === container.state && later.pid === container.pid && (later.running === null) === (later.pid === null);
		return later && isSame ? [{now: container, later, lastPid: before.lastPid}] : [];
	});
	const rest = new Set(look.document.containers);
	const facts: Fact[] = [];
	for (const pair of pairs) {
		const rows = [...rest].filter(row => isRowOf(row, pair.now));
		if (!isVisible(pair.now, look.user) && rows.length === 0) {
			continue;
		}

		const subject = new Facts(look.user, `${pair.now.maker} ${pair.now.name}`);
		subject.equal('rows', rows.length, 1);
		for (const row of rows) {
			rest.delete(row);
		}

		if (rows[0]) {
			compareIdentity(subject, rows[0], pair.now, look.user);
			compareRunning(subject, rows[0], pair, look);
		}

		facts.push(...subject.list);
	}

	// Those that came, went or changed meanwhile are nobody's.
	const moving = [...before.containers, ...after.containers]
		.filter(({name, maker}) => pairs.every(({now}) => !(now.name === name && now.maker === maker)));
	for (const row of rest) {
		if (moving.every(container => !isRowOf(row, container))) {
			const subject = new Facts(look.user, `row ${row.runtime} ${row.name}`);
			subject.equal('rows', `${row.command.slice(0, 60)} in ${row.cgroup}`, null);
			facts.push(...subject.list);
		}
	}

	return [...facts, ...compareHost(look, {before, after}), ...(look.user === 'root' ? compareNamespaces(look, {before, after}) : [])];
}

function isRowOf(row: Row, {id, name, pid, running}: TrueContainer): boolean {
	if (row.id === id || (row.initPid === null && pid === null)) {
		return row.id === id || row.name === name;
	}

	const holdsIt = pid !== null && (row.initPid === pid || row.pids.includes(pid));
	return holdsIt || (row.initPid === null && row.cgroup === running?.cgroup);
}

/**
Whether this user can know of it at all: what does not run is known to engines alone.
*/
function isVisible({maker, running}: TrueContainer, user: string): boolean {
	const asks: Readonly<Record<string, readonly string[]>> = {
		root: ['docker', 'podman', 'podman of ann'], dora: ['docker'], ann: ['podman of ann'], nobody: [],
	};
	// Without a cgroup of its own a sandbox shows in its namespaces alone, which its owner alone may read.
	return running === null ? asks[user]!.includes(maker) : user === 'root' || running.pids.length > 0;
}

const makers: Readonly<Record<string, readonly string[]>> = {
	docker: ['docker'],
	podman: ['podman'],
	'podman of ann': ['podman'],
	lxc: ['lxc'],
	incus: ['lxc', 'incus'],
	nspawn: ['nspawn'],
	containerd: ['containerd'],
	bubblewrap: ['bubblewrap'],
	unshare: ['unshare'],
};

function compareIdentity(subject: Facts, row: Row, now: TrueContainer, user: string): void {
	const isAsked = user === 'root' || (user === 'dora' && now.maker === 'docker') || (user === 'ann' && now.maker === 'podman of ann');
	subject.equal('runtime', makers[now.maker]!.includes(row.runtime) ? now.maker : row.runtime, now.maker);
	if (now.name !== '') {
		// Whoever cannot ask the engine has its id instead.
		const isId = !isAsked && now.id?.startsWith(row.name) === true && row.name.length >= 12;
		subject.equal('name', isId ? now.name : row.name, now.name);
	}

	if (!isAsked || now.id === null) {
		return;
	}

	subject.equal('id', row.id, now.id);
	const short = (image: string | null): string | undefined =>
		image?.replace(/^(?:docker\.io|localhost)\/(?:library\/)?/, '').replace(/:latest$/, '');
	subject.equal('image', short(row.image), short(now.image));
	subject.equal('state', row.state, now.state);
	subject.equal('exit code', row.exitCode, now.running === null ? now.exitCode : null);
	subject.equal('health', row.health, now.health);
	subject.equal('restarts', row.restartCount, now.restarts);
	subject.equal('killed for memory', row.oomKilled, now.isOomKilled);
	subject.equal('project', row.project?.name ?? null, now.project);
	subject.equal('ports', portsOf(row), now.ports.toSorted());
}

function portsOf(row: Row): readonly string[] {
	return row.ports
		.filter(({hostPort}) => hostPort !== null)
		.map(({hostAddress, hostPort, containerPort, protocol}) => `${hostAddress ?? '0.0.0.0'}:${hostPort}:${containerPort}/${protocol}`)
		.toSorted();
}

type Pair = {
	readonly now: TrueContainer;
	readonly later: TrueContainer;
	/**
	The last that was given out before the first look: what has a greater one began after it.
	*/
	readonly lastPid: number;
};

function compareRunning(subject: Facts, row: Row, {now, later, lastPid}: Pair, look: Look): void {
	const {running} = now;
	if (running === null || later.running === null) {
		subject.equal('first process', row.initPid, null);
		return;
	}

	const isDenied = (object: {readonly missing?: Readonly<Record<string, string>>} | null, name: string): boolean =>
		look.user !== 'root' && object?.missing?.[name] === 'denied';
	if (!isDenied(row, 'initPid')) {
		subject.equal('first process', row.initPid, now.pid);
	}

	const {usage} = row;
	const hasOwnCgroup = running.pids.length > 0;
	if (hasOwnCgroup) {
		subject.equal('cgroup', row.cgroup, running.cgroup);
		const steady = running.pids.filter(pid => later.running!.pids.includes(pid));
		subject.equal('processes missing', steady.filter(pid => !row.pids.includes(pid)), []);
		const known = new Set([...running.pids, ...later.running.pids]);
		// A health check, or a command that is started each second, may have begun and ended between the two looks.
		subject.equal('processes of others', row.pids.filter(pid => !known.has(pid) && pid <= lastPid), []);
		for (const [what, name, isTrue] of [
			['memory limit', 'memoryLimitBytes', running.limits.memoryBytes],
			['swap limit', 'swapLimitBytes', running.limits.swapBytes],
			['CPU limit', 'cpuLimit', running.limits.cpus],
			['limit of tasks', 'pidsLimit', running.limits.tasks],
		] as const) {
			subject.equal(what, usage[name], isTrue);
		}

		// With a health check in it, it has more than before and after.
		if (row.pids.every(pid => known.has(pid))) {
			compareCounters(subject, row, [running.counters, later.running.counters]);
		}
	}

	for (const {kind} of namespaceKinds) {
		const use = row.namespaces[kind];
		if (!isDenied(use, 'inode')) {
			subject.equal(`namespace ${kind}`, use.inode, running.namespaces[kind]);
		}
	}

	const said = look.flags.get(now.pid!);
	if (look.user === 'root') {
		subject.equal('flags', said?.toSorted(), running.flags);
	}
}

function compareCounters(subject: Facts, {usage}: Row, [then, last]: readonly [Counters, Counters]): void {
	subject.between('memory', usage.memoryBytes, [then.memoryBytes, last.memoryBytes], pageSlack);
	subject.between('swap', usage.swapBytes, [then.swapBytes, last.swapBytes], pageSlack);
	subject.between('tasks', usage.pids, [then.tasks, last.tasks], then.tasks === last.tasks ? 0 : 2);
	subject.between('OOM kills', usage.oomKills, [then.oomKills, last.oomKills]);
	subject.between('read from disks', usage.blockReadBytes, [then.readBytes, last.readBytes]);
	subject.between('written to disks', usage.blockWriteBytes, [then.writtenBytes, last.writtenBytes]);
	if (usage.missing?.networkRxBytes === 'denied') {
		return;
	}

	subject.between('received', usage.networkRxBytes, [then.receivedBytes, last.receivedBytes]);
	subject.between('sent', usage.networkTxBytes, [then.sentBytes, last.sentBytes]);
}

function compareHost({user, document: {host}}: Look, {before, after}: Looks): readonly Fact[] {
	const subject = new Facts(user, 'host');
	for (const name of ['os', 'kernel', 'cpus', 'memoryBytes'] as const) {
		subject.equal(name, host[name], before.host[name]);
	}

	subject.between('swapUsedBytes', host.swapUsedBytes, [before.host.swapBytes, after.host.swapBytes], pageSlack);
	return subject.list;
}

/**
Namespaces that were there before and after with as many processes: of what lsns tells each one.
*/
function compareNamespaces({user, document}: Look, {before, after}: Looks): readonly Fact[] {
	const last = new Map(after.namespaces.map(([kind, inode, processes]) => [`${kind} ${inode}`, processes]));
	return before.namespaces
		.filter(([kind, inode, processes]) => processes > 0 && last.get(`${kind} ${inode}`) === processes)
		.flatMap(([kind, inode, processes]) => {
			const subject = new Facts(user, `namespace ${kind} ${inode}`);
			const said = document.namespaces.find(each => each.kind === kind && each.inode === inode);
			// A health check or a shell's child may be there just then.
			const slack = said?.host ? 6 : 1;
			subject.between('processes', said?.processes, [processes, processes], slack);
			return subject.list;
		});
}
