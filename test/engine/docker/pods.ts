import assert from 'node:assert/strict';
import test, {after} from 'node:test';
import {connect} from '../../../source/engine/reach/connect.ts';
import {socketTarget} from '../../../source/engine/reach/target.ts';
import {startFakeEngine, type FakeEngine} from '../../helpers/fake-engine.ts';

const {signal} = new AbortController();
const question = 'GET /libpod/pods/json';
const usualPods: unknown = [{Name: 'shop', Containers: [{Id: 'aa'}, {Id: 'cc'}]}];
const started: FakeEngine[] = [];
after(async () => {
	await Promise.all(started.map(async fake => fake.close()));
});

/**
Podman with the container `aa` in the pod `shop` and `bb` in none, unless it says something else of its pods.
*/
async function startPodman({status = 200, pods = usualPods} = {}) {
	const fake = await startFakeEngine((asked, response) => {
		const answers: Readonly<Record<string, unknown>> = {
			'GET /version': {
				Version: '5.4.2', ApiVersion: '1.41', MinAPIVersion: '1.24', Components: [{Name: 'Podman Engine'}],
			},
			[question]: pods,
		};
		if (!Object.hasOwn(answers, asked)) {
			return true;
		}

		response.writeHead(asked === question ? status : 200, {'Content-Type': 'application/json'}).end(JSON.stringify(answers[asked]));
		return false;
	}, [{id: 'aa', name: 'web'}, {id: 'bb', name: 'alone'}]);
	started.push(fake);
	return fake;
}

test('the pods of Podman are asked for once, and again only for a container that is new', async () => {
	const fake = await startPodman();
	const engine = await connect(socketTarget(fake.socketPath));
	const podsByName = async () => Object.fromEntries((await engine.containers(signal)).map(({name, pod}) => [name, pod]));
	try {
		assert.deepEqual(await podsByName(), {web: 'shop', alone: undefined});
		await podsByName();
		assert.equal((await engine.container('bb', signal))?.pod, undefined);
		assert.equal(fake.countOf(question), 1);
		fake.containers = [...fake.containers, {id: 'cc', name: 'base'}];
		assert.equal((await engine.container('cc', signal))?.pod, 'shop');
		assert.deepEqual(await podsByName(), {web: 'shop', alone: undefined, base: 'shop'});
		assert.equal(fake.countOf(question), 2);
	} finally {
		engine.close();
	}
});

test('a Podman that does not tell its pods still tells its containers', async () => {
	const fake = await startPodman({status: 403});
	const engine = await connect(socketTarget(fake.socketPath));
	try {
		assert.deepEqual((await engine.containers(signal)).map(({name, pod}) => [name, pod]), [['web', undefined], ['alone', undefined]]);
	} finally {
		engine.close();
	}
});

test('an answer of another form than pods have names none', async () => {
	for (const pods of [{}, 'text', [null, {Name: 7, Containers: [{Id: 'aa'}]}, {Name: 'a', Containers: {}}, {Name: 'b', Containers: [{}]}]]) {
		const fake = await startPodman({pods});
		const engine = await connect(socketTarget(fake.socketPath));
		try {
			assert.deepEqual((await engine.containers(signal)).map(({pod}) => pod), [undefined, undefined]);
		} finally {
			engine.close();
		}
	}
});
