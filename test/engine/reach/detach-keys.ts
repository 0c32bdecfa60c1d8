import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {bytesOfKeys, detachKeysIn} from '../../../source/engine/reach/detach-keys.ts';

function keysBy(config: string | undefined, environment = {}): unknown {
	return detachKeysIn({
		environment,
		home: '/home/me',
		userId: 1000,
		readFile: file => (file === `${'DOCKER_CONFIG' in environment ? '/else' : '/home/me/.docker'}/config.json` && config !== undefined
			? Buffer.from(config)
			: undefined),
		realPath: () => undefined,
	});
}

test('the keys of the client\'s configuration are taken, wherever that lies, and else some that begin with none that is typed', () => {
	assert.deepEqual(keysBy('{"detachKeys": "ctrl-e,e"}'), {keys: 'ctrl-e,e', isConfigured: true});
	assert.deepEqual(keysBy('{"detachKeys": "ctrl-e,e"}', {DOCKER_CONFIG: '/else'}), {keys: 'ctrl-e,e', isConfigured: true});
	for (const config of [undefined, '', '{}', '[]', '{"detachKeys": ""}', '{"detachKeys": 3}']) {
		assert.deepEqual(keysBy(config), {keys: 'ctrl-^,ctrl-@,ctrl-^,ctrl-],ctrl-^,ctrl-@', isConfigured: false}, config);
	}
});

test('what a terminal sends for them', () => {
	assert.deepEqual([...bytesOfKeys(String.raw`ctrl-p,ctrl-Q,ctrl-@,ctrl-^,ctrl-\,a,A,DEL`)], [0x10, 0x11, 0, 0x1E, 0x1C, 0x61, 0x41, 0x7F]);
});
