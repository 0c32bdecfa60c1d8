import assert from 'node:assert/strict';
import {
	existsSync,
	readFileSync,
	renameSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {afterEach, test} from 'node:test';
import {isMissing} from '../../source/known.ts';
import {openSystemd, type Systemd} from '../../source/systemd/systemd.ts';
import type {UnitMap} from '../../source/systemd/unit-facts.ts';
import {fakeSystemctl, type FakeSystemctl} from '../helpers/fake-systemctl.ts';
import {makeFolder, until} from '../helpers/live-process.ts';

const opened: Systemd[] = [];
afterEach(() => {
	for (const systemd of opened.splice(0)) {
		systemd.close();
	}
});

function open({environment}: Pick<FakeSystemctl, 'environment'>, options: Partial<Parameters<typeof openSystemd>[0]> = {}): Systemd {
	const systemd = openSystemd({
		isBooted: () => true, runtimeFolder: '/nonexistent', environment, leastMilliseconds: 10, ...options,
	});
	opened.push(systemd);
	return systemd;
}

function unitsOf({latest}: Systemd): UnitMap {
	assert.ok(!isMissing(latest.units));
	return latest.units;
}

const isKnown = ({latest}: Systemd): boolean => !isMissing(latest.units);

/**
Prints what stands in the file `units`, and notes that it has begun and ended.
*/
const printUnits = 'echo begin >>"$here/log"; cat "$here/units"; echo end >>"$here/log"';

/**
Changes what is printed at one moment: it may be printed just now.
*/
function write({folder}: FakeSystemctl, units: string): void {
	writeFileSync(path.join(folder, 'units.new'), units);
	renameSync(path.join(folder, 'units.new'), path.join(folder, 'units'));
}

test('nothing is asked before something has changed, and each change asks once', async () => {
	const systemctl = fakeSystemctl(printUnits);
	write(systemctl, 'Id=a.service\nActiveState=active\n');
	const systemd = open(systemctl);
	assert.deepEqual(systemd.latest, {units: {missing: 'first-sample'}, trouble: undefined});
	systemd.changed();
	await until(() => isKnown(systemd));
	assert.equal(systemctl.calls().length, 1);
	assert.equal(unitsOf(systemd).get('a.service')?.activeState, 'active');
	const before = systemd.latest;
	systemd.changed();
	await until(() => systemctl.calls().length === 2);
	write(systemctl, 'Id=a.service\nActiveState=active\n\nId=b.service\nActiveState=failed\n');
	systemd.changed();
	await until(() => systemd.latest !== before);
	assert.deepEqual([...unitsOf(systemd).keys()], ['a.service', 'b.service']);
	assert.equal(unitsOf(systemd).get('a.service'), !isMissing(before.units) && before.units.get('a.service'), 'what has not changed is the same object');
});

test('many changes while it is asked are one more question, and two never run at a time', async () => {
	const systemctl = fakeSystemctl(`${printUnits}; while [ ! -e "$here/go" ]; do sleep 0.01; done`);
	write(systemctl, 'Id=a.service\n');
	const systemd = open(systemctl);
	for (let round = 0; round < 100; round++) {
		systemd.changed();
	}

	const log = path.join(systemctl.folder, 'log');
	await until(() => existsSync(log) && readFileSync(log, 'utf8') === 'begin\nend\n');
	for (let round = 0; round < 100; round++) {
		systemd.changed();
	}

	write(systemctl, 'Id=b.service\n');
	writeFileSync(path.join(systemctl.folder, 'go'), '');
	await until(() => isKnown(systemd) && unitsOf(systemd).has('b.service'));
	write(systemctl, 'Id=c.service\n');
	systemd.changed();
	await until(() => unitsOf(systemd).has('c.service'));
	assert.equal(systemctl.calls().length, 3);
	assert.equal(readFileSync(log, 'utf8'), 'begin\nend\n'.repeat(3));
});

test('an answer that is the same is the same object, and told to nobody', async () => {
	const systemctl = fakeSystemctl(printUnits);
	write(systemctl, 'Id=a.service\nActiveState=active\n');
	const answers: unknown[] = [];
	const systemd = open(systemctl, {
		onAnswer(answer) {
			answers.push(answer);
		},
	});
	systemd.changed();
	await until(() => answers.length === 1);
	const {latest} = systemd;
	for (const calls of [2, 3]) {
		systemd.changed();
		await until(() => systemctl.calls().length === calls);
	}

	write(systemctl, 'Id=a.service\nActiveState=failed\n');
	assert.equal(systemd.latest, latest);
	systemd.changed();
	await until(() => systemd.latest !== latest);
	assert.deepEqual(answers, [latest, systemd.latest]);
});

test('while a unit is on its way to another state it is asked again by itself', async () => {
	const systemctl = fakeSystemctl(printUnits);
	write(systemctl, 'Id=a.service\nActiveState=activating\nSubState=start\n');
	const systemd = open(systemctl);
	systemd.changed();
	await until(() => systemctl.calls().length >= 3);
	write(systemctl, 'Id=a.service\nActiveState=active\nSubState=running\n');
	await until(() => unitsOf(systemd).get('a.service')?.activeState === 'active');
	assert.equal(systemd.latest.trouble, undefined);
});

test('trouble is told in a sentence, what was known stays, and it is asked again by itself', async () => {
	const systemctl = fakeSystemctl(`[ -e "$here/ill" ] && { echo 'Failed to list units: Connection timed out' >&2; exit 1; }; ${printUnits}`);
	write(systemctl, 'Id=a.service\n');
	const systemd = open(systemctl);
	systemd.changed();
	await until(() => isKnown(systemd));
	const known = unitsOf(systemd);
	writeFileSync(path.join(systemctl.folder, 'ill'), '');
	systemd.changed();
	await until(() => systemd.latest.trouble !== undefined);
	assert.equal(systemd.latest.trouble, 'Could not read what systemd says of its units: Connection timed out.');
	assert.equal(unitsOf(systemd), known);
	const calls = systemctl.calls().length;
	await until(() => systemctl.calls().length > calls);
});

test('one that hangs is told', async () => {
	const systemd = open(fakeSystemctl('exec sleep 1000'), {patienceMilliseconds: 100});
	systemd.changed();
	await until(() => systemd.latest.trouble !== undefined);
	assert.match(systemd.latest.trouble!, /^Could not read what systemd says of its units: no answer within \d+ seconds\.$/);
	assert.deepEqual(systemd.latest.units, {missing: 'first-sample'});
});

test('where systemd does not run, or has no client, there are no units and no trouble', async () => {
	const systemctl = fakeSystemctl(printUnits);
	const withoutSystemd = open(systemctl, {isBooted: () => false});
	const withoutClient = open({environment: {PATH: makeFolder()}});
	const refused = open(fakeSystemctl('echo "System has not been booted with systemd as init system (PID 1). Can\'t operate." >&2; exit 1'));
	for (const systemd of [withoutSystemd, withoutClient, refused]) {
		systemd.changed();
		await until(() => isMissing(systemd.latest.units) && systemd.latest.units.missing === 'unsupported');
		assert.equal(systemd.latest.trouble, undefined);
	}

	assert.deepEqual(systemctl.calls(), []);
});

test('after an action, whatever its end, it is asked for what has become of the unit', async () => {
	const systemctl = fakeSystemctl('case $3 in show) echo Id=a.service;; stop) exit 1;; esac');
	const systemd = open(systemctl);
	await systemd.perform('kill', 'a.service', 'SIGHUP');
	await until(() => systemctl.calls().length === 2);
	await assert.rejects(systemd.perform('stop', 'a.service'), {code: 'failed'});
	await until(() => systemctl.calls().length === 4);
	assert.deepEqual(systemctl.calls().map(words => words[0]), ['kill', 'show', 'stop', 'show']);
	assert.deepEqual(systemctl.calls()[0], ['kill', '--signal=SIGHUP', '--', 'a.service']);
});

test('once closed it asks nothing', async () => {
	const systemctl = fakeSystemctl(`${printUnits}; [ -e "$here/go" ] || exec sleep 1000`);
	write(systemctl, 'Id=a.service\n');
	let answers = 0;
	const systemd = open(systemctl, {
		onAnswer() {
			answers++;
		},
	});
	systemd.changed();
	await until(() => systemctl.calls().length === 1);
	systemd.changed();
	systemd.close();
	systemd.changed();
	await until(() => !existsSync(`/proc/${systemctl.pid()}`));
	writeFileSync(path.join(systemctl.folder, 'go'), '');
	const other = open(systemctl);
	other.changed();
	await until(() => isKnown(other));
	assert.equal(systemctl.calls().length, 2);
	assert.equal(answers, 0);
});

test('closing it ends a question, and leaves systemd to do what it was asked to do', async () => {
	const systemctl = fakeSystemctl('case $3 in show) exec sleep 1000;; *) until [ -e "$here/go" ]; do sleep 0.01; done; echo done >"$here/left";; esac');
	const systemd = open(systemctl);
	systemd.changed();
	await until(() => systemctl.calls().length === 1);
	const asking = systemctl.pid();
	const acting = systemd.perform('stop', 'a.service');
	await until(() => systemctl.calls().length === 2);
	systemd.close();
	await assert.rejects(acting, {code: 'failed', message: 'given up'});
	await until(() => !existsSync(`/proc/${asking}`));
	writeFileSync(path.join(systemctl.folder, 'go'), '');
	await until(() => systemctl.left() === 'done\n');
	await assert.rejects(systemd.perform('stop', 'a.service'), {code: 'failed', message: 'given up'});
});
