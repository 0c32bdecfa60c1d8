import assert from 'node:assert/strict';
import test from 'node:test';
import {networkOfEntry} from '../../../source/engine/docker/resource-json.ts';

const created = '2026-11-27T21:56:25.810902819Z';

function network(name: string): unknown {
	return {
		Name: name, Id: '2f259bab93aa', Created: created, Scope: 'local', Driver: 'bridge', IPAM: {Config: [{Subnet: '10.88.0.0/16', Gateway: '10.88.0.1'}]},
	};
}

test('when Podman made its own network is not known: it says just now each time', () => {
	assert.deepEqual(networkOfEntry(network('bridge'), 'podman'), {
		id: '2f259bab93aa',
		name: 'bridge',
		driver: 'bridge',
		scope: 'local',
		isInternal: false,
		createdAt: undefined,
		subnets: [{subnet: '10.88.0.0/16', gateway: '10.88.0.1'}],
		options: {},
		labels: {},
	});
	assert.equal(networkOfEntry(network('podman'), 'podman')?.createdAt, undefined);
	assert.equal(networkOfEntry(network('front'), 'podman')?.createdAt, Date.parse(created));
	assert.equal(networkOfEntry(network('bridge'), 'docker')?.createdAt, Date.parse(created));
});

test('a network without a name is called by its id, and one without an id is none', () => {
	assert.equal(networkOfEntry({Id: 'a'.repeat(64)}, 'docker')?.name, 'a'.repeat(12));
	assert.equal(networkOfEntry({Name: 'front'}, 'docker'), undefined);
});
