/**
Asks the engine to inspect the container whose open tab needs that, once, and again when it has changed.
*/
import {EngineError, type Engine} from '../../engine/engine.ts';
import type {EngineOperations} from '../../engine/operations.ts';
import {sentence} from '../../engine/sentence.ts';
import type {Container} from '../../model/container.ts';
import type {Store} from '../../store.ts';
import type {Inspection} from '../inspection.ts';
import type {View} from '../view.ts';

/**
A function to be called with every new view; it asks when there is something new to ask.
*/
export function createInspector(
	store: Store<Inspection | undefined>,
	engineOf: (id: string | undefined) => Engine | undefined,
): (view: View) => void {
	let asked = '';
	return ({tab, container, layout}) => {
		if (!tab.asked?.includes('inspection') || !container || container.isRemoved || layout.panes.every(({id}) => id !== 'details')) {
			asked = '';
			return;
		}

		const question = `${container.key} ${container.state} ${container.startedAt ?? ''} ${container.name}`;
		const engine = engineOf(container.engine);
		if (question === asked || !engine?.inspect) {
			return;
		}

		asked = question;
		if (store.get()?.container !== container.key) {
			store.set({container: container.key, state: 'asking'});
		}

		void answer(container, {inspect: engine.inspect}, store);
	};
}

async function answer(
	{key, id, name}: Container,
	engine: Pick<EngineOperations, 'inspect'>,
	store: Store<Inspection | undefined>,
): Promise<void> {
	let result: Inspection;
	try {
		result = {container: key, state: 'answered', answer: await engine.inspect(id, AbortSignal.timeout(10_000))};
	} catch (error) {
		result = {container: key, state: 'failed', reason: error instanceof EngineError ? sentence(error, name) : String(error)};
	}

	// The selection may have moved to another container by now.
	if (store.get()?.container === key) {
		store.set(result);
	}
}
