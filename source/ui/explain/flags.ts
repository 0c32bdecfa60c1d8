/**
The flags of the selected container, each with what it means and how to see it by hand.
*/
import {flags, flagsOf} from '../../model/isolation/flags.ts';
import type {View} from '../view.ts';
import type {Explanation} from './explanation.ts';
import {initPidOf} from './namespaces.ts';

const privileges = (pid: number): readonly string[] => [`grep -E 'Cap|NoNewPrivs|Seccomp' /proc/${pid}/status`];
const mounts = (pid: number): readonly string[] => [`cat /proc/${pid}/mountinfo`];

const commandsOf = new Map<string, (pid: number) => readonly string[]>([
	['PRIV', privileges],
	['CAP+', privileges],
	['NOSECC', privileges],
	['DooD', pid => [`grep -F .sock /proc/${pid}/mountinfo`]],
	['DinD', pid => [`nsenter -t ${pid} -p -m ps`]],
	['HOST-FS', mounts],
	['ROOTLESS', pid => [`cat /proc/${pid}/uid_map`]],
]);

/**
One explanation for each flag in the row; none where there is no flag.
*/
export function flagFacts({container}: View): readonly Explanation[] {
	return container === undefined
		? []
		: flags.filter(({name}) => flagsOf(container).includes(name)).map(({name, help}): Explanation => ({
			title: `FLAGS: ${name}`,
			text: `${help.charAt(0).toUpperCase()}${help.slice(1)}.`,
			commands(view) {
				const pid = initPidOf(view);
				return pid === undefined ? [] : commandsOf.get(name)?.(pid) ?? hostCommands(name, pid);
			},
		}));
}

/**
Both links are the same where the namespace is the host's.
*/
function hostCommands(name: string, pid: number): readonly string[] {
	const kind = name.startsWith('HOST-') ? name.slice('HOST-'.length).toLowerCase() : undefined;
	return kind === undefined ? [] : [`readlink /proc/${pid}/ns/${kind} /proc/1/ns/${kind}`];
}
