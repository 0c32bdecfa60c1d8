/**
A row of the first pane that is no container, before anything is known of it.
*/
import {unsupported} from '../../known.ts';
import type {Container} from '../container.ts';
import {unknownNamespaces} from './namespaces.ts';

/**
What only an engine could tell, and what only one container has.
*/
export const blankRow = {
	image: '',
	state: 'running',
	exitCode: undefined,
	isOomKilled: undefined,
	restartCount: undefined,
	health: undefined,
	createdAt: undefined,
	finishedAt: undefined,
	command: '',
	labels: {},
	ports: [],
	addresses: [],
	engine: undefined,
	runtime: '',
	parent: undefined,
	init: unsupported,
	initPid: unsupported,
	pids: [],
	cgroup: unsupported,
	namespaces: unknownNamespaces({inode: unsupported, isHost: unsupported, sharedWith: []}),
	diedAt: undefined,
	isRemoved: false,
} as const satisfies Partial<Container>;
