import assert from 'node:assert/strict';
import {chmodSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import type {ComposeCommand} from '../../source/compose/command.ts';
import {openCompose} from '../../source/host/compose.ts';
import {KeptOutput} from '../../source/host/kept-output.ts';
import {denied, gone, type Known} from '../../source/known.ts';
import {buildProjects} from '../../source/model/build/project-list.ts';
import {projectKey} from '../../source/model/project.ts';
import {composeLabels} from '../helpers/compose.ts';
import {makeFolder} from '../helpers/live-process.ts';
import {makeContainer, makeSnapshot} from '../helpers/make.ts';

const folder = makeFolder();
const web = makeContainer({
	key: 'a/web', name: 'shop-web-1', engine: 'a', createdAt: 2000, labels: composeLabels('shop', 'web', [], {directory: folder, file: `${folder}/compose.yaml`}),
});
const other = makeContainer({
	key: 'b/web', name: 'shop-web-2', engine: 'b', createdAt: 3000, labels: composeLabels('shop', 'web', [], {directory: '/srv/b', file: '/srv/b/compose.yaml'}),
});
const bare = makeContainer({key: 'c/web', engine: 'a', labels: composeLabels('bare', 'web')});
const snapshot = makeSnapshot({containers: [web, other, bare]});
const shop = projectKey(web)!;

/**
A PATH with a Compose that does this, and no other: a client of Docker with a plugin would come before it.
*/
function pathWith(script: string): {readonly PATH: string} {
	const place = makeFolder();
	const programs = {
		'docker-compose': `[ "$1" = version ] && exec echo "Docker Compose version v2.24.1"\n${script}`,
		docker: 'exit 1',
	};
	for (const [name, lines] of Object.entries(programs)) {
		const file = path.join(place, name);
		writeFileSync(file, `#!/bin/sh\n${lines}\n`);
		chmodSync(file, 0o755);
	}

	return {PATH: `${place}:/usr/bin:/bin`};
}

function open(engines: Readonly<Record<string, string>>, identify: (path: string) => Known<unknown> = () => ({}), script = ':') {
	return openCompose({
		snapshot: () => snapshot,
		engine: id => engines[id ?? ''] === undefined ? undefined : {address: engines[id ?? '']!},
		identify,
		environment: {...pathWith(script), HOME: process.env.HOME},
	});
}

async function planned(engines: Readonly<Record<string, string>>): Promise<ComposeCommand> {
	const plan = await open(engines).plan(shop, 'down');
	if (typeof plan === 'string') {
		throw new TypeError(plan);
	}

	return plan;
}

test('the newest container that an engine answers for tells where the files are, and that engine is meant', async () => {
	const inside = 'unix:///proc/7/root/run/docker.sock';
	const both = await planned({a: 'unix:///run/docker.sock', b: inside});
	assert.deepEqual([both.directory, both.address, both.variables], ['/srv/b', inside, {DOCKER_HOST: inside}]);
	const one = await planned({a: 'unix:///run/docker.sock'});
	assert.deepEqual([one.directory, one.address], [folder, 'unix:///run/docker.sock']);
});

test('a project that has lost all its containers is brought up by what the last ones said', async () => {
	const projects = buildProjects(new Map([[web.key, {...web, isRemoved: true}]]), 5, makeSnapshot({containers: [web]}).projects);
	const compose = openCompose({
		snapshot: () => makeSnapshot({projects}),
		engine: () => ({address: 'unix:///run/docker.sock'}),
		identify: () => ({}),
		environment: {...pathWith(':'), HOME: process.env.HOME},
	});
	const plan = await compose.plan(shop, 'up');
	const words = typeof plan === 'string' ? [plan] : plan.words;
	assert.deepEqual(
		words.slice(words.indexOf('--project-directory')),
		['--project-directory', folder, '-f', `${folder}/compose.yaml`, '-p', 'shop', 'up', '-d'],
	);
});

test('what stands in the way is said in one sentence each', async () => {
	const a = {a: 'unix:///run/docker.sock'};
	const plan = async (key: string, engines: Readonly<Record<string, string>>, identify?: (path: string) => Known<unknown>) =>
		open(engines, identify).plan(key, 'up');
	assert.equal(await plan('project:none', a), 'This Compose project is gone.');
	assert.equal(await plan(shop, {}), 'No engine has answered for shop: Compose needs one. Try again in a moment.');
	assert.equal(await plan(projectKey(bare)!, a), 'No label of bare says where its Compose file is: Compose cannot be run for it.');
	assert.equal(
		await plan(shop, a, at => at === folder ? {} : gone),
		`Compose cannot be run for shop: there is no ${folder}/compose.yaml here.`,
	);
	assert.equal(
		await plan(shop, a, at => at === folder ? {} : denied),
		`Compose cannot be run for shop: you may not look at ${folder}/compose.yaml. Run nstop as root.`,
	);
});

test('a file that Compose does not understand is told in its own last words', async () => {
	const {report} = open({a: 'unix:///run/docker.sock'}, undefined, 'echo a warning >&2; echo "yaml: line 3: did not find expected key." >&2; exit 15');
	assert.equal(
		await report(shop, new AbortController().signal),
		'Could not read the Compose file of shop: yaml: line 3: did not find expected key.',
	);
});

test('output that is kept can be read again and again, and to its end while it grows', async () => {
	const output = new KeptOutput();
	const write = (text: string): void => {
		output.push('stdout', new TextEncoder().encode(text));
	};

	const readAll = async (): Promise<readonly string[]> => {
		const lines: string[] = [];
		await output.source.read({start: {kind: 'all'}, isFollowed: true}, {
			line({bytes}) {
				lines.push(new TextDecoder().decode(bytes));
			},
			held: () => undefined,
			isNewestWanted: () => true,
			leaveOut() {
				throw new Error('None is left out');
			},
		}, new AbortController().signal);
		return lines;
	};

	write('one\ntw');
	const early = readAll();
	write('o\nthree');
	output.end();
	assert.deepEqual(await early, ['one', 'two', 'three']);
	assert.deepEqual(await readAll(), ['one', 'two', 'three']);
});

test('of what is more than is kept the newest lines are given, and how many are left out', async () => {
	const output = new KeptOutput();
	for (let number = 0; number < 20_000; number++) {
		output.push('stdout', new TextEncoder().encode(`${number}\n`));
	}

	output.end();
	const lines: string[] = [];
	let leftOut = 0;
	await output.source.read({start: {kind: 'all'}, isFollowed: true}, {
		line({bytes}) {
			lines.push(new TextDecoder().decode(bytes));
		},
		held: () => undefined,
		isNewestWanted: () => true,
		leaveOut(count) {
			leftOut += count;
		},
	}, new AbortController().signal);
	assert.equal(lines.at(-1), '19999');
	assert.equal(lines[0], String(leftOut));
	assert.equal(lines.length + leftOut, 20_000);
});
