import assert from 'node:assert/strict';
import test from 'node:test';
import type {ResourceUse} from '../../../source/engine/resources.ts';
import {imagesOf, networksOf, volumesOf} from '../../../source/model/resources/build.ts';
import {makeImage, makeNetwork, makeVolume} from '../../helpers/resources.ts';

const image = makeImage();
const use = (name: string, changes: Partial<ResourceUse> = {}): ResourceUse => ({
	id: `${name}-id`, name, state: 'running', imageId: image.id, volumes: [], networks: [], ...changes,
});
const inNetwork = (id: string | undefined, name: string): ResourceUse['networks'] => [{
	id, name, addresses: ['10.1.0.2'], macAddress: '02:42:0a:01:00:02',
}];

test('an image is used by the containers of its id, in the order of their names', () => {
	const [found, other] = imagesOf('engine', [image, makeImage({id: 'sha256:other'})], [use('web-10'), use('web-2')]);
	assert.deepEqual(found?.users.map(({name}) => name), ['web-2', 'web-10']);
	assert.equal(found?.key, `engine image ${image.id}`);
	assert.deepEqual(other?.users, []);
});

test('a volume is used where it is mounted, twice by a container that mounts it twice', () => {
	const volumes = [
		{name: 'data', destination: '/a', isWritable: true}, {name: 'data', destination: '/b', isWritable: false}, {name: 'x', destination: '/x', isWritable: true},
	];
	const [found] = volumesOf('engine', [makeVolume()], [use('web', {volumes}), use('db')]);
	assert.deepEqual(found?.users.map(({name, destination, isWritable}) => [name, destination, isWritable]), [['web', '/a', true], ['web', '/b', false]]);
});

test('Podman gives the name of a network in place of its id', () => {
	const [found] = networksOf('engine', [makeNetwork({name: 'front', id: 'n1'})], [use('member', {networks: inNetwork('front', 'front')})]);
	assert.deepEqual(found?.users.map(({name}) => name), ['member']);
});

test('a container is in the network of its id; one that was never started names it', () => {
	const network = makeNetwork({name: 'front', id: 'n1'});
	const [found] = networksOf('engine', [network], [
		use('member', {networks: inNetwork('n1', 'front')}),
		use('created', {networks: inNetwork(undefined, 'front')}),
		use('other', {networks: inNetwork('n2', 'front')}),
	]);
	assert.deepEqual(found?.users.map(({name}) => name), ['created', 'member']);
	assert.deepEqual(found?.users[1]?.addresses, ['10.1.0.2']);
});
