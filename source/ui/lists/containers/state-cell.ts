/**
The state of a container as a cell of its row.
*/
import type {Container} from '../../../model/container.ts';
import {formatAge} from '../../../text/format.ts';
import type {Tone} from '../../../text/theme.ts';
import type {CellContext} from '../../table/column.ts';
import type {ContainerRow} from './row.ts';

const doingWords: Readonly<Record<string, string>> = {stop: 'stopping', restart: 'restarting', remove: 'removing'};

/**
What stands in place of the state while it is being changed.
*/
export function doingWord(operation: ContainerRow['operation']): string | undefined {
	return operation && doingWords[operation];
}

/**
What became of a container, in a few letters.
*/
export function stateText(container: Container, {now, width}: CellContext): string {
	const {
		state, exitCode, health, startedAt, isRemoved, isOomKilled, restartCount,
	} = container;
	if (state === 'running') {
		// The column is as wide as the age may become.
		const age = startedAt === undefined ? 'up' : `up ${width === Infinity ? '23h59m' : formatAge(startedAt, now)}`;
		return health === 'unhealthy' ? `${age} unhealthy` : age;
	}

	if (state === 'restarting') {
		const count = restartCount === undefined || restartCount === 0 ? '' : ` ×${restartCount}`;
		return `restarting${count}${exitCode === undefined ? '' : ` (${exitCode})`}${isOomKilled ? ' OOM' : ''}`;
	}

	const word = isRemoved ? 'gone' : state;
	const code = exitCode === undefined ? '' : ` ${exitCode}`;
	return `${word}${code}${isOomKilled && state !== 'paused' ? ' OOM' : ''}`;
}

/**
Whether its state is one to worry about.
*/
export function stateTone({state, health, exitCode}: Container): Tone {
	if (state === 'running') {
		return health === 'unhealthy' ? 'bad' : 'good';
	}

	if (state === 'paused' || state === 'restarting') {
		return 'warn';
	}

	return exitCode === undefined || exitCode === 0 ? 'dim' : 'bad';
}
