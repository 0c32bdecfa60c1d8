import assert from 'node:assert/strict';
import test from 'node:test';
import {inspectCommand} from '../../../source/ui/explain/inspect.ts';
import {explanationsOf} from '../../../source/ui/panes/index.ts';
import {
	makeContainer,
	makeEngine,
	makeSnapshot,
	makeWorld,
} from '../../helpers/make.ts';

test('the command is that of the engine\'s own client, at the address of the engine', () => {
	assert.equal(inspectCommand({kind: 'docker', address: 'unix:///var/run/docker.sock'}, 'web'), 'docker inspect web');
	assert.equal(inspectCommand({kind: 'podman', address: 'unix:///run/podman/podman.sock'}, 'a b'), 'podman inspect \'a b\'');
	assert.equal(inspectCommand({kind: 'docker', address: 'ssh://me@far'}, 'web'), 'DOCKER_HOST=ssh://me@far docker inspect web');
	assert.equal(
		inspectCommand({kind: 'podman', address: 'unix:///run/user/1000/podman/podman.sock'}, 'web'),
		'CONTAINER_HOST=unix:///run/user/1000/podman/podman.sock podman inspect web',
	);
});

test('a container of Podman is explained by podman, one that no engine knows by the kernel alone', () => {
	const engine = makeEngine({kind: 'podman', address: 'unix:///run/podman/podman.sock'});
	const commandsOf = (changes: Parameters<typeof makeContainer>[0]): readonly string[] => {
		const {view} = makeWorld({snapshot: makeSnapshot({containers: [makeContainer({name: 'web', ...changes})], engines: [engine]})});
		return explanationsOf(view).find(({title}) => title === 'Container')!.commands(view);
	};

	assert.equal(commandsOf({engine: engine.id})[0], 'podman inspect web');
	assert.deepEqual(commandsOf({engine: undefined}).filter(command => command.includes('inspect')), []);
});
