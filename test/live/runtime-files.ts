import assert from 'node:assert/strict';
import process from 'node:process';
import test, {before, type TestContext} from 'node:test';
import {startContainerd} from '../helpers/containerd.ts';
import {
	printDocument,
	runProgram,
	type ContainerDocument,
	type Document,
} from '../helpers/documents.ts';
import {Workshop, workshopLack} from '../helpers/workshop.ts';

const skip = workshopLack;
const workshop = new Workshop();
const uid = '6c2f5c1e-1b9e-4f7a-9d2b-0123456789ab';
// Of no other container: tests of other files run at the same time.
const idOf = (digit: string): string => `${process.pid.toString(16).padStart(8, '0')}${digit.repeat(56)}`;
const image = 'registry.example/nginx:1.25';

type Made = {
	readonly namespace: string;
	readonly id: string;
	/**
	Below the cgroup of these tests.
	*/
	readonly place: string;
	readonly annotations?: Readonly<Record<string, string>>;
	readonly options?: readonly string[];
};

const ofPod = {
	'io.kubernetes.cri.sandbox-name': 'web-0', 'io.kubernetes.cri.sandbox-namespace': 'shop', 'io.kubernetes.cri.sandbox-uid': uid,
};

const made = {
	pod: {
		namespace: 'k8s.io',
		id: 'any.name-1',
		place: '/any/any.name-1',
		annotations: {...ofPod, 'io.kubernetes.cri.container-name': 'nginx', 'io.kubernetes.cri.image-name': image},
	},
	sandbox: {
		namespace: 'k8s.io',
		id: idOf('1'),
		place: `/kubepods/besteffort/pod${uid}/${idOf('1')}`,
		annotations: {...ofPod, 'io.kubernetes.cri.container-type': 'sandbox'},
	},
	logged: {namespace: 'k8s.io', id: idOf('2'), place: `/kubepods/besteffort/pod${uid}/${idOf('2')}`},
	nerdctl: {
		namespace: 'people',
		id: idOf('3'),
		place: '/people/third',
		annotations: {
			'nerdctl/namespace': 'people',
			'nerdctl/name': 'shop-web-1',
			'com.docker.compose.project': 'shop',
			'com.docker.compose.service': 'web',
			'com.docker.compose.depends_on': 'db:service_healthy:false,cache:service_started:true',
		},
	},
	plain: {namespace: 'people', id: 'plain-and_simple.2', place: '/people/plain'},
	hostPids: {
		namespace: 'people', id: 'host-pids', place: '/people/odd', options: ['--with-ns', `pid:/proc/${process.pid}/ns/pid`],
	},
	hostile: {
		namespace: 'k8s.io',
		id: 'hostile',
		place: '/any/hostile',
		annotations: {'io.kubernetes.cri.sandbox-name': 'red\u{1B}[31m\u{202E}', 'io.kubernetes.cri.container-name': 'nginx\nnext'},
	},
} as const satisfies Readonly<Record<string, Made>>;

type Name = keyof typeof made;

const pids = new Map<Name, number>();
let insidePid: number | undefined;
let lack: string | undefined;

before(async () => {
	if (skip !== false) {
		return;
	}

	workshop.cgroup('');
	try {
		const log = '/var/log/containers';
		const containerd = await startContainerd(
			workshop,
			'outer',
			{script: `mount -t tmpfs none /var/log && mkdir ${log} && touch ${log}/web-0_shop_sidecar-${idOf('2')}.log`},
		);
		for (const [name, {namespace, id, place, annotations = {}, options = []}] of Object.entries<Made>(made)) {
			const words = Object.entries(annotations).flatMap(([key, value]) => ['--annotation', `${key}=${value}`]);
			const all = ['--cgroup', `${workshop.top}${place}`, ...options, ...words];
			pids.set(name as Name, containerd.run(namespace, id, all, ['/bin/sleep', '3000']));
		}

		const apart = ['--pid', '--fork', '--kill-child', '--mount-proc'];
		const inner = await startContainerd(workshop, 'inner', {apart});
		const words = Object.entries(made.pod.annotations).flatMap(([key, value]) => ['--annotation', `${key}=${value}`]);
		insidePid = inner.run('k8s.io', 'inner.name', ['--cgroup', `${workshop.top}/inner`, ...words], ['/bin/sleep', '3001']);
	} catch (error) {
		lack = (error as Error).message;
	}
});

function isLacking(t: TestContext): boolean {
	if (lack !== undefined) {
		t.skip(lack);
	}

	return lack !== undefined;
}

function find({containers}: Document, name: Name): ContainerDocument {
	const found = containers.filter(({initPid}) => initPid === pids.get(name));
	assert.equal(found.length, 1, `${name} is there ${found.length} times`);
	return found[0]!;
}

const look = async (): Promise<Document> => printDocument(['--no-engine', '--interval', '0.4']);
const project = {
	name: 'web-0', kind: 'pod', service: 'nginx', number: null, namespace: 'shop', dependsOn: [],
};

for (const [name, what, wanted] of [
	['pod', 'a container of a pod, by its annotations, whatever its id is', {
		name: 'web-0/nginx', image, runtime: 'kubernetes', project,
	}],
	['sandbox', 'what holds the namespaces of a pod', {
		name: 'web-0/pause', image: '', runtime: 'kubernetes', project: {...project, service: 'POD'},
	}],
	['logged', 'a container of a pod without annotations, by the name of its log', {
		name: 'web-0/sidecar', image: '', runtime: 'kubernetes', project: {...project, service: 'sidecar'},
	}],
	['nerdctl', 'a container of nerdctl, by the labels that are its annotations', {
		name: 'shop-web-1',
		image: '',
		runtime: 'containerd',
		project: {
			...project, name: 'shop', kind: 'compose', service: 'web', namespace: null, dependsOn: ['db', 'cache'],
		},
	}],
	['plain', 'what ctr runs in a namespace of any name, by its id', {
		name: made.plain.id, image: '', runtime: 'containerd', project: null,
	}],
	['hostPids', 'what ctr runs in the host\'s pid namespace, under a cgroup of any name', {
		name: made.hostPids.id, image: '', runtime: 'containerd', project: null,
	}],
] as const) {
	test(`Where no engine tells, the runtime's files name ${what}, though its folders are in another mount namespace`, {skip}, async t => {
		if (isLacking(t)) {
			return;
		}

		const container = find(await look(), name);
		const {runtime, image: shown, project: its} = container;
		assert.deepEqual({
			name: container.name, image: shown, runtime, project: its,
		}, wanted);
		assert.deepEqual(container.pids, [pids.get(name)]);
		assert.equal(container.cgroup, `${workshop.top}${made[name].place}`);
		assert.equal(container.command, '/bin/sleep 3000');
	});
}

test('A containerd in a pid namespace of its own notes other numbers, and its containers are named all the same', {skip}, async t => {
	if (isLacking(t)) {
		return;
	}

	const {containers, processes} = await look();
	const inner = containers.filter(({cgroup}) => cgroup === `${workshop.top}/inner`);
	assert.deepEqual(inner.map(({name, image: shown, command}) => [name, shown, command]), [['web-0/nginx', image, '/bin/sleep 3001']]);
	const numbers = processes.find(({pid}) => pid === inner[0]!.initPid)?.nspid;
	assert.deepEqual(numbers, [inner[0]!.initPid, insidePid, 1]);
	assert.notEqual(inner[0]!.parent, null);
});

test('A name from a bundle reaches the terminal as text alone', {skip}, async t => {
	if (isLacking(t)) {
		return;
	}

	const {name} = find(await look(), 'hostile');
	assert.equal(name, 'red\u{1B}[31m\u{202E}/nginx\nnext');
	const {stdout} = await runProgram(['--no-engine', '--interval', '0.4']);
	assert.match(stdout, /red␛\[31m\/nginx␊next/u);
	assert.deepEqual([stdout.includes('\u{1B}'), stdout.includes('\u{202E}')], [false, false]);
});
