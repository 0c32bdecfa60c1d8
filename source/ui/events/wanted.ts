/**
Whose events the screen shows, from what is selected.
*/
import type {EngineStatus} from '../../engine/engine.ts';
import type {Container} from '../../model/container.ts';
import type {Snapshot} from '../../model/snapshot.ts';

/**
One engine, and which of its containers are meant: all if absent. Another `run` means that it was away since, and has to be asked again.
*/
export type EventScope = {readonly engine: string; readonly run: string; readonly containers?: ReadonlySet<string>};

/**
Another `id` is another list.
*/
export type EventsWanted = {readonly id: string; readonly scopes: readonly EventScope[]};

/**
The events of a container, of the members of a project, or of all containers where the host or a unit is selected; undefined where no engine
can tell.
*/
export function eventsWanted(
	container: Container | undefined,
	{containers, engines}: Pick<Snapshot, 'containers' | 'engines'>,
): EventsWanted | undefined {
	if (!container || container.unit) {
		const asked = engines.filter(engine => canTell(engine));
		return asked.length === 0 ? undefined : {id: 'all', scopes: asked.map(engine => scopeOf(engine))};
	}

	const meant = container.sumOf?.members.flatMap(key => containers.get(key) ?? []) ?? [container];
	const byEngine = Map.groupBy(meant, ({engine}) => engine);
	const scopes = engines
		.filter(engine => byEngine.has(engine.id) && canTell(engine))
		.map((engine): EventScope => ({...scopeOf(engine), containers: new Set(byEngine.get(engine.id)!.map(({id}) => id))}));
	return scopes.length === 0 ? undefined : {id: container.key, scopes};
}

function scopeOf({id, state, since}: EngineStatus): EventScope {
	return {engine: id, run: state === 'up' ? String(since) : ''};
}

/**
One that was never reached is not asked.
*/
function canTell({operations}: EngineStatus): boolean {
	return operations?.has('history') === true;
}
