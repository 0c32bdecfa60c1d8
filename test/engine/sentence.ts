
import assert from 'node:assert/strict';
import test from 'node:test';
import {EngineError} from '../../source/engine/engine.ts';
import {isDenial, oneSentence, sentence} from '../../source/engine/sentence.ts';

const address = 'unix:///var/run/docker.sock';

test('a denied socket says how to be let in', () => {
	const error = new EngineError('connect', address, {reason: 'connect EACCES /var/run/docker.sock', code: 'EACCES'});
	assert.equal(
		sentence(error),
		`Could not reach ${address}: permission denied on its socket. Run nstop with sudo, or join the group that owns it (sudo usermod -aG docker $USER) and log in again.`,
	);
	assert.ok(isDenial(error));
});

test('a missing socket and a dead one say to start the engine', () => {
	for (const code of ['ENOENT', 'ECONNREFUSED']) {
		assert.match(sentence(new EngineError('connect', address, {reason: 'connect', code})), /systemctl start docker/);
	}
});

test('a missing ssh is not a missing socket', () => {
	const cause = Object.assign(new Error('spawn ssh ENOENT'), {syscall: 'spawn ssh', code: 'ENOENT'});
	const error = new EngineError('connect', 'ssh://far', {reason: 'spawn ssh ENOENT', code: 'ENOENT', cause});
	assert.equal(sentence(error), 'Could not reach ssh://far: the ssh client is not installed.');
});

test('the engine\'s own reason ends in one full stop, and the target goes by its name', () => {
	const error = new EngineError('pause', 'a'.repeat(64), {reason: 'Container abc is not running.', statusCode: 409});
	assert.equal(sentence(error, 'web'), 'Could not pause web: Container abc is not running.');
	assert.equal(sentence(error), `Could not pause ${'a'.repeat(12)}: Container abc is not running.`);
});

test('where an engine names the target by its id, the sentence has its name', () => {
	const id = 'c0ffee'.repeat(10) + 'beef';
	const other = 'd'.repeat(64);
	const reason = `cannot join network of ${id}: Container ${id.slice(0, 12)} is not running, ${other} is`;
	const error = new EngineError('start', id, {reason, statusCode: 409});
	assert.equal(
		sentence(error, '$& web'),
		`Could not start $& web: cannot join network of $& web: Container $& web is not running, ${other.slice(0, 12)} is.`,
	);
});

test('what is gone is gone, and a forbidding proxy is named', () => {
	assert.equal(
		sentence(new EngineError('stop', 'x', {reason: 'No such container: x', statusCode: 404}), 'web'),
		'Could not stop web: it is gone.',
	);
	assert.match(sentence(new EngineError('stop', 'x', {reason: 'Forbidden', statusCode: 403}), 'web'), /refused \(Forbidden\)/);
});

test('a name from outside cannot bring lines or escapes into the sentence', () => {
	const text = sentence(new EngineError('stop', 'x', {reason: 'a\nb\u{1B}[31mc', statusCode: 500}), 'we\u{1B}[2Jb\r\n');
	assert.doesNotMatch(text, /\p{Control}/u);
});

test('long texts and long ids are shortened, the library\'s preface is dropped', () => {
	assert.equal(oneSentence('x'.repeat(5000)).length, 400);
	assert.equal(oneSentence(`(HTTP code 409) conflict - container ${'f'.repeat(64)} is paused `), `container ${'f'.repeat(12)} is paused`);
});

test('an unknown code still gives a sentence', () => {
	assert.equal(
		sentence(new EngineError('list', address, {reason: 'odd', code: 'constructor'})),
		`Could not list the containers of ${address}: odd.`,
	);
});

test('what was to be removed and is no more is gone; a container that lacks its network is not', () => {
	const reasons = ['get data: no such volume', 'No such image: web:1', 'web:1: image not known', 'network front not found'];
	for (const reason of reasons) {
		assert.equal(sentence(new EngineError('remove', 'data', {reason, statusCode: 404})), 'Could not remove data: it is gone.');
	}

	const error = new EngineError('start', 'web', {reason: 'network front not found', statusCode: 404});
	assert.equal(sentence(error), 'Could not start web: network front not found.');
});
