import assert from 'node:assert/strict';
import test from 'node:test';
import {unsupported} from '../../source/known.ts';
import {diagnosis} from '../../source/output/diagnosis.ts';
import {makeEngine, makeHost, makeSnapshot} from '../helpers/make.ts';

test('a diagnosis has a line for each fact, and what strangers wrote in it cannot steer a terminal', () => {
	const text = diagnosis({
		versions: {nstop: '1.2.3', node: '24.0.0'},
		snapshot: makeSnapshot({
			host: makeHost({cpus: unsupported}),
			engines: [makeEngine({address: 'unix:///run/docker.sock', state: 'unreachable', detail: 'is \u{1B}[31mred'})],
		}),
		namespaces: {
			cgroup: 'first process',
			ipc: 'first process',
			mnt: 'first process',
			net: 'own',
			pid: 'first process',
			time: 'none',
			user: 'first process',
			uts: 'first process',
		},
		hardware: {processor: 'AMD EPYC', virtualization: 'KVM'},
		faults: [{doing: 'reading', reason: 'Error: no\n    at there', count: 3}],
	}, true);
	const lines = text.split('\n');
	assert.equal(lines[0], 'nstop 1.2.3, Node.js 24.0.0');
	assert.equal(lines[1], 'host: Debian GNU/Linux 12, Linux 6.18.5-generic, cgroup hybrid');
	assert.equal(lines[2], 'machine: ? cpu (unsupported), AMD EPYC, KVM');
	assert.equal(lines[3], 'host namespaces: first process (cgroup ipc mnt pid user uts), own (net), none (time)');
	assert.match(text, /^engine unix:\/\/\/run\/docker\.sock: unreachable, .*is ␛\[31mred$/m);
	assert.deepEqual(lines.slice(-2), ['fault (3 times): reading: Error: no', '    at there']);
});
