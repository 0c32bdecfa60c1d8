/**
Whether the first process of a container still prepares it: until it executes the container's program it has its runtime's rights, and
perhaps the host's namespaces and root. What is seen of it then says nothing of the container.
*/
import {valueOf, type Known} from '../../known.ts';
import {hasExecuted, type ProcessStat} from '../../kernel/pid/stat.ts';

/**
Preparing takes less, on a busy host too. What looks the same for longer is a program that is called as a runtime is.
*/
export const longestPreparationSeconds = 15;

/**
The program of a runtime, as versions and distributions call it. Others go on in a child for good: a sandbox of bubblewrap has no program
of its own first.
*/
const runtimePattern = /^(?:docker-)?(?:runc|crun|youki|lxc-start|lxc-execute|systemd-nspawn)(?:[-.][\w.]+)?$/;

/**
What runc calls its processes while they go from one namespace to the next.
*/
const stagePattern = /^runc:\[\d:[A-Z]+\]?$/;

/**
Says so by what it was started as and by whether it has executed anything since it was forked. `args` must have been read after `stat`: then
it is that of the program that was executed.
*/
export function isBeingPrepared(
	{stat, args}: {readonly stat: Known<ProcessStat>; readonly args: Known<readonly string[]>},
	ageSeconds: number,
): boolean {
	const now = valueOf(stat);
	if (!now || ageSeconds >= longestPreparationSeconds) {
		return false;
	}

	// A process that has ended has no arguments any more, but its pid namespace can still be read: here that of the runtime.
	const [program = now.comm, command] = valueOf(args) ?? [];
	const isStage = stagePattern.test(now.comm);
	const isRuntime = runtimePattern.test(program.slice(program.lastIndexOf('/') + 1));
	return hasExecuted(now)
		? isStage || (isRuntime && command === 'init')
		: isStage || isRuntime;
}
