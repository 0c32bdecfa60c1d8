import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {
	chmodSync,
	existsSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test, {before} from 'node:test';
import {parseOptions} from '../../source/options.ts';
import {prepare} from '../../source/host/local.ts';
import {eventually} from '../helpers/engine.ts';
import {
	DocumentStream,
	printDocument,
	type ContainerDocument,
	type Document,
} from '../helpers/documents.ts';
import {Workshop, wordsOf, workshopLack} from '../helpers/workshop.ts';
import {containerIn, namespaceInode, openZoo} from '../helpers/zoo.ts';

const {skip: lack, zoo} = await openZoo('hostile');
const skip = lack || workshopLack;
const workshop = new Workshop();
const ids = new Map<string, string>();
let attackerPid = 0;

/**
A daemon in a container that answers as an engine would, and tells of one container: the id, where to put a link instead of its socket,
the name and the first process are told to it. It writes down what it is asked to do.
*/
const falseEngine = `
import {createServer} from 'node:http';
import {appendFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
// Node.js names itself otherwise.
writeFileSync('/proc/self/comm', 'dockerd');
const [, , socket, id, link, name = 'forged', pid = '1'] = process.argv;
const container = {
	Id: id, Names: ['/' + name], Name: '/' + name, Image: 'forged', Command: 'forged', State: 'running', Status: 'Up', Created: 1,
	Labels: {owner: 'forged'}, Ports: [], HostConfig: {}, NetworkSettings: {}, Mounts: [],
};
const inspection = {...container, State: {Status: 'running', Running: true, Pid: Number(pid), StartedAt: '2020-01-01T00:00:00Z'}, Config: {Image: 'forged', Labels: {owner: 'forged'}}};
createServer((request, response) => {
	const url = request.url;
	if (request.method !== 'GET') {
		appendFileSync('/given/asked', request.method + ' ' + url + ' ');
	}

	response.setHeader('Content-Type', 'application/json');
	if (url.includes('/events')) {
		response.flushHeaders();
	} else {
		const answer = url.includes('/containers/json') ? [container] : url.includes('/json') ? inspection : {Version: '66.6', ApiVersion: '1.41', MinAPIVersion: '1.12', Os: 'linux', ID: 'forged'};
		response.end(url.includes('_ping') ? 'OK' : JSON.stringify(answer));
	}
}).listen(socket, () => {
	if (link) {
		rmSync(socket);
		symlinkSync(link, socket);
	}
});
`;

before(async () => {
	if (skip !== false) {
		return;
	}

	// What runs in the attacker tries to be taken for the victim.
	ids.set('victim', await zoo.run('victim', '--label', 'owner=victim', '--', 'sleep', '3000'));
	ids.set('ended', await zoo.run('ended', '--', 'true'));
	chmodSync(workshop.folder, 0o777);
	writeFileSync(path.join(workshop.folder, 'false-engine.mjs'), falseEngine);
	const volumes = [
		'/usr:/usr:ro',
		'/lib:/lib:ro',
		'/lib64:/lib64:ro',
		`${workshop.folder}:/given`,
		`${process.execPath}:/given-node:ro`,
		`${zoo.engine.socketPath}:/engine.sock`,
	];
	const options = [
		...['seccomp=unconfined', 'apparmor=unconfined', 'systempaths=unconfined'].flatMap(option => ['--security-opt', option]),
		...volumes.flatMap(volume => ['--volume', volume]),
		'--cap-add',
		'ALL',
		'--cap-drop',
		'SYS_RESOURCE',
		'--tmpfs',
		'/run',
	];
	ids.set('attacker', await zoo.run('attacker', ...options, '--', 'sleep', '3001'));
	attackerPid = Number(await zoo.inspect('attacker', '.State.Pid'));
});

/**
Runs a script in the attacker's container and waits for a process there with this word on its command line.
*/
async function attack(script: string, word: string): Promise<number> {
	const name = `attack-${randomBytes(4).toString('hex')}`;
	writeFileSync(path.join(workshop.folder, name), script);
	await zoo.engine.docker('exec', '--detach', zoo.fullName('attacker'), '/usr/bin/bash', `/given/${name}`);
	return processWith(word);
}

/**
Waits for a process with this word at the end of its command line, and gives its pid.
*/
async function processWith(word: string): Promise<number> {
	return eventually(`a process of the attacker with ${word}`, () => {
		const pids = readdirSync('/proc').filter(entry => /^\d+$/.test(entry)).map(Number);
		return pids.find(pid => {
			try {
				return wordsOf(pid).at(-1) === word;
			} catch {
				return false;
			}
		});
	});
}

/**
Whatever was tried, the one that does no harm has its own name, process and place, and the one that has ended has no process.
*/
async function assertUnmoved(document: Document, isAsked: boolean): Promise<void> {
	const victim = containerIn(document, ids.get('victim')!);
	const pid = Number(await zoo.inspect('victim', '.State.Pid'));
	assert.deepEqual([victim.initPid, victim.pids, victim.parent, victim.state, victim.runtime], [pid, [pid], null, 'running', 'docker']);
	assert.equal(victim.name, zoo.fullName('victim'));
	assert.deepEqual(victim.labels, {owner: 'victim'});
	assert.equal(document.engines.find(({id}) => id === victim.engine)?.address, isAsked ? zoo.engine.address : undefined);
	assert.equal(victim.isolation.nestedEngineProgram, null);
	assert.equal(document.containers.some(({parent}) => parent === victim.id), false, 'nothing lies in it');
	const ended = document.containers.filter(({id}) => id === ids.get('ended'));
	assert.deepEqual(ended.map(({pids, state, initPid}) => [pids, state, initPid]), isAsked ? [[[], 'exited', null]] : []);
	const attacker = containerIn(document, ids.get('attacker')!);
	assert.deepEqual([attacker.initPid, attacker.parent, attacker.name], [attackerPid, null, zoo.fullName('attacker')]);
	const known = new Set(document.containers.map(({id}) => id));
	assert.equal(known.size, document.containers.length, 'no id is there twice');
	assert.deepEqual(document.containers.filter(({parent}) => parent !== null && !known.has(parent)), []);
}

async function look(): Promise<Document> {
	await assertUnmoved(await printDocument(['--no-engine', '--interval', '0.4']), false);
	const document = await printDocument([...zoo.words, '--interval', '0.4']);
	await assertUnmoved(document, true);
	return document;
}

function ownerOf(document: Document, pid: number): ContainerDocument {
	return containerIn(document, document.processes.find(candidate => candidate.pid === pid)!.container!);
}

for (const [index, claimed] of ['victim', 'ended'].entries()) {
	test(`Who calls itself the monitor of another container is not believed: ${claimed}`, {skip}, async () => {
		const script = path.join(workshop.folder, `monitored-${claimed}`);
		writeFileSync(script, `sleep 410${index}; true`);
		const pid = await attack(
			`exec -a conmon unshare -p -f -m -u sh /given/monitored-${claimed} -n ${zoo.fullName(claimed)} --cid ${ids.get(claimed)}`,
			`410${index}`,
		);
		const {parent} = ownerOf(await look(), pid);
		assert.equal(parent, ids.get('attacker'));
	});

	for (const [kind, plant] of [
		['a file', 'cat /given/forged.json >'],
		['a pipe', 'mkfifo'],
		['a link', 'ln -s /given/forged.json'],
	] as const) {
		test(`A forged folder of an engine with ${kind} in it names nobody else, and keeps nobody waiting: ${claimed}`, {skip}, async () => {
			const id = ids.get(claimed)!;
			const number = `42${index}${kind.length}`;
			writeFileSync(path.join(workshop.folder, 'forged.json'), JSON.stringify({
				ID: id, Name: '/forged', Config: {Image: 'forged', Labels: {}}, Path: 'x', Args: [],
			}));
			const folder = `/given/${number}/containers/${id}`;
			const inside = `mount --bind ${folder}/hostname /etc/hostname; sleep ${number}; true`;
			const pid = await attack(
				`mkdir -p ${folder}; echo forged >${folder}/hostname; ${plant} ${folder}/config.v2.json; exec unshare -p -f -m sh -c '${inside}'`,
				number,
			);
			const {parent} = ownerOf(await look(), pid);
			assert.equal(parent, ids.get('attacker'));
		});
	}
}

test('A cgroup in a container that is named like another one is neither that one nor around anything', {skip}, async () => {
	const [victim, ended] = [ids.get('victim')!, ids.get('ended')!];
	const script = `
		while read -r _ _ _ _ point _; do case $point in /sys*) mount -o remount,bind,rw "$point" ;; esac; done </proc/self/mountinfo
		for top in /sys/fs/cgroup /sys/fs/cgroup/*; do
			[ -f $top/cgroup.procs ] || continue
			for place in docker/${victim} docker/${ended}/docker/${'e'.repeat(64)}; do
				mkdir -p $top/$place
				for part in docker $place; do [ ! -f $top/cpuset.mems ] || { cat $top/cpuset.cpus >$top/$part/cpuset.cpus; cat $top/cpuset.mems >$top/$part/cpuset.mems; } ; done
			done
		done
		enter() { for top in /sys/fs/cgroup /sys/fs/cgroup/*; do [ ! -f $top/$1/cgroup.procs ] || echo 0 >$top/$1/cgroup.procs; done; }
		(enter docker/${ended}/docker/${'e'.repeat(64)}; exec sleep 4300) &
		enter docker/${victim}
		exec sleep 4301
	`;
	const pid = await attack(script, '4301');
	const document = await look();
	const forged = ownerOf(document, pid);
	assert.notEqual(forged.id, victim);
	assert.equal(forged.parent, ids.get('attacker'));
	const deeper = containerIn(document, 'e'.repeat(64));
	assert.equal(deeper.parent, ids.get('attacker'));
});

test(
	'A hundred containers in each other by their cgroups, and a path that is too long for the kernel to tell, take no time and no process of others',
	{skip},
	async context => {
		const deep = Array.from({length: 40}, (_, index) => `docker/${index.toString(16).padStart(64, 'd')}`);
		const script = `
		enter() {
			top=/sys/fs/cgroup
			[ -f $top/cgroup.procs ] || top=$top/pids
			cd $top
			for name in $1; do mkdir $name 2>/dev/null; cd $name; done
			echo 0 >cgroup.procs
		}
		(enter '${deep.join('/').replaceAll('/', ' ')}'; exec sleep 4400) &
		(enter '${'nested '.repeat(100)}'; exec sleep 4401) &
		enter '${[...deep, ...deep].join('/').replaceAll('/', ' ')}'
		exec sleep 4402
	`;
		await attack(script, '4402');
		// Those in the background may not be where they are going yet.
		await processWith('4400');
		await processWith('4401');
		context.after(removeDeepCgroups);
		const document = await look();
		const pids = ['4400', '4401', '4402'].map(word =>
			document.processes.find(({args, container}) => args?.[1] === word && container !== null)!,
		);
		assert.equal(pids[0]!.container, deep.at(-1)!.slice('docker/'.length));
		assert.equal(containerIn(document, pids[0]!.container).parent, ids.get('attacker'));
		assert.equal(pids[1]!.container, ids.get('attacker'));
		assert.equal(namespaceInode(pids[2]!.pid, 'pid'), namespaceInode(attackerPid, 'pid'));
	},
);

/**
Removes what lies in the attacker's cgroup from the inside, level by level: by its path, which is too long for the kernel, Docker cannot.
*/
async function removeDeepCgroups(): Promise<void> {
	for (const word of ['4400', '4401', '4402']) {
		process.kill(await processWith(word), 'SIGKILL');
	}

	const own = /^(?:\d+:pids|0:):(.*)$/m.exec(readFileSync(`/proc/${attackerPid}/cgroup`, 'utf8'))![1]!;
	const folder = ['/sys/fs/cgroup/pids', '/sys/fs/cgroup'].map(top => top + own).find(each => existsSync(each))!;
	await eventually('the deep cgroups are empty and gone', () => {
		spawnSync('find', [path.join(folder, 'docker'), path.join(folder, 'nested'), '-depth', '-type', 'd', '-execdir', 'rmdir', '{}', ';']);
		return !existsSync(path.join(folder, 'docker', '0'.padStart(64, 'd'))) && !existsSync(path.join(folder, 'nested'));
	});
}

/**
Documents of a program that has had the time to ask whatever it takes for an engine.
*/
async function assertUnmovedAfterAsking(isFound: (document: Document) => boolean): Promise<Document> {
	const stream = new DocumentStream([...zoo.words, '--interval', '0.4']);
	try {
		const {document} = await stream.until('the false engine', isFound, 0);
		const place = stream.count;
		await stream.until('three more', () => stream.count >= place + 3);
		for (const later of [document, ...stream.since(place)]) {
			await assertUnmoved(later, true);
		}

		return stream.since(stream.count - 1)[0]!;
	} finally {
		assert.deepEqual(await stream.end(), {code: 0, stderr: ''});
	}
}

test('An engine inside that tells a container of the host as its own changes nothing about that', {skip}, async () => {
	await attack(`exec /given-node /given/false-engine.mjs /run/docker.sock ${ids.get('victim')}`, ids.get('victim')!);
	const document = await assertUnmovedAfterAsking(({engines}) =>
		engines.some(({container, state}) => container === ids.get('attacker') && state === 'up'),
	);
	const engine = document.engines.find(({container}) => container === ids.get('attacker'))!;
	assert.deepEqual(document.containers.filter(container => container.engine === engine.id), []);
});

test(
	'A link to the socket of the host, where an engine inside listened, makes the engine of the host nobody else\'s',
	{skip},
	async () => {
		await attack(`exec /given-node /given/false-engine.mjs /run/link.sock ${ids.get('victim')} /engine.sock`, '/engine.sock');
		const document = await assertUnmovedAfterAsking(({containers}) =>
			containers.some(({id, isolation}) => id === ids.get('attacker') && isolation?.nestedEngineProgram === 'dockerd'),
		);
		assert.equal(document.engines.filter(({address}) => address.includes('link.sock')).length, 0);
		assert.ok(containerIn(document, ids.get('attacker')!).isolation.engineSockets.includes('/engine.sock'));
		assert.equal(
			readFileSync(`/proc/${document.engines.find(({address}) => address === zoo.engine.address)!.pid}/comm`, 'utf8'),
			'dockerd\n',
		);
	},
);

test('Who calls itself what other runtimes call what makes their containers is in the container that it is in', {skip}, async () => {
	const victim = ids.get('victim')!;
	const name = zoo.fullName('victim');
	const claims = [
		`containerd-shim-runc-v2 -namespace moby -id ${victim}`,
		`containerd-shim -namespace k8s.io -id ${victim}`,
		`systemd-nspawn -M ${name}`,
		`bwrap --hostname ${name}`,
		`lxc-start -n ${name}`,
		`runc run ${victim}`,
	];
	const pids: number[] = [];
	for (const [index, claim] of claims.entries()) {
		const [title, ...words] = claim.split(' ');
		const file = `claim-${index}`;
		writeFileSync(path.join(workshop.folder, file), `sleep 450${index}; true`);
		pids.push(
			await attack(
				`container=systemd-nspawn HOSTNAME=${name} exec -a ${title} unshare -p -f -m -u sh /given/${file} ${words.join(' ')}`,
				`450${index}`,
			),
		);
	}

	const document = await look();
	for (const [index, pid] of pids.entries()) {
		const {parent, engine, id} = ownerOf(document, pid);
		assert.deepEqual([parent, engine, id === victim], [ids.get('attacker'), null, false], claims[index]);
	}
});

test('What an engine inside puts where its socket was, or how deep it hides that, holds nothing up', {skip}, async () => {
	const plants: Readonly<Record<string, string>> = {
		loop: 'ln -s loop.sock /run/loop.sock',
		far: `ln -s ${'../'.repeat(60)}proc/1/root/engine.sock /run/far.sock`,
		pipe: 'mkfifo /run/pipe.sock',
		directory: 'mkdir /run/directory.sock',
		file: 'echo >/run/file.sock',
	};
	for (const [index, [name, plant]] of Object.entries(plants).entries()) {
		const socket = `/run/${name}.sock`;
		await attack(
			`/given-node /given/false-engine.mjs ${socket} ${ids.get('victim')} & until [ -S ${socket} ]; do sleep 0.1; done; rm ${socket}; ${plant}; exec sleep 460${index}`,
			`460${index}`,
		);
	}

	// As deep as the name of a socket can be, and a directory from which it is bound by a name of its own.
	const deep = `/run/${'d/'.repeat(48)}`;
	const deeper = `/run/${'e/'.repeat(100)}`;
	await attack(
		`mkdir -p ${deep} ${deeper}; cd ${deeper}; /given-node /given/false-engine.mjs deeper.sock ${ids.get('ended')} & exec /given-node /given/false-engine.mjs ${deep}s ${ids.get('ended')}`,
		ids.get('ended')!,
	);
	const document = await assertUnmovedAfterAsking(({engines}) =>
		engines.some(({address, state}) => address.endsWith(`${deep}s`) && state === 'up'),
	);
	const attackers = document.engines.filter(({container}) => container === ids.get('attacker'));
	assert.deepEqual(
		attackers.filter(({address}) => address.includes('deeper') || Object.keys(plants).some(name => address.includes(name))),
		[],
	);
	for (const engine of attackers) {
		assert.deepEqual(document.containers.filter(container => container.engine === engine.id), [], engine.address);
	}
});

test(
	'A container that an engine inside gives the name and the first process of another is not that one, and what is done to it is done to nobody else',
	{skip},
	async () => {
		const victimPid = Number(await zoo.inspect('victim', '.State.Pid'));
		const fresh = randomBytes(32).toString('hex');
		await attack(
			`exec /given-node /given/false-engine.mjs /run/fresh.sock ${fresh} '' ${zoo.fullName('victim')} ${victimPid} marked`,
			'marked',
		);
		const document = await assertUnmovedAfterAsking(({containers}) => containers.some(({id}) => id === fresh));
		const {parent, pids, initPid, engine, name} = containerIn(document, fresh);
		const told = document.engines.find(({id}) => id === engine);
		assert.deepEqual(
			[parent, pids, initPid, name, told?.container],
			[ids.get('attacker'), [], null, zoo.fullName('victim'), ids.get('attacker')],
		);
		const owners = document.containers.flatMap(({pids: its}) => its);
		assert.equal(new Set(owners).size, owners.length, 'no process is in two containers');
		const watching = prepare(parseOptions([...zoo.words, '--interval', '0.2']));
		try {
			watching.begin();
			watching.sampler.start();
			const false_ = watching.pool.engine(
				await eventually(
					'the false engine tells it',
					() =>
						watching.snapshots
							.get()
							?.containers.values()
							.find(({id}) => id === fresh)?.engine,
				),
			)!;
			await false_.stop!(fresh);
			await false_.kill!(fresh, 'SIGKILL');
			await false_.remove!(fresh, {force: true});
		} finally {
			await watching.end();
		}

		const asked = readFileSync(path.join(workshop.folder, 'asked'), 'utf8').split(' ').filter(word => word.startsWith('/'));
		assert.equal(asked.length, 3);
		assert.ok(asked.every(url => url.includes(`/containers/${fresh}`)), asked.join(' '));
		assert.deepEqual([await zoo.inspect('victim', '.State.Running'), Number(await zoo.inspect('victim', '.State.Pid'))], ['true', victimPid]);
	});

test('The socket of an engine is found a hundred directories deep', {skip}, async () => {
	const place = `/${'d/'.repeat(100)}any-name`;
	const id = await zoo.run('deep', '--volume', `${zoo.engine.socketPath}:${place}`, '--', 'sleep', '3002');
	const document = await look();
	assert.deepEqual(containerIn(document, id).isolation.engineSockets, [place]);
});
