import {Buffer} from 'node:buffer';
import assert from 'node:assert/strict';
import test from 'node:test';
import {attachmentOf} from '../../../source/engine/docker/attach.ts';
import type {AttachSession} from '../../../source/engine/operations.ts';
import {connect} from '../../../source/engine/reach/connect.ts';
import {socketTarget} from '../../../source/engine/reach/target.ts';
import {openCast} from '../../helpers/cast.ts';
import {eventually} from '../../helpers/engine.ts';
import {failureOf} from '../../helpers/engine-error.ts';
import {busyboxImage} from '../../helpers/images.ts';

const cast = await openCast(busyboxImage);
const {skip, engine} = cast;
const nobody = {keys: 'ctrl-^', isConfigured: false};

/**
All that the session has given so far.
*/
function outputOf({output}: AttachSession): () => string {
	let text = '';
	output.on('data', (chunk: Uint8Array) => {
		text += Buffer.from(chunk).toString();
	});
	return () => text;
}

test('what attaching will be like follows from how a container was started', () => {
	const of = (config: Record<string, boolean>) => {
		const {isTerminal, input} = attachmentOf({Config: config}, nobody);
		return [isTerminal, input];
	};

	assert.deepEqual(of({Tty: true, OpenStdin: true, StdinOnce: true}), [true, 'open']);
	assert.deepEqual(of({Tty: false, OpenStdin: true, StdinOnce: true}), [false, 'once']);
	assert.deepEqual(of({Tty: false, OpenStdin: true, StdinOnce: false}), [false, 'open']);
	assert.deepEqual(of({Tty: true, OpenStdin: false}), [true, 'closed']);
	assert.deepEqual(attachmentOf({}, nobody).detachKeys, {bytes: Uint8Array.of(16, 17), words: 'Ctrl-P Ctrl-Q'});
	assert.deepEqual(attachmentOf({}, {keys: 'ctrl-o,x', isConfigured: true}).detachKeys, {bytes: Uint8Array.of(15, 120), words: 'Ctrl-O x'});
});

for (const [kind, flag] of [['a terminal', '-it'], ['streams', '-i']] as const) {
	test(`a shell on ${kind} answers, detaching leaves it running, and its exit code is told`, {skip}, async () => {
		const id = await cast.run(kind.replace(' ', ''), busyboxImage, flag, '--', 'sh');
		const client = await connect(socketTarget(engine.socketPath));
		try {
			const attachment = await client.attachment(id, new AbortController().signal);
			const first = await client.attach(id, attachment);
			const said = outputOf(first);
			first.write(Buffer.from('echo one""two\n'));
			await eventually('its answer', () => /^onetwo\r?$/m.test(said()));
			first.close();
			assert.equal(await first.exit, undefined);
			const second = await client.attach(id, attachment);
			const saidThen = outputOf(second);
			second.write(Buffer.from('echo still""there; exit 7\n'));
			assert.equal(await second.exit, 7);
			await eventually('its last words', () => saidThen().includes('stillthere'));
			second.close();
			const refusal = await failureOf(client.attach(id, attachment));
			assert.equal(refusal.operation, 'attach');
		} finally {
			client.close();
		}
	});
}
