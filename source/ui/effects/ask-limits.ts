/**
Asks an engine for the limits of a container, to have new ones typed.
*/
import {EngineError} from '../../engine/engine.ts';
import {sentence} from '../../engine/sentence.ts';
import type {Host} from '../../host/host.ts';
import {beginProgress, endProgress} from '../messages.ts';
import {openDialog, type UiState} from '../state.ts';
import type {Target} from '../target.ts';

const progressId = -3;
const answerMilliseconds = 10_000;

type Services = {readonly host: Pick<Host, 'engine'>; update(change: (state: UiState) => UiState): void};

/**
Opens the fields, or says why not. Whoever is in another dialog by then is left there. Never throws.
*/
export async function askLimits(target: Target, {host, update}: Services): Promise<void> {
	update(state => beginProgress(state, {id: progressId, text: `Asking for the limits of ${target.name}`}));
	try {
		const engine = target.kind === 'container' ? host.engine(target.engine) : undefined;
		if (!engine?.limits || target.kind !== 'container') {
			throw new Error(`No engine answers for ${target.name}.`);
		}

		const present = await engine.limits(target.id, AbortSignal.timeout(answerMilliseconds));
		update(state => {
			const ended = endProgress(state, progressId, {text: '', tone: 'normal'});
			return ended.dialog ?? ended.filtering
				? ended
				: openDialog(ended, {
					kind: 'limits', target, present, texts: {}, field: 0,
				});
		});
	} catch (error) {
		const text = error instanceof EngineError ? sentence(error, target.name) : (error instanceof Error ? error.message : String(error));
		update(state => endProgress(state, progressId, {text, tone: 'bad'}));
	}
}
