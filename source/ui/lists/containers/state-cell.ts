/**
The state of a container as a cell of its row.
*/
import type {ComposeVerb} from '../../../compose/command.ts';
import type {Container} from '../../../model/container.ts';
import type {UnitFacts} from '../../../systemd/unit-facts.ts';
import {formatAge} from '../../../text/format.ts';
import type {Tone} from '../../../text/theme.ts';
import {runningCommand} from '../../commands.ts';
import {doneTo} from '../../messages.ts';
import type {UiState} from '../../state.ts';
import type {CellContext} from '../../table/column.ts';
import type {Operation} from '../../target.ts';

const operationWords: Readonly<Partial<Record<Operation['name'], string>>> = {stop: 'stopping', restart: 'restarting', remove: 'removing'};

const commandWords: Readonly<Partial<Record<ComposeVerb, string>>> = {
	up: 'going up', down: 'going down', pull: 'pulling', build: 'building',
};

const longestDoing = Math.max(...[...Object.values(operationWords), ...Object.values(commandWords)].map(({length}) => length));

/**
What stands in place of the state of a container or a project while it is being changed.
*/
export function doingWord({key, sumOf}: Container, state: Pick<UiState, 'progress' | 'commands'>): string | undefined {
	const [operation] = [key, ...sumOf?.members ?? []].flatMap(each => doneTo(state, each) ?? []);
	const command = sumOf && runningCommand(state, key);
	return (operation && operationWords[operation]) ?? (command && commandWords[command.verb]);
}

/**
What became of a container, in a few letters.
*/
export function stateText(container: Container, context: CellContext): string {
	const facts = container.unit?.facts;
	const told = facts && unitStateText(facts);
	if (told !== undefined) {
		return told;
	}

	if (container.sumOf) {
		// The column has room for what may be done to a project, so that it does not move when that begins.
		return context.width === Infinity ? container.sumOf.condition.padEnd(longestDoing) : container.sumOf.condition;
	}

	const {now, width} = context;
	const {
		state, exitCode, health, startedAt, isRemoved, isOomKilled, restartCount,
	} = container;
	if (state === 'running') {
		// The column is as wide as the age may become.
		const age = startedAt === undefined ? 'up' : `up ${width === Infinity ? '23h59m' : formatAge(startedAt, now)}`;
		const whole = `${age} unhealthy`;
		// Where there is no room for both, how long it has been up says less.
		return health === 'unhealthy' ? (whole.length > width ? 'unhealthy' : whole) : age;
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
What systemd says of a unit where that is more than that it runs.
*/
function unitStateText({activeState, subState, result, restarts, isFrozen}: UnitFacts): string | undefined {
	if (isFrozen) {
		return 'frozen';
	}

	const count = typeof restarts === 'number' && restarts > 0 ? ` ×${restarts}` : '';
	const reason = typeof result === 'string' && result !== 'success' ? ` ${result}` : '';
	switch (activeState) {
		case 'failed': {
			return `failed${reason}`;
		}

		case 'activating': {
			return subState.startsWith('auto-restart') ? `restarting${count}` : 'starting';
		}

		case 'deactivating': {
			return 'stopping';
		}

		default: {
			return undefined;
		}
	}
}

/**
Whether its state is one to worry about.
*/
export function stateTone({state, health, exitCode, unit, sumOf}: Container): Tone {
	if (unit?.facts?.activeState === 'failed') {
		return 'bad';
	}

	if (state === 'running') {
		return health === 'unhealthy' ? 'bad' : (sumOf && sumOf.condition !== 'running' ? 'warn' : 'good');
	}

	if (state === 'paused' || state === 'restarting') {
		return 'warn';
	}

	return exitCode === undefined || exitCode === 0 ? 'dim' : 'bad';
}
