import assert from 'node:assert/strict';
import test, {after} from 'node:test';
import {DocumentStream, type ContainerDocument} from '../helpers/documents.ts';
import {openCast} from '../helpers/cast.ts';
import {busyboxImage} from '../helpers/images.ts';

const {skip, engine, tag} = await openCast(busyboxImage);
const streams: DocumentStream[] = [];
after(async () => {
	await Promise.all(streams.map(async stream => stream.end()));
});

/**
What isolates it is null as long as it is not known.
*/
type SeenContainer = Pick<ContainerDocument, 'name' | 'namespaces'> & {readonly isolation: ContainerDocument['isolation'] | null};

/**
What a document says against a container that was given nothing: privileges, the host's namespaces, its root directory.
*/
function untruths({isolation, namespaces}: SeenContainer): readonly string[] {
	const own = ['mnt', 'pid', 'net', 'ipc', 'uts'] as const;
	return [
		...(isolation?.privileged === true ? ['privileged'] : []),
		...(isolation?.rootFileSystemIsHost === true ? ['root of the host'] : []),
		...((isolation?.addedCapabilities?.length ?? 0) > 0 ? ['capabilities'] : []),
		...own.filter(kind => isolation?.hostNamespaces.includes(kind) === true || namespaces[kind].host === true),
	];
}

test('of a container that is being started nothing is said that only its runtime may do', {skip}, async t => {
	streams.push(...[0, 1, 2].map(() => new DocumentStream(['--host', engine.address, '--interval', '0.4'])));
	await Promise.all(streams.map(async stream => stream.until('a document', () => true, 0)));
	for (let round = 0; round < 15; round++) {
		await Promise.all(['a', 'b', 'c', 'd'].map(async each => engine.docker('run', '--rm', '--name', `${tag}${round}${each}`, busyboxImage, 'true')));
	}

	await engine.docker('run', '--detach', '--rm', '--name', `${tag}stays`, busyboxImage, 'sleep', '60');
	const [stream] = streams;
	const {value: stays} = await stream!.until('what isolates one that stays', ({containers}) =>
		containers.find(({name, isolation}) => name === `${tag}stays` && (isolation as SeenContainer['isolation'])?.privileged === false));
	await engine.docker('kill', `${tag}stays`);
	assert.deepEqual(untruths(stays), []);
	assert.equal(stays.namespaces.mnt.host, false);
	const seen = streams.flatMap(each => each.since(0)).flatMap(({containers}) => containers).filter(({name}) => name.startsWith(tag));
	t.diagnostic(`${seen.length} times a container was seen`);
	assert.deepEqual(seen.flatMap(container => untruths(container).map(untruth => `${container.name}: ${untruth}`)), []);
});
