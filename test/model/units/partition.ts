import assert from 'node:assert/strict';
import test from 'node:test';
import {groupProcesses} from '../../../source/model/ownership/ownership.ts';
import {ownerByPid} from '../../../source/model/ownership/owners.ts';
import {groupUnits, type UnitGroup} from '../../../source/model/units/group.ts';
import {hostMountNamespace, hostPidNamespace, randomHost} from '../../helpers/random-host.ts';

for (const isEveryCgroup of [false, true]) {
	test(`whoever is on the host, each process is in one container or has one innermost group, with ${isEveryCgroup ? 'every cgroup' : 'units'}`, () => {
		for (let seed = 1; seed <= 300; seed++) {
			const processes = randomHost(seed, seed % 2 === 0 ? 'v2' : 'hybrid');
			const groups = groupProcesses({
				processes, hostPidNamespace, hostMountNamespace, engineContainers: [],
			});
			const owners = ownerByPid(groups);
			const units = groupUnits({
				processes, groups, owners, isEveryCgroup,
			});
			const around = (unit: UnitGroup): UnitGroup | undefined => unit.parent === undefined ? undefined : units.get(unit.parent);
			for (const {pid} of processes.values()) {
				const having = [...units.values()].filter(({pids}) => pids.includes(pid));
				const innermost = having.filter(unit => having.every(other => around(other) !== unit));
				const owner = owners.get(pid);
				const where = `seed ${seed}, pid ${pid}`;
				assert.ok(innermost.length === 1 || (innermost.length === 0 && owner !== undefined), `${where}: ${innermost.length} groups`);
				assert.ok(innermost.every(({isLeaf}) => isLeaf), `${where}: in no leaf`);
				const outermost = having.filter(unit => around(unit) === undefined).map(({parent}) => parent);
				assert.ok(outermost.every(parent => parent === owner), `${where}: a unit of another container`);
			}

			for (const unit of units.values()) {
				const held = [...units.values()].filter(other => around(other) === unit).flatMap(({pids}) => pids);
				assert.ok(held.every(pid => unit.pids.includes(pid)), `seed ${seed}: ${unit.key} lacks processes of what is in it`);
				assert.equal(unit.isLeaf, new Set(held).size < unit.pids.length, `seed ${seed}: ${unit.key}`);
				assert.ok(unit.pids.includes(unit.initPid), `seed ${seed}: ${unit.key} is led by another`);
				assert.deepEqual(unit.pids, [...new Set(unit.pids)].toSorted((a, b) => a - b), `seed ${seed}: ${unit.key}`);
			}
		}
	});
}
