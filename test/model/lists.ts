/**
The lists that are patched, against the same ones built from scratch.
*/
import assert from 'node:assert/strict';
import test from 'node:test';
import {denied} from '../../source/known.ts';
import type {ProcessFacts, ProcessIdentity} from '../../source/kernel/reading.ts';
import {NamespaceList} from '../../source/model/build/namespace-list.ts';
import {ProcessList} from '../../source/model/build/process-list.ts';
import type {Namespace} from '../../source/model/namespace.ts';
import {random} from '../helpers/random.ts';
import {
	inodes,
	makeFacts,
	makeIdentity,
	makeSample,
	pairOf,
} from '../helpers/readings.ts';

const keys = ['web', 'db', 'cache'];
const host = inodes(0);
// Some share all, some a few, one may not be read.
const sets = [
	host,
	inodes(100),
	inodes(200),
	inodes(300),
	{...inodes(300), net: inodes(100).net},
	{...inodes(400), user: host.user},
	{...inodes(500), mnt: denied},
];

/**
A host on which anything can happen to any process; says to which.
*/
class Turmoil {
	readonly identities = new Map<number, ProcessIdentity>();
	readonly owners = new Map<number, string>();
	readonly facts = new Map<number, ProcessFacts>();
	readonly samples = new Map<number, ReturnType<typeof pairOf<ReturnType<typeof makeSample>>>>();
	readonly #pick: (below: number) => number;
	#nextPid = 10;

	constructor(seed: number) {
		this.#pick = random(seed);
	}

	step(): ReadonlySet<number> {
		const changed = new Set<number>();
		for (let change = this.#pick(5); change > 0; change--) {
			const pids = [...this.identities.keys()];
			const pid = pids[this.#pick(Math.max(1, pids.length))];
			const isBirth = pid === undefined || this.#pick(3) === 0;
			changed.add(isBirth ? this.#bear() : this.#strike(pid));
		}

		return changed;
	}

	#bear(): number {
		const pid = this.#nextPid++;
		this.identities.set(pid, makeIdentity({pid, startTicks: 1000 + pid}));
		this.#own(pid);
		if (this.#pick(2) === 0) {
			this.#read(pid);
		}

		return pid;
	}

	#strike(pid: number): number {
		const fates = [
			() => {
				for (const map of [this.identities, this.owners, this.facts, this.samples]) {
					map.delete(pid);
				}
			},
			() => {
				this.#own(pid);
			},
			() => {
				this.samples.set(pid, pairOf(makeSample({pid, userTicks: this.#pick(1000)}), makeSample({pid})));
			},
			() => {
				this.facts.delete(pid);
				this.identities.set(pid, makeIdentity({pid, startTicks: 5000 + this.#pick(1000)}));
			},
			() => {
				this.#read(pid);
			},
		];
		fates[this.#pick(fates.length)]!();
		return pid;
	}

	#own(pid: number): void {
		const key = keys[this.#pick(keys.length + 1)];
		if (key === undefined) {
			this.owners.delete(pid);
		} else {
			this.owners.set(pid, key);
		}
	}

	#read(pid: number): void {
		this.facts.set(pid, makeFacts({namespaces: sets[this.#pick(sets.length)]!, args: [`program-${this.#pick(9)}`]}));
	}
}

// In which order the containers of a namespace are told depends on who was there first.
const inAnyOrder = (namespaces: Iterable<Namespace>): readonly Namespace[] =>
	Array.from(namespaces, namespace => ({...namespace, containers: namespace.containers.toSorted()}));

for (const isWholeHost of [false, true]) {
	test(`lists that are patched are what they would be if they were built from scratch, ${isWholeHost ? 'of the whole host' : 'of containers'}`, () => {
		for (let seed = 1; seed <= 20; seed++) {
			const turmoil = new Turmoil(seed);
			const namespaces = new NamespaceList();
			const processes = new ProcessList();
			let changedPids: ReadonlySet<number> | undefined;
			for (let step = 0; step < 80; step++) {
				const input = {
					shownPids: [...(isWholeHost ? turmoil.identities : turmoil.owners).keys()].toSorted((a, b) => a - b),
					isWholeHost,
					identities: turmoil.identities,
					owners: turmoil.owners,
					users: new Map([[0, 'root']]),
					hostNamespaces: host,
					facts: (pid: number) => turmoil.facts.get(pid),
					sample: (pid: number) => turmoil.samples.get(pid),
				};
				const at = `seed ${seed}, step ${step}`;
				const patched = namespaces.build({...input, changedPids});
				const made = new NamespaceList().build(input);
				assert.deepEqual(inAnyOrder(patched.map.values()), inAnyOrder(made.map.values()), at);
				assert.deepEqual([...patched.map.keys()], [...made.map.keys()], at);
				assert.deepEqual([...processes.build({...input, changedPids})], [...new ProcessList().build(input)], at);
				changedPids = turmoil.step();
			}
		}
	});
}

test('who is neither told as changed nor another stays the same object, and so does the list where nothing has changed', () => {
	const identities = new Map([10, 11].map(pid => [pid, makeIdentity({pid})]));
	const facts = new Map([...identities.keys()].map(pid => [pid, makeFacts({namespaces: sets[1]!})]));
	const input = {
		shownPids: [10, 11],
		identities,
		owners: new Map([
			[10, 'web'],
			[11, 'web'],
		]),
		users: new Map<number, string>(),
		hostNamespaces: host,
		facts: (pid: number) => facts.get(pid),
		sample: () => undefined,
	};
	const processes = new ProcessList();
	const namespaces = new NamespaceList();
	const before = processes.build(input);
	const collected = namespaces.build(input);
	assert.equal(processes.build({...input, changedPids: new Set()}), before);
	assert.equal(namespaces.build({...input, changedPids: new Set()}).map, collected.map);
	facts.set(10, makeFacts({namespaces: sets[2]!}));
	const after = processes.build({...input, changedPids: new Set([10])});
	assert.notEqual(after.values().next().value, before.values().next().value);
	assert.equal([...after.values()][1], [...before.values()][1]);
	assert.notEqual(namespaces.build({...input, changedPids: new Set([10])}).sharing, collected.sharing);
});
