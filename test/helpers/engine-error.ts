/**
How calls to an engine fail.
*/
import assert from 'node:assert/strict';
import {EngineError} from '../../source/engine/engine.ts';

/**
The error that something fails with, which must be an engine's.
*/
export async function failureOf(action: Promise<unknown>): Promise<EngineError> {
	const error: unknown = await action.then(() => undefined, (error_: unknown) => error_);
	assert.ok(error instanceof EngineError, `It should have failed with an EngineError, not with ${String(error)}`);
	return error;
}
