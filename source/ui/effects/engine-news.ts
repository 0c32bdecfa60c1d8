/**
What is worth saying when an engine comes or goes.
*/
import type {EngineStatus} from '../../engine/engine.ts';
import type {Notice} from '../messages.ts';

/**
A message for the change between two moments, undefined where there was none: an engine that fell silent says why, one that came back
that it did, and one that does not let nstop do all it would what that means. Of engines that nobody named, such as those inside
containers, the header's dot tells enough.
*/
export function engineNews(before: readonly EngineStatus[], after: readonly EngineStatus[]): Notice | undefined {
	for (const engine of after.filter(({isNamed}) => isNamed)) {
		const known = before.find(({id}) => id === engine.id);
		const was = known?.state ?? 'connecting';
		if (engine.state === 'up' && engine.detail !== undefined && engine.detail !== (was === 'up' ? known?.detail : undefined)) {
			return {text: engine.detail, tone: 'warn'};
		}

		if (engine.state === was) {
			continue;
		}

		if (engine.state === 'unreachable' || engine.state === 'denied') {
			return {text: engine.detail ?? `${engine.address} does not answer.`, tone: 'bad'};
		}

		if (engine.state === 'stopped' && was !== 'connecting') {
			return {text: engine.detail ?? `${engine.address} is stopped.`, tone: 'warn'};
		}

		if (engine.state === 'up' && was !== 'connecting' && was !== 'slow') {
			return {text: `${engine.address} answers again.`, tone: 'good'};
		}
	}

	return undefined;
}
