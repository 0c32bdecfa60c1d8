/**
The command by which a person asks the engine of a container what it knows.
*/
import type {EngineKind, EngineStatus} from '../../engine/engine.ts';
import {quoted} from './quoted.ts';

/**
Where the client of each kind looks by itself, for root.
*/
const usualAddresses: Readonly<Record<EngineKind, readonly string[]>> = {
	docker: ['unix:///var/run/docker.sock', 'unix:///run/docker.sock'],
	podman: ['unix:///run/podman/podman.sock', 'unix:///var/run/podman/podman.sock'],
};

/**
The variable that leads each client to another address.
*/
const addressVariable: Readonly<Record<EngineKind, string>> = {docker: 'DOCKER_HOST', podman: 'CONTAINER_HOST'};

/**
`podman inspect web`, at the address of this very engine.
*/
export function inspectCommand(engine: Pick<EngineStatus, 'kind' | 'address'>, name: string): string {
	return `${clientOf(engine)} inspect ${quoted(name)}`;
}

/**
The client of an engine, led to it where it would not find it by itself.
*/
export function clientOf({kind, address}: Pick<EngineStatus, 'kind' | 'address'>): string {
	const where = usualAddresses[kind].includes(address) ? '' : `${addressVariable[kind]}=${quoted(address)} `;
	return `${where}${kind}`;
}
