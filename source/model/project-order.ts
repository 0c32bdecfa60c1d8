/**
In which order the containers of a project are started and stopped.
*/
import {isMissing, valueOf} from '../known.ts';
import type {Container} from './container.ts';
import type {ContainerKey} from './keys.ts';
import {projectKey, projectOf} from './project.ts';

/**
For each of these containers how many others of its project have to be started one after the other before it: 0 for one that depends on
none. In a circle one of them counts as if it did not depend on the others.
*/
export function startLevels(containers: Iterable<Container>): ReadonlyMap<ContainerKey, number> {
	const services = new Map<string, Container[]>();
	const idOf = (project: string, service: string): string => JSON.stringify([project, service]);
	const all = [...containers].map(container => ({container, project: projectKey(container), of: projectOf(container)}));
	for (const {container, project, of} of all) {
		if (project !== undefined && of?.service !== undefined) {
			const id = idOf(project, of.service);
			services.set(id, [...services.get(id) ?? [], container]);
		}
	}

	const needed = new Map(all.map(({container, project, of}) => [
		container.key,
		project === undefined ? [] : (valueOf(of!.dependsOn) ?? []).flatMap(service => services.get(idOf(project, service)) ?? []),
	]));
	const levels = new Map<ContainerKey, number>();
	const open = new Set<ContainerKey>();
	const levelOf = (key: ContainerKey): number => {
		const known = levels.get(key);
		if (known !== undefined || open.has(key)) {
			return known ?? -1;
		}

		open.add(key);
		const level = Math.max(-1, ...needed.get(key)!.map(other => levelOf(other.key))) + 1;
		open.delete(key);
		levels.set(key, level);
		return level;
	};

	for (const {container} of all) {
		levelOf(container.key);
	}

	return levels;
}

/**
Whether among these are several services of a project that does not say which of them need others.
*/
export function isOrderUntold(containers: Iterable<Container>): boolean {
	const projects = Map.groupBy(containers, container => projectKey(container));
	return projects.entries().some(([project, members]) => {
		const all = project === undefined ? [] : members.flatMap(member => projectOf(member) ?? []);
		return new Set(all.map(({service}) => service)).size > 1 && all.some(({dependsOn}) => isMissing(dependsOn));
	});
}
