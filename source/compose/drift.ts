/**
Whether what there is of a project differs from what its file says, service by service.
*/
import {hashLabel, type ComposeService} from './services.ts';

/**
A container of the project.
*/
type Made = {
	readonly labels: Readonly<Record<string, string>>;
	readonly image: string;
	readonly isRunning: boolean;
};

/**
- `same`: each container was made of what the file says now.
- `differs`: some were not, or nobody wrote of what they were made.
- `not created`: the file names the service, and it has no container.
- `not in the file`: the other way round.
- `unknown`: Compose has not said.
*/
type Difference = 'same' | 'differs' | 'not created' | 'not in the file' | 'unknown';

export type ServiceDrift = {
	readonly name: string;
	readonly running: number;
	readonly containers: number;
	/**
	How many containers the file asks for; undefined where that is not known.
	*/
	readonly wanted: number | undefined;
	readonly difference: Difference;
	/**
	How many of the containers differ.
	*/
	readonly differing: number;
	/**
	As the file names it, else as its first container does.
	*/
	readonly image: string | undefined;
};

/**
The services in the order of the file, then those that it does not name. Containers of a single `run` count for none.
*/
export function driftOf(made: readonly Made[], services: ReadonlyMap<string, ComposeService> | undefined): readonly ServiceDrift[] {
	const lasting = made.filter(({labels}) => labels['com.docker.compose.oneoff'] !== 'True');
	const byService = Map.groupBy(lasting, ({labels}) => labels['com.docker.compose.service'] ?? '');
	const names = new Set([...services?.keys() ?? [], ...[...byService.keys()].filter(name => name !== '').toSorted()]);
	return [...names].map(name => {
		const containers = byService.get(name) ?? [];
		const service = services?.get(name);
		const differing = service ? containers.filter(({labels}) => labels[hashLabel] !== service.hash).length : 0;
		return {
			name,
			running: containers.filter(({isRunning}) => isRunning).length,
			containers: containers.length,
			wanted: service?.replicas,
			difference: services ? differenceOf(service, containers.length, differing) : 'unknown',
			differing,
			image: service?.image ?? containers[0]?.image,
		};
	});
}

function differenceOf(service: ComposeService | undefined, containers: number, differing: number): Difference {
	if (!service) {
		return 'not in the file';
	}

	if (containers === 0 && service.replicas !== 0) {
		return 'not created';
	}

	return differing > 0 ? 'differs' : 'same';
}
