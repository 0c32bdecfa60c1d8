/**
`npm run guest`: hosts as people have them now. Words: `build`, `boot`, `run` (compares), `sum` (whether all rows add up), `act` (units on
the screen), `sleep` (whether stopped engines stay so), `empty` (the screen without containers: it ends them all), `record` (the fixtures
of `npm test`), `stop`, and a suite; none does it all but the recording, for every suite. Ends with 1 where nstop said anything wrong.
*/
import {copyFileSync, readFileSync, rmSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {compareActions, compareEmpty} from './acting.ts';
import {compareSums} from './adding.ts';
import {build, isBuilt} from './build.ts';
import {compare, type Look} from './compare.ts';
import {compareUnits} from './compare-units.ts';
import type {Fact} from './fact.ts';
import {
	boot,
	inGuest,
	refresh,
	stop,
} from './machine.ts';
import {
	checkout,
	placesOf,
	suites,
	type Suite,
} from './places.ts';
import {report, wrongFacts} from './report.ts';
import {compareSleeping} from './sleeping.ts';
import {flagsByPid} from './table.ts';
import type {Truth} from './truth/truth.ts';

/**
In this order: later ones use what earlier ones made.
*/
const makers = ['images', 'docker', 'podman', 'rootless', 'lxc', 'incus', 'nspawn', 'containerd', 'services', 'units', 'volumes'] as const;

/**
What a document has in it once systemd has answered.
*/
const told = '"description":"System and Service Manager"';

const allUsers = ['root', 'dora', 'ann', 'nobody'] as const;

/**
Users that start nstop. With `NSTOP_GUEST_USERS=root,ann` it takes half as long.
*/
const users = allUsers.filter(user => (process.env.NSTOP_GUEST_USERS ?? allUsers.join(',')).split(',').includes(user));

const verbs: Readonly<Record<string, (suite: Suite) => Promise<void> | void>> = {
	build,
	boot: ready,
	run: compareAll,
	async sleep(suite) {
		await ready(suite);
		await compareStopped(suite);
	},
	async sum(suite) {
		await ready(suite);
		makeContainers(suite, ['images']);
		tell(suite, compareSums(suite));
	},
	async act(suite) {
		await ready(suite);
		tell(suite, await compareActions(suite));
	},
	async empty(suite) {
		await ready(suite);
		tell(suite, await compareEmpty(suite));
	},
	record,
	stop,
};

const words = process.argv.slice(2);
const chosen = suites.filter(suite => words.includes(suite));
const verb = words.find(word => !(suites as readonly string[]).includes(word));
if (verb !== undefined && !Object.hasOwn(verbs, verb)) {
	console.error(`npm run guest -- [${Object.keys(verbs).join('|')}] [${suites.join('|')}]`);
	process.exitCode = 2;
} else {
	for (const suite of chosen.length > 0 ? chosen : suites) {
		const carryOut = verb === undefined ? doAll : verbs[verb]!;
		await carryOut(suite);
	}
}

async function ready(suite: Suite): Promise<void> {
	await boot(suite);
	refresh(suite);
}

async function doAll(suite: Suite): Promise<void> {
	if (!isBuilt(suite)) {
		build(suite);
	}

	await boot(suite);
	try {
		await compareAll(suite);
		tell(suite, compareSums(suite));
		tell(suite, await compareActions(suite));
		await compareStopped(suite);
		tell(suite, await compareEmpty(suite));
	} finally {
		await stop(suite);
	}
}

async function compareAll(suite: Suite): Promise<void> {
	await ready(suite);
	makeContainers(suite);
	const before = collect(suite);
	const looks = users.map(user => lookAs(suite, user));
	const after = collect(suite);
	const facts = looks.flatMap(look => [...compare(look, {before, after}), ...compareUnits(look, {before, after})]);
	tell(suite, facts);
}

async function compareStopped(suite: Suite): Promise<void> {
	tell(suite, await compareSleeping(suite));
}

function tell(suite: Suite, facts: readonly Fact[]): void {
	console.log(`${suite}\n${report(facts)}\n`);
	if (wrongFacts(facts).length > 0) {
		process.exitCode = 1;
	}
}

/**
Keeps what nstop reads there for the tests that do without a guest.
*/
function record(suite: Suite): void {
	refresh(suite);
	collect(suite);
	inGuest(suite, 'root', 'node /share/truth/record.ts /share/recording.json /share/truth.json');
	copyFileSync(path.join(placesOf(suite).share, 'recording.json'), path.join(checkout, `test/fixtures/guest/${suite}.json`));
}

/**
Each script once: what it made is still there when the guest is compared again.
*/
function makeContainers(suite: Suite, names: ReadonlyArray<typeof makers[number]> = makers): void {
	for (const name of names) {
		console.log(`${suite}: ${name}`);
		const once = `[ -e /run/made-${name} ] || { bash /share/containers/${name}.sh 2>&1; touch /run/made-${name}; }`;
		const said = inGuest(suite, 'root', once).trim();
		if (said !== '') {
			console.log(said);
		}
	}
}

function collect(suite: Suite): Truth {
	const file = path.join(placesOf(suite).share, 'truth.json');
	rmSync(file, {force: true});
	inGuest(suite, 'root', 'node /share/truth/collect.ts /share/truth.json');
	return JSON.parse(readFileSync(file, 'utf8')) as Truth;
}

/**
What nstop prints for that user. It is given time to look at all, and systemd to answer: the machine is emulated.
*/
function lookAs(suite: Suite, user: string): Look {
	const nstop = (flags: string): string => {
		const command = `node /share/nstop/dist/cli.js ${flags}`;
		return user === 'nobody'
			? inGuest(suite, 'root', `runuser --user nobody -- ${command}`)
			: inGuest(suite, user, `XDG_RUNTIME_DIR=/run/user/$(id -u) ${command}`);
	};

	return {
		user,
		document: JSON.parse(nstop(`--json --all --watch --interval 5 | grep --max-count=1 '${told}'`)) as Look['document'],
		flags: user === 'root' ? flagsByPid(nstop('--interval 5')) : new Map<number, readonly string[]>(),
	};
}
