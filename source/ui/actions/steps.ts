/**
The order in which something is done to several targets: containers of a project follow what they depend on.
*/
import {projectKey} from '../../model/project.ts';
import {startLevels} from '../../model/project-order.ts';
import type {Snapshot} from '../../model/snapshot.ts';
import type {Operation, Target} from '../target.ts';

/**
Operations after which a container runs: first it is done to those that others depend on. Everything else is done to those last.
*/
const leadsToRunning: ReadonlySet<Operation['name']> = new Set(['start', 'restart', 'unpause']);

/**
Whether what others depend on comes first.
*/
export function areNeededFirst({name}: Operation): boolean {
	return leadsToRunning.has(name);
}

/**
The targets in steps, each to be done when the one before has ended; a single one where none depends on another.
*/
export function stepsOf(
	operation: Operation,
	targets: readonly Target[],
	{containers}: Pick<Snapshot, 'containers'>,
): ReadonlyArray<readonly Target[]> {
	const levels = startLevels(containers.values());
	const sign = areNeededFirst(operation) ? 1 : -1;
	const steps: Target[][] = [];
	for (const [project, ofProject] of Map.groupBy(targets, ({key}) => projectOfKey(key, containers))) {
		// What is in no project waits for nobody.
		const byLevel = Map.groupBy(ofProject, ({key}) => project === undefined ? 0 : levels.get(key)!);
		for (const [index, [, ofLevel]] of [...byLevel].toSorted(([a], [b]) => sign * (a - b)).entries()) {
			steps[index] = [...steps[index] ?? [], ...ofLevel];
		}
	}

	return steps;
}

function projectOfKey(key: string, containers: Snapshot['containers']): string | undefined {
	const container = containers.get(key);
	return container && projectKey(container);
}
