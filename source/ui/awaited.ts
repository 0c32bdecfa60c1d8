/**
Containers whose end is awaited: when one has ended, a message says so and stays until a key. No engine is asked for
that: its events and the kernel tell it anyway.
*/
import {isAlive} from '../model/build/container.ts';
import type {Container} from '../model/container.ts';
import type {Snapshot} from '../model/snapshot.ts';
import {notify} from './messages.ts';
import type {UiState} from './state.ts';

/**
A container, and in which of its runs the wait began.
*/
export type Awaited = Pick<Container, 'key' | 'name' | 'startedAt' | 'state'>;

/**
Begins to wait for a container, or takes that back.
*/
export function toggleAwaited(state: UiState, {key, name, startedAt, state: condition}: Container): UiState {
	const isAwaited = isAwaitedIn(state, key);
	const awaited = state.awaited.filter(each => each.key !== key);
	return isAwaited
		? notify({...state, awaited}, {text: `You will not be told when ${name} ends.`, tone: 'normal'})
		: notify({
			...state, awaited: [...awaited, {
				key, name, startedAt, state: condition,
			}],
		}, {text: `You will be told when ${name} ends.`, tone: 'normal'});
}

export function isAwaitedIn({awaited}: Pick<UiState, 'awaited'>, key: string): boolean {
	return awaited.some(each => each.key === key);
}

/**
Says which of the awaited containers have ended by this snapshot. While a failure is on screen that has not been read, it waits for that.
*/
export function tellEnded(state: UiState, {containers}: Pick<Snapshot, 'containers'>): UiState {
	if (state.awaited.length === 0 || state.notice?.failures !== undefined) {
		return state;
	}

	const ended = state.awaited.flatMap(each => {
		const ending = endingOf(each, containers.get(each.key));
		return ending === undefined ? [] : [{key: each.key, ...ending}];
	});
	if (ended.length === 0) {
		return state;
	}

	const before = state.notice?.isAwaited ? [state.notice.text] : [];
	const text = [...before, ...ended.map(each => each.text)].join(' ');
	const isGood = ended.every(({isGood: ofEach}) => ofEach) && state.notice?.tone !== 'warn';
	return notify(
		{...state, awaited: state.awaited.filter(({key}) => ended.every(each => each.key !== key))},
		{
			text, tone: isGood ? 'good' : 'warn', successes: [text], isAwaited: true,
		},
	);
}

type Ending = {readonly text: string; readonly isGood: boolean};

/**
How a container has ended; undefined while it has not.
*/
function endingOf({name, startedAt, state}: Awaited, now: Container | undefined): Ending | undefined {
	if (!now) {
		return {text: `${name} has ended and was removed.`, isGood: false};
	}

	const {exitCode, isOomKilled, isRemoved} = now;
	const how = `${exitCode === undefined ? '' : ` with exit code ${exitCode}`}${isOomKilled ? ', out of memory' : ''}`;
	if (isRemoved || !isAlive(now.state)) {
		return {text: `${now.name} has ended${how}.`, isGood: exitCode === 0};
	}

	if (now.state === 'restarting' && state !== 'restarting') {
		return {text: `${now.name} has ended${how} and is being restarted.`, isGood: false};
	}

	return startedAt !== undefined && now.startedAt !== undefined && now.startedAt !== startedAt
		? {text: `${now.name} has ended and was started again.`, isGood: false}
		: undefined;
}
