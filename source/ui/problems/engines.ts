/**
Engines that do not answer, or not to everything.
*/
import type {EngineStatus} from '../../engine/engine.ts';
import type {Snapshot} from '../../model/snapshot.ts';
import type {ToldProblem} from './problem.ts';

const missingMeanwhile = 'Until it answers, its names, images and stopped containers may be missing.';

/**
What is missing meanwhile, and what to do where the engine's own sentence does not say it.
*/
const consequences: Readonly<Record<EngineStatus['state'], string>> = {
	up: 'Changes may be seen some seconds late. A proxy in front of the engine has to let GET /events through, and leave it open.',
	connecting: missingMeanwhile,
	slow: 'Names and states are those it told last. Its log may say what keeps it busy.',
	stopped: 'Its stopped containers are not shown.',
	unreachable: missingMeanwhile,
	denied: missingMeanwhile,
};

/**
One problem for each engine that is not as it should be, and one for each that is not where its socket is.
*/
export function engineProblems({engines, containers}: Snapshot): readonly ToldProblem[] {
	const troubled = engines
		.filter(({state, detail}) => state !== 'up' || detail !== undefined)
		.map(({kind, address, container, state, detail}): ToldProblem => {
			const place = container === undefined ? '' : ` in ${containers.get(container)?.name ?? 'a container'}`;
			return {
				what: `${kind} at ${address}${place}: ${state === 'up' ? 'limited' : state}`,
				detail: `${detail ?? 'It has not answered yet.'} ${consequences[state]}`,
				tone: state === 'unreachable' || state === 'denied' ? 'bad' : 'warn',
			};
		});
	return [...troubled, ...engines.flatMap(engine => elsewhereProblem(engine))];
}

/**
An engine of which only the socket is here.
*/
function elsewhereProblem({kind, address, state, elsewhere}: EngineStatus): readonly ToldProblem[] {
	return elsewhere && state === 'up'
		? [{
			what: `${kind} at ${address}: ${elsewhere.place === 'kernel' ? 'on another kernel' : 'out of sight'}`,
			detail: `${elsewhere.reason} Its containers are shown as it lists them; their processes and numbers cannot be read from here.`,
			tone: 'warn',
		}]
		: [];
}
