/**
What is wrong, told once for the whole screen.
*/
import type {EngineReading} from '../../engine/engine.ts';
import type {Problem} from '../../model/snapshot.ts';

/**
An engine that does not answer, or not to everything, is reported once, and not on each of its containers.
*/
export function problemsOf(engines: readonly EngineReading[]): readonly Problem[] {
	return engines.flatMap(({status: {state, address, detail}}) =>
		state === 'connecting' || (state === 'up' && detail === undefined)
			? []
			: [{about: 'engine', what: `engine ${address}`, detail: detail ?? state}],
	);
}
