import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readExportedNames, readUnreadMembers} from './helpers/exports.ts';

const all = readExportedNames();
const isSource = (file: string): boolean => file.startsWith('source/');

test('each exported name is imported by another file, types too', () => {
	assert.ok(all.length > 500, 'the names were not found, so this test proves nothing');
	// Node.js itself loads a reporter of tests, by its path.
	const unused = all.filter(({file, importedBy}) => importedBy.length === 0 && file !== 'test/helpers/completeness.ts');
	assert.deepEqual(unused.map(({file, name}) => `${file} ${name}`), []);
});

test('what tests alone import is listed, so that the list stays short', () => {
	const testsAlone = all.filter(({file, importedBy}) =>
		isSource(file) && importedBy.length > 0 && importedBy.every(importer => !isSource(importer)));
	assert.deepEqual(testsAlone.map(({file, name}) => `${file.slice('source/'.length)} ${name}`).toSorted(), [
		'engine/docker/api-version.ts newestKnownApi',
		'engine/reach/target.ts Resolution',
		'model/build/history.ts historyLength',
		'model/build/snapshot.ts buildSnapshot',
		'model/isolation/isolation.ts IsolationInput',
		'model/project.ts Project',
		// The rows of units will read these.
		'terminal/clipboard.ts clipboardSequence',
		'terminal/clipboard.ts multiplexerOf',
		'terminal/keys/keyboard.ts Pending',
		'text/format.ts formatPort',
		'ui/dialogs/menu.ts menuEntries',
		'ui/effects/perform.ts PerformServices',
		'ui/ink/canvas.tsx CanvasSource',
		'ui/layout/frame.ts Frame',
		'ui/layout/layout.ts LayoutOptions',
		'ui/tabs/stats/process.ts ancestorsOf',
	]);
});

test('each public method and each field is read by the program, not by tests alone', () => {
	const parsersOfFiles = /^source\/kernel\/(?:pid|host|cgroup)\//;
	// A parser gives what stands in its file, even what nothing shows yet.
	const unread = readUnreadMembers().filter(({file, isOfClass}) => isOfClass || !parsersOfFiles.test(file));
	assert.deepEqual(unread.map(({file, name}) => `${file.slice('source/'.length)} ${name}`).toSorted(), [
		// Options for dockerode.
		'engine/docker/client.ts modem',
		// Node.js's HTTP calls these of a socket.
		'engine/reach/ssh-agent.ts setKeepAlive',
		'engine/reach/ssh-agent.ts setNoDelay',
		'engine/reach/ssh-agent.ts setTimeout',
		// The screen of logs will show it.
		// The rows of units will show these.
		'systemd/unit-facts.ts loadState',
	]);
});
