/**
Which engine is complained of below what is printed.
*/
import type {EngineStatus} from '../engine/engine.ts';
import {engineTitles} from '../engine/sentence.ts';

/**
What is wrong with the engine that was named, or with the first one where none answers, as a sentence. An engine that nobody named is no
trouble as long as another answers.
*/
export function troubleOf(engines: readonly EngineStatus[]): string | undefined {
	const isAnyUp = engines.some(({state}) => state === 'up');
	const silent = engines.find(({state, isNamed}) => state !== 'up' && (isNamed || !isAnyUp));
	return silent && (silent.detail ?? `${engineTitles[silent.kind]} at ${silent.address} does not answer.`);
}
