/**
The messages above the keys: what is going on and what has happened.
*/
import type {UiState} from './state.ts';
import type {Operation} from './target.ts';

/**
A message above the keys. Failures are kept one by one, until a key takes the message away.
*/
export type Notice = {
	readonly text: string;
	readonly tone: 'good' | 'warn' | 'bad' | 'normal';
	readonly failures?: readonly string[];
	/**
	What was asked for and has gone well since the last key.
	*/
	readonly successes?: readonly string[];
	/**
	It is awaited: nothing that happens by itself covers it before a key was pressed.
	*/
	readonly isAwaited?: true;
};

/**
Something that is being done right now, shown until it ends.
*/
export type Progress = {
	readonly id: number;
	readonly text: string;
	/**
	Key of what it is done to, and what is done.
	*/
	readonly target?: string;
	readonly operation?: Operation['name'];
	/**
	It was asked for, and its turn has not come yet.
	*/
	readonly isWaiting?: true;
};

/**
What is being done to a thing right now, by its key; undefined for nothing.
*/
export function doneTo({progress}: Pick<UiState, 'progress'>, key: string): Operation['name'] | undefined {
	return progress.find(({target, isWaiting}) => target === key && !isWaiting)?.operation;
}

/**
Whether a thing is being stopped, or will be when its turn has come.
*/
export function isBeingStopped({progress}: Pick<UiState, 'progress'>, key: string): boolean {
	return progress.some(({target, operation}) => target === key && operation === 'stop');
}

/**
What there is to say now: what is going on, else what has happened.
*/
export function messageOf({progress, notice}: Pick<UiState, 'progress' | 'notice'>, isUnicode: boolean): Notice | undefined {
	const begun = progress.filter(({isWaiting}) => !isWaiting);
	return begun.length === 0
		? notice
		: {text: `${uncapitalizedAfterFirst(begun).join(', ')} ${isUnicode ? '…' : '...'}`, tone: 'warn'};
}

function uncapitalizedAfterFirst(progress: readonly Progress[]): readonly string[] {
	return progress.map(({text}, index) => index === 0 ? text : text.charAt(0).toLowerCase() + text.slice(1));
}

export function notify(state: UiState, notice: Notice | undefined): UiState {
	return {...state, notice};
}

/**
Says what has happened by itself: before a key was pressed it never covers a failure, nor what is awaited.
*/
export function report(state: UiState, notice: Notice): UiState {
	return state.notice?.failures === undefined && !state.notice?.isAwaited ? notify(state, notice) : state;
}

/**
Says that something asked for has failed, along with what else has failed since the last key. Several failures open as a list, unless the
person is in the middle of something else.
*/
export function reportFailure(state: UiState, text: string): UiState {
	const notified = notify(state, noticeOf([...state.notice?.failures ?? [], text], state.notice?.successes ?? []));
	const {failures = []} = notified.notice ?? {};
	if (failures.length === 1) {
		return notified;
	}

	const isFree = state.filtering === undefined && !state.isSearching && (state.dialog === undefined || state.dialog.kind === 'failures');
	const open = state.dialog?.kind === 'failures' ? state.dialog : {kind: 'failures', scroll: 0} as const;
	return isFree ? {...notified, dialog: {...open, failures}} : notified;
}

/**
Takes the place of what has waited under the same id.
*/
export function beginProgress(state: UiState, progress: Progress): UiState {
	return {...state, progress: [...state.progress.filter(({id}) => id !== progress.id), progress]};
}

export function endProgress(state: UiState, id: number, notice: Notice): UiState {
	const ended = {...state, progress: state.progress.filter(progress => progress.id !== id)};
	switch (notice.tone) {
		case 'bad': {
			return reportFailure(ended, notice.text);
		}

		case 'good': {
			const {failures, successes = []} = state.notice ?? {};
			const all = [...successes, notice.text];
			const {isAwaited} = state.notice ?? {};
			// How an awaited container has ended is no success of what was asked for.
			const text = isAwaited ? all.join(' ') : (all.length === 1 ? notice.text : `${all.length} succeeded: ${all.join(' ')}`);
			return notify(ended, failures
				? noticeOf(failures, all)
				: {
					...notice, text, successes: all, ...(isAwaited && {isAwaited}),
				});
		}

		case 'normal':
		case 'warn': {
			return report(ended, notice);
		}
	}
}

/**
What has failed, and what has not.
*/
function noticeOf(failures: readonly string[], successes: readonly string[]): Notice {
	const failed = failures.length === 1 ? failures[0]! : `${failures.length} failed: ${failures.join(' ')}`;
	const succeeded = successes.length > 1 ? `${successes.length} succeeded.` : successes.join(' ');
	return {
		text: succeeded === '' ? failed : `${succeeded} ${failed}`, tone: 'bad', failures, ...(succeeded !== '' && {successes}),
	};
}
