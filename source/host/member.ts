/**
Whether a process is one of a container.
*/
import {isMissing} from '../known.ts';
import type {KernelScanner} from '../kernel/scan.ts';
import type {Container} from '../model/container.ts';
import type {ProcessKey} from '../model/keys.ts';
import {processKey} from '../model/build/process.ts';

/**
The key of the process with this pid, if it is in the mount namespace of the container; undefined where it is not, has ended or may not
be looked at.
*/
export function readMember(
	scanner: Pick<KernelScanner, 'sample' | 'processes'>,
	pid: number,
	{namespaces}: Container,
): ProcessKey | undefined {
	const {stat} = scanner.sample(pid);
	const {mnt} = scanner.processes.facts(pid).namespaces;
	const isIn = !isMissing(mnt) && !namespaces.mnt.isHost && mnt === namespaces.mnt.inode;
	return isMissing(stat) || !isIn ? undefined : processKey({pid, startTicks: stat.startTicks});
}
