/**
Whether an image, a volume or a network may be removed, and which of them nobody needs.
*/
import type {EngineKind} from '../../engine/engine.ts';
import {titleOf, type Resource} from './resource.ts';

/**
Networks that an engine makes for itself, and cannot do without. Podman calls its own one `bridge` in its imitation of Docker's API, and
`podman` elsewhere.
*/
const predefined: Readonly<Record<EngineKind, ReadonlySet<string>>> = {
	docker: new Set(['bridge', 'host', 'none', 'ingress', 'docker_gwbridge']),
	podman: new Set(['bridge', 'podman']),
};

const mostNamed = 6;

/**
Why it cannot be removed, in a sentence; undefined where it can.
*/
export function removalRefusal(resource: Resource, engine: EngineKind): string | undefined {
	const name = titleOf(resource);
	if (isPredefined(resource, engine)) {
		return `${name} is a network that the engine has made for itself: it cannot be removed.`;
	}

	const {users} = resource;
	if (users.length === 0) {
		return undefined;
	}

	const names = [...new Set(users.map(user => user.name))];
	const left = names.length - mostNamed;
	const shown = left > 1 ? [...names.slice(0, mostNamed), `${left} more`] : names;
	return `${name} is used by ${listed(shown)}: remove ${names.length === 1 ? 'that container' : 'those containers'} first.`;
}

/**
Whether it goes when its kind is pruned: an image to which no tag leads, a volume or a network of this host, and none that is used.
*/
export function isPrunable(resource: Resource, engine: EngineKind): boolean {
	if (removalRefusal(resource, engine) !== undefined) {
		return false;
	}

	switch (resource.kind) {
		case 'image': {
			return resource.tags.length === 0;
		}

		case 'volume': {
			return true;
		}

		case 'network': {
			return resource.scope === 'local';
		}
	}
}

function isPredefined(resource: Resource, engine: EngineKind): boolean {
	return resource.kind === 'network' && predefined[engine].has(resource.name);
}

function listed(names: readonly string[]): string {
	return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
