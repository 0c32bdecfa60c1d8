/**
The state of a project in one word.
*/
import {isAlive} from './build/container.ts';
import type {Container} from './container.ts';

type Condition = {
	/**
	`running` where all its containers run and are well; else what is worst, as `unhealthy`, or `partial 2/3`.
	*/
	readonly word: string;
	readonly state: Container['state'];
	readonly health: string | undefined;
};

/**
What the states of its containers come to.
*/
export function conditionOf(members: ReadonlyArray<Pick<Container, 'state' | 'health'>>): Condition {
	const alive = members.filter(({state}) => isAlive(state));
	if (alive.length === 0) {
		return {word: 'stopped', state: 'exited', health: undefined};
	}

	if (alive.some(({state}) => state === 'restarting')) {
		return {word: 'restarting', state: 'restarting', health: undefined};
	}

	const running = alive.filter(({state}) => state === 'running');
	const isAny = (health: string): boolean => running.some(member => member.health === health);
	if (isAny('unhealthy')) {
		return {word: 'unhealthy', state: 'running', health: 'unhealthy'};
	}

	if (running.length === 0) {
		return {word: 'paused', state: 'paused', health: undefined};
	}

	const isWhole = running.length === members.length;
	return {
		word: isWhole ? (isAny('starting') ? 'starting' : 'running') : `partial ${running.length}/${members.length}`,
		state: 'running',
		health: isAny('starting') ? 'starting' : undefined,
	};
}
