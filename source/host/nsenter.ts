/**
Which namespaces the nsenter(1) of this host can enter. BusyBox' knows neither cgroup nor time, util-linux' before 2.36 not the latter.
*/
import process from 'node:process';
import {childProcess} from '../builtins.ts';
import type {NamespaceKind} from '../kernel/pid/ns.ts';
import {entryFlags} from '../model/entry.ts';

const answerMilliseconds = 1000;

/**
Those of the kinds that the tool has no option for. It is run without a process to enter, which it refuses in any case; of an option that
it does not know it says that.
*/
export function unknownTo(tool: string, kinds: readonly NamespaceKind[]): readonly NamespaceKind[] {
	return isKnown(tool, kinds) ? [] : kinds.filter(kind => !isKnown(tool, [kind]));
}

function isKnown(tool: string, kinds: readonly NamespaceKind[]): boolean {
	const {stderr} = childProcess().spawnSync(tool, [...kinds.map(kind => entryFlags[kind]), '--', 'true'], {
		stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', timeout: answerMilliseconds, env: {...process.env, LC_ALL: 'C'},
	});
	return !/(?:invalid|unrecognized|unknown) option/i.test(stderr);
}
