/**
Docker's stream of events: one JSON object a line.
*/
import type {ContainerEvent, EngineKind, ResourceEvent} from '../engine.ts';
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
	const word = (asText(event?.Action) ?? asText(event?.status))?.split(':', 1)[0]?.trim();
	if (word === undefined || id === undefined || kind !== 'container') {
		return undefined;
	}

	const name = Object.hasOwn(dockerWord, word) ? dockerWord[word] : word;
	const action = meaningfulActions.find(meaningful => meaningful === name);
	const exitCode = asInteger(
		asRecord(asRecord(event?.Actor)?.Attributes)?.exitCode ?? asRecord(asRecord(event?.Actor)?.Attributes)?.containerExitCode,
	);
	return action === undefined ? undefined : {id, action, ...(action === 'die' && exitCode !== undefined && {exitCode})};
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
