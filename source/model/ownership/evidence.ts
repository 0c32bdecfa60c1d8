/**
Who made a container that no cgroup path and no engine identifies: judged from what its first process and that one's parent show.
*/
import type {ContainerFile} from '../../engine/files/container-file.ts';
import {commandOption, idIn, program} from './command-line.ts';
import {instancePlace} from './file-places.ts';

/**
What was read about a group of processes, once. Texts are from strangers.
*/
export type Evidence = {
	/**
	Command line of the parent of its first process: outside the container, so it cannot be forged from inside.
	*/
	readonly parentArgs: readonly string[];
	/**
	Command line of its first process.
	*/
	readonly args: readonly string[];
	/**
	Where the mount at /etc/hostname comes from; engines bind their own file there.
	*/
	readonly hostnameSource: string | undefined;
	/**
	`container` and `HOSTNAME` of its environment.
	*/
	readonly environment: Readonly<Record<string, string>>;
	/**
	Content of /etc/hostname inside its root, where that is its own file.
	*/
	readonly hostname: string | undefined;
	/**
	What the runtime's own files say of it.
	*/
	readonly file: ContainerFile | undefined;
};

export type Maker = {
	readonly runtime: string;
	/**
	Id in the runtime, if one is to be read.
	*/
	readonly id: string | undefined;
	readonly name: string | undefined;
	readonly image: string | undefined;
	readonly command: string | undefined;
	readonly labels: Readonly<Record<string, string>> | undefined;
};

type Rule = (evidence: Evidence) => Partial<Maker> | undefined;

/**
What runtimes write into the variable `container`.
*/
const containerVariable: Readonly<Record<string, string>> = {'systemd-nspawn': 'nspawn', podman: 'podman', lxc: 'lxc'};

/**
Who uses containerd, by its namespaces.
*/
const shimRuntimes: Readonly<Record<string, string>> = {moby: 'docker', 'k8s.io': 'kubernetes'};

/**
From the surest sign to the weakest.
*/
const rules: readonly Rule[] = [
	({parentArgs}) =>
		program(parentArgs) === 'conmon'
			? {runtime: 'podman', id: idIn(commandOption(parentArgs, '-c', '--cid')), name: commandOption(parentArgs, '-n', '--name')}
			: undefined,
	({parentArgs}) =>
		program(parentArgs).startsWith('containerd-shim')
			? {
				runtime: shimRuntimes[commandOption(parentArgs, '-namespace') ?? ''] ?? 'containerd',
				id: idIn(commandOption(parentArgs, '-id')),
				// What is no number is the name that a person gave it.
				name: idIn(commandOption(parentArgs, '-id')) === undefined ? commandOption(parentArgs, '-id') : undefined,
			}
			: undefined,
	({hostnameSource = ''}) => {
		const docker = /\/containers\/([\da-f]{64})\/hostname$/.exec(hostnameSource)?.[1];
		const podman = /\/overlay-containers\/([\da-f]{64})\/userdata\/hostname$/.exec(hostnameSource)?.[1];
		return docker ? {runtime: 'docker', id: docker} : (podman ? {runtime: 'podman', id: podman} : undefined);
	},
	({parentArgs}) => {
		const place = instancePlace({args: parentArgs});
		return place && {runtime: place.runtime, name: place.name};
	},
	({parentArgs}) =>
		program(parentArgs) === 'systemd-nspawn' ? {runtime: 'nspawn', name: commandOption(parentArgs, '-M', '--machine')} : undefined,
	({environment: {container = '', HOSTNAME: hostname}}) =>
		Object.hasOwn(containerVariable, container)
			? {runtime: containerVariable[container]!, name: container === 'podman' ? hostname : undefined}
			: undefined,
	({parentArgs, args}) => {
		// It is its own first process in there, and the one outside may have ended.
		const words = [parentArgs, args].find(candidate => program(candidate) === 'bwrap');
		return words && {runtime: 'bubblewrap', name: commandOption(words, '--hostname')};
	},
	({parentArgs, args}) => [parentArgs, args].some(words => program(words) === 'unshare') ? {runtime: 'unshare'} : undefined,
	({parentArgs}) => program(parentArgs) === 'lxc-start' ? {runtime: 'lxc'} : undefined,
	({parentArgs}) => program(parentArgs) === 'runc' || program(parentArgs) === 'crun' ? {runtime: program(parentArgs)} : undefined,
];

/**
The maker of a container as the evidence has it; `isolated` where nothing tells. The name is the best there is to read: the engine's,
the runtime's, the host name.
*/
export function judge(evidence: Evidence): Maker {
	let maker: Maker = {
		runtime: 'isolated', id: undefined, name: undefined, image: undefined, command: undefined, labels: undefined,
	};
	for (const rule of rules) {
		const found = rule(evidence);
		if (found) {
			maker = {...maker, ...found};
			break;
		}
	}

	return {
		...maker,
		runtime: evidence.file?.runtime ?? maker.runtime,
		name: evidence.file?.name ?? maker.name ?? evidence.hostname,
		image: evidence.file?.image,
		command: evidence.file?.command ?? evidence.args.join(' '),
		labels: evidence.file?.labels,
	};
}
