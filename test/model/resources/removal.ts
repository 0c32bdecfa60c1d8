import assert from 'node:assert/strict';
import test from 'node:test';
import {isPrunable, removalRefusal} from '../../../source/model/resources/removal.ts';
import {
	makeImage,
	makeNetwork,
	makeUser,
	makeVolume,
} from '../../helpers/resources.ts';

test('what a container uses is refused, with the users named', () => {
	assert.equal(removalRefusal(makeVolume(), 'docker'), undefined);
	assert.equal(
		removalRefusal(makeVolume({users: [makeUser('web')]}), 'docker'), 'data is used by web: remove that container first.',
	);
	assert.equal(
		removalRefusal(makeImage({users: [makeUser('api'), makeUser('db'), makeUser('web')]}), 'docker'),
		'nginx:1 is used by api, db and web: remove those containers first.',
	);
});

test('of many users some are named and the others counted, and one that uses it twice is named once', () => {
	const names = Array.from({length: 9}, (_, index) => `web-${index}`);
	assert.equal(
		removalRefusal(makeNetwork({users: names.map(name => makeUser(name))}), 'docker'),
		'front is used by web-0, web-1, web-2, web-3, web-4, web-5 and 3 more: remove those containers first.',
	);
	assert.equal(
		removalRefusal(makeVolume({users: [makeUser('web'), makeUser('web')]}), 'docker'), 'data is used by web: remove that container first.',
	);
});

test('a network that the engine has made for itself is refused; which these are depends on the engine', () => {
	for (const name of ['bridge', 'host', 'none']) {
		assert.match(removalRefusal(makeNetwork({name}), 'docker') ?? '', /^\w+ is a network that the engine has made for itself/);
	}

	for (const name of ['bridge', 'podman']) {
		assert.match(removalRefusal(makeNetwork({name}), 'podman') ?? '', /made for itself/);
		assert.equal(isPrunable(makeNetwork({name}), 'podman'), false);
	}

	assert.equal(removalRefusal(makeNetwork({name: 'podman'}), 'docker'), undefined);
	assert.equal(removalRefusal(makeVolume({name: 'bridge'}), 'docker'), undefined);
});

test('pruned are images without a tag, and volumes and local networks that nobody uses', () => {
	const users = [makeUser('web')];
	const prunable = [makeImage({tags: []}), makeVolume(), makeNetwork()];
	assert.deepEqual(prunable.map(each => isPrunable(each, 'docker')), [true, true, true]);
	const kept = [
		makeImage(),
		makeImage({tags: [], users}),
		makeVolume({users}),
		makeNetwork({users}),
		makeNetwork({name: 'none'}),
		makeNetwork({scope: 'swarm'}),
	];
	assert.deepEqual(kept.map(each => isPrunable(each, 'docker')), kept.map(() => false));
});
