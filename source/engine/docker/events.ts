/**
Docker's stream of events: one JSON object a line.
*/
import type {EngineKind} from '../engine.ts';
import type {ContainerEvent, ResourceEvent} from '../event.ts';
import {
	asInteger,
	asRecord,
	asText,
	parseJson,
} from '../untrusted.ts';

/**
The events that change what a container is or how it is. Execs, attaches and copies do not.
*/
const meaningfulActions = [
	'create', 'start', 'die', 'stop', 'kill', 'pause', 'unpause', 'rename', 'destroy', 'restart', 'health_status', 'oom', 'update',
] as const;

/**
The events after which there are other images, volumes or networks, or others use them.
*/
const resourceActions = [
	'create', 'destroy', 'connect', 'disconnect', 'remove', 'pull', 'tag', 'untag', 'delete', 'import', 'load', 'prune',
] as const;

const resourceKinds = ['image', 'volume', 'network'] as const;

/**
What the stream is asked for. Health checks make a stream of execs, which Docker can leave out. Podman has words of its own, and refuses
kinds that it does not know.
*/
export function filtersOf(kind: EngineKind):
	{type: Array<'container' | typeof resourceKinds[number]>} & Partial<Record<'event', string[]>> {
	return kind === 'podman'
		? {type: ['container', 'image', 'volume']}
		: {type: ['container', ...resourceKinds], event: [...new Set([...meaningfulActions, ...resourceActions])]};
}

/**
Podman's words for what Docker calls otherwise.
*/
const dockerWord: Readonly<Record<string, string>> = {died: 'die', remove: 'destroy'};

/**
Longest line that an engine may send before it is taken for broken.
*/
const longestLineCharacters = 1_000_000;

/**
One line of `GET /events`, undefined when it reports nothing that matters here. Newer engines give `Type`, `Action` and `Actor`, old
ones only
`status` and `id`.
*/
export function eventOfLine(line: string): ContainerEvent | undefined {
	const event = asRecord(parseJson(line));
	const kind = asText(event?.Type) ?? 'container';
	const id = asText(asRecord(event?.Actor)?.ID) ?? asText(event?.id);
	// What comes after the colon is the health or the command.
	const [word, detail] = (asText(event?.Action) ?? asText(event?.status))?.split(':', 2).map(part => part.trim()) ?? [];
	if (event === undefined || word === undefined || id === undefined || kind !== 'container') {
		return undefined;
	}

	const name = Object.hasOwn(dockerWord, word) ? dockerWord[word] : word;
	const action = meaningfulActions.find(meaningful => meaningful === name);
	return action === undefined ? undefined : {id, action, ...factsOf(action, event, detail)};
}

/**
What else an event tells: when it happened, to which container, and what belongs to its action.
*/
function factsOf(
	action: string,
	event: Readonly<Record<string, unknown>>,
	detail: string | undefined,
): Omit<ContainerEvent, 'id' | 'action'> {
	const attributes = asRecord(asRecord(event.Actor)?.Attributes) ?? {};
	const at = timeOf(event);
	const name = asText(attributes.name);
	const exitCode = action === 'die' ? asInteger(attributes.exitCode ?? attributes.containerExitCode) : undefined;
	const signal = action === 'kill' ? asInteger(attributes.signal) : undefined;
	const oldName = action === 'rename' ? asText(attributes.oldName)?.replace(/^\//, '') : undefined;
	const health = action === 'health_status' ? asText(detail) ?? asText(event.HealthStatus) ?? asText(attributes.health_status) : undefined;
	return {
		...(at !== undefined && {at}),
		...(name !== undefined && {name}),
		...(oldName !== undefined && {oldName}),
		...(exitCode !== undefined && {exitCode}),
		...(signal !== undefined && {signal}),
		...(health !== undefined && {health}),
	};
}

/**
When an event was, in milliseconds since the epoch.
*/
export function timeOf({timeNano, time}: Readonly<Record<string, unknown>>): number | undefined {
	const seconds = asInteger(time);
	// More than an integer can be told exactly by.
	return typeof timeNano === 'number' && timeNano > 0 ? timeNano / 1e6 : (seconds === undefined ? undefined : seconds * 1000);
}

/**
One line that reports something of an image, a volume or a network; undefined for all others.
*/
export function resourceEventOfLine(line: string): ResourceEvent | undefined {
	const type = asText(asRecord(parseJson(line))?.Type);
	const resource = resourceKinds.find(kind => kind === type);
	return resource && {resource};
}

/**
Cuts a stream of bytes into lines. Fails on a line without an end.

@yields One line, without its line feed.
*/
export async function * linesOf(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let rest = '';
	for await (const chunk of chunks) {
		rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, {stream: true});
		const lines = rest.split('\n');
		rest = lines.pop() ?? '';
		yield * lines;
		if (rest.length > longestLineCharacters) {
			throw new Error('the engine sent a line that does not end');
		}
	}

	if (rest !== '') {
		yield rest;
	}
}
