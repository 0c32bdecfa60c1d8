/**
Whether a row says the same as the one before, which then takes its place.
*/
import {namespaceKinds} from '../../../kernel/pid/ns.ts';
import type {Container, NamespaceUse} from '../../container.ts';
import {isSameUsage} from '../usage.ts';

const compared = ['name', 'state', 'startedAt', 'parent', 'pids', 'initPid', 'isolation', 'diedAt', 'isRemoved'] as const;

/**
Of two rows with the same key.
*/
export function isSameRow(before: Container, now: Container): boolean {
	return compared.every(field => before[field] === now[field])
		&& before.unit?.isLeaf === now.unit?.isLeaf
		&& before.unit?.facts === now.unit?.facts
		&& namespaceKinds.every(({kind}) => isSameUse(before.namespaces[kind], now.namespaces[kind]))
		&& isSameUsage(before.usage, now.usage);
}

function isSameUse(before: NamespaceUse, now: NamespaceUse): boolean {
	return before.inode === now.inode && before.isHost === now.isHost && before.sharedWith.join(' ') === now.sharedWith.join(' ');
}
