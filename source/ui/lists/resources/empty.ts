/**
What stands in place of images, volumes or networks where there are none, and what stands above them where an engine did not tell all.
*/
import type {EngineStatus} from '../../../engine/engine.ts';
import {engineTitles} from '../../../engine/sentence.ts';
import type {ResourceKind} from '../../../engine/resources.ts';
import type {Snapshot} from '../../../model/snapshot.ts';
import type {Settings} from '../../../settings/settings.ts';
import {clean} from '../../../text/clean.ts';
import type {ResourceReading} from '../../resources/reading.ts';

type Emptiness = {
	readonly resources: ResourceReading;
	readonly snapshot: Pick<Snapshot, 'engines'>;
	readonly settings: Pick<Settings, 'theme'>;
};

/**
A sentence in each text; the first says what is missing.
*/
export function emptyResources(kind: ResourceKind, emptiness: Emptiness): readonly string[] {
	const {resources: {lists}, snapshot: {engines}} = emptiness;
	const list = lists[kind];
	const failures = reasonsOf(kind, emptiness);
	if (failures.length > 0) {
		return failures;
	}

	if (engines.length === 0) {
		return [`No engine is asked, and the kernel knows no ${kind}s.`];
	}

	const isAwaited = list.some(({state}) => state === 'asking') || engines.some(({state}) => state === 'connecting' || state === 'slow');
	if (isAwaited || list.length === 0) {
		return isAwaited || engines.some(({state}) => state === 'up')
			? ['Waiting for the engine to answer.']
			: [`No engine answers, and the kernel knows no ${kind}s.`];
	}

	return [`There are no ${kind}s here.`, ...silentOf(kind, emptiness)];
}

/**
Which of several engines did not tell what it has, and why; nothing where none told anything.
*/
export function headingOfResources(kind: ResourceKind, emptiness: Emptiness): readonly string[] {
	return emptiness.resources.lists[kind].some(({resources}) => resources.length > 0)
		? [...reasonsOf(kind, emptiness), ...silentOf(kind, emptiness)]
		: [];
}

const silences: Readonly<Record<Exclude<EngineStatus['state'], 'up'>, string>> = {
	connecting: 'has not answered yet',
	slow: 'has not answered for some time',
	stopped: 'is stopped',
	unreachable: 'does not answer',
	denied: 'refuses access',
};

/**
The engines that could not be asked what they have.
*/
function silentOf(kind: ResourceKind, {resources: {lists}, snapshot: {engines}, settings: {theme}}: Emptiness): readonly string[] {
	return engines.flatMap(({id, kind: engineKind, address, state}) =>
		state === 'up' || lists[kind].some(({engine, state: asked}) => engine === id && asked !== 'asking')
			? []
			: clean(`${engineTitles[engineKind]} (${address}) ${silences[state]}: its ${kind}s are missing.`, theme.isUnicode));
}

function reasonsOf(kind: ResourceKind, {resources: {lists}, settings: {theme}}: Emptiness): readonly string[] {
	return lists[kind].flatMap(({reason}) => reason === undefined ? [] : clean(reason, theme.isUnicode));
}
