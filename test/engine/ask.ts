
import assert from 'node:assert/strict';
import {getEventListeners, once} from 'node:events';
import {PassThrough} from 'node:stream';
import test from 'node:test';
import {ask} from '../../source/engine/ask.ts';
import {EngineError} from '../../source/engine/engine.ts';

const question = {operation: 'list', target: 'unix:///x', milliseconds: 10} as const;

async function never(): Promise<never> {
	return new Promise(() => {
		// It never settles.
	});
}

function engineError(check: Partial<EngineError>) {
	return (error: unknown) => {
		assert.ok(error instanceof EngineError);
		for (const [name, value] of Object.entries(check)) {
			assert.equal(error[name as keyof EngineError], value, name);
		}

		return true;
	};
}

test('work that ignores its signal is given up all the same', async () => {
	await assert.rejects(ask(question, never), engineError({code: 'ETIMEDOUT', operation: 'list', target: 'unix:///x'}));
});

test('the caller giving up is not told as the engine\'s silence', async () => {
	const controller = new AbortController();
	const answer = ask({...question, milliseconds: 60_000, signal: controller.signal}, never);
	controller.abort();
	await assert.rejects(answer, engineError({code: 'ABORT_ERR'}));
	await assert.rejects(ask({...question, signal: controller.signal}, async () => 1), engineError({code: 'ABORT_ERR'}));
});

test('the deadline is off once the work is done, the caller\'s signal is not for a stream', async () => {
	const controller = new AbortController();
	let signal: AbortSignal | undefined;
	await ask({...question, signal: controller.signal}, async abortSignal => {
		signal = abortSignal;
		return new PassThrough();
	});
	await new Promise(resolve => {
		setTimeout(resolve, question.milliseconds * 3);
	});
	assert.equal(signal?.aborted, false);
	controller.abort();
	assert.equal(signal?.aborted, true);
});

test('of a question that is answered nothing stays on the caller\'s signal, of a stream nothing once it is closed', async () => {
	const {signal} = new AbortController();
	for (let count = 0; count < 100; count++) {
		await ask({...question, signal}, async () => 'answer');
	}

	await assert.rejects(ask({...question, signal}, never), engineError({code: 'ETIMEDOUT'}));
	await assert.rejects(ask({...question, signal}, async () => {
		throw new Error('no');
	}), /no/);
	assert.equal(getEventListeners(signal, 'abort').length, 0);
	const stream = await ask({...question, signal}, async () => new PassThrough());
	assert.equal(getEventListeners(signal, 'abort').length, 1);
	stream.destroy();
	await once(stream, 'close');
	assert.equal(getEventListeners(signal, 'abort').length, 0);
});

test('the engine\'s own message is the reason, in whatever form it comes', async () => {
	const failure = async (fields: Record<string, unknown>) => ask(question, async () => {
		throw Object.assign(new Error('(HTTP code 409) unexpected - wrapped '), fields);
	});
	await assert.rejects(failure({statusCode: 409, json: {message: 'is  paused\n'}}), engineError({statusCode: 409, message: 'is paused'}));
	await assert.rejects(
		failure({statusCode: 400, json: 'Client sent an HTTP request\n'}),
		engineError({message: 'Client sent an HTTP request'}),
	);
	await assert.rejects(
		failure({statusCode: 403, json: ' <html><body><h1>403</h1>\n<p>No &lt;way&gt; < in</p></body></html>'}),
		engineError({message: '403 No &lt;way&gt; < in'}),
	);
	await assert.rejects(failure({statusCode: 500, json: `<${'<'.repeat(1_000_000)}`}), engineError({statusCode: 500}));
	await assert.rejects(failure({statusCode: 500, json: null}), engineError({message: 'wrapped'}));
	await assert.rejects(failure({code: 'ENOENT'}), engineError({code: 'ENOENT', statusCode: undefined}));
});
