/**
The projects of a snapshot: for the containers of each a row that sums them, in the form of a container.
*/
import type {Container} from '../container.ts';
import type {ContainerKey} from '../keys.ts';
import {membersOf, projectKey, projectOf} from '../project.ts';
import {conditionOf} from '../project-state.ts';
import {blankRow} from './blank-row.ts';
import {isAlive, rememberContainer, remembranceMilliseconds} from './container.ts';
import {sumOfUsages} from './project-usage.ts';
import {goneUsage, isSameUsage} from './usage.ts';

/**
How long a Compose project is remembered after it has lost all its containers, so that it can be brought up again.
*/
const composeMilliseconds = 3_600_000;

type Rows = ReadonlyMap<ContainerKey, Container>;

/**
A row for each project that has containers, whether they run or not. One that has lost all of them is remembered for a while, with what it
takes to bring it up again. A row that says the same as before is the same object.
*/
export function buildProjects(containers: Rows, steadyMilliseconds: number, previous: Rows | undefined): Rows {
	const rows = new Map<ContainerKey, Container>();
	for (const [key, members] of Map.groupBy(containers.values().filter(({isRemoved}) => !isRemoved), projectKey)) {
		if (key === undefined) {
			continue;
		}

		const before = previous?.get(key);
		const row = projectRow(key, members, before);
		rows.set(key, before && isSameRow(before, row) ? before : row);
	}

	for (const [key, row] of previous ?? []) {
		// Labels may be known only when the engine has answered, and say something else.
		const isElsewhere = row.sumOf?.members.some(member => containers.get(member)?.isRemoved === false);
		const remembered = rows.has(key) || isElsewhere ? undefined : rememberProject(row, containers, steadyMilliseconds);
		if (remembered) {
			rows.set(key, remembered);
		}
	}

	return rows;
}

function rememberProject(row: Container, containers: Rows, steadyMilliseconds: number): Container | undefined {
	const {sumOf} = row;
	const isOfCompose = sumOf?.kind === 'compose';
	const milliseconds = isOfCompose ? composeMilliseconds : remembranceMilliseconds;
	if (!sumOf || row.isRemoved) {
		return rememberContainer(row, steadyMilliseconds, undefined, milliseconds);
	}

	const lost = membersOf(row, {containers}).map(({labels, engine, createdAt}) => ({labels, engine, createdAt}));
	const left = {...row, sumOf: {...sumOf, condition: isOfCompose ? 'down' : 'gone', lost}};
	return rememberContainer(left, steadyMilliseconds, undefined, milliseconds);
}

function projectRow(key: ContainerKey, members: readonly Container[], before: Container | undefined): Container {
	const [first] = members;
	const {name, kind} = projectOf(first!)!;
	const alive = members.filter(({state}) => isAlive(state));
	const {word, state, health} = conditionOf(members);
	const started = alive.map(({startedAt}) => startedAt).filter(startedAt => startedAt !== undefined);
	return {
		...blankRow,
		key,
		id: name,
		name,
		state,
		health,
		isOomKilled: members.some(({isOomKilled}) => isOomKilled === true),
		restartCount: members.reduce((sum, {restartCount = 0}) => sum + restartCount, 0),
		startedAt: started.length === 0 ? undefined : Math.min(...started),
		ports: kept(members.flatMap(({ports}) => ports), before?.ports),
		parent: first!.parent,
		pids: kept(members.flatMap(({pids}) => pids).toSorted((a, b) => a - b), before?.pids),
		usage: alive.length === 0 ? goneUsage : sumOfUsages(alive),
		sumOf: {
			kind,
			members: kept(members.map(member => member.key), before?.sumOf?.members),
			condition: word,
		},
	};
}

/**
The list of before, where that is the same.
*/
function kept<Item>(now: readonly Item[], before: readonly Item[] | undefined): readonly Item[] {
	return before?.length === now.length && now.every((item, index) => item === before[index]) ? before : now;
}

const compared = ['name', 'state', 'health', 'isOomKilled', 'restartCount', 'startedAt', 'ports', 'parent', 'pids', 'isRemoved'] as const;

function isSameRow(before: Container, now: Container): boolean {
	return compared.every(field => before[field] === now[field])
		&& before.sumOf?.members === now.sumOf?.members
		&& before.sumOf?.condition === now.sumOf?.condition
		&& isSameUsage(before.usage, now.usage);
}
