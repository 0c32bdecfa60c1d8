/**
What is said of the container that nstop is in.
*/
import type {HostPlace, MachineNumber} from '../model/host.ts';

const names: Readonly<Partial<Record<string, string>>> = {
	docker: 'a Docker container',
	podman: 'a Podman container',
	kubernetes: 'a Kubernetes pod',
	containerd: 'a containerd container',
	lxc: 'an LXC container',
	lxd: 'an LXD container',
	incus: 'an Incus container',
	nspawn: 'a systemd-nspawn container',
};

/**
For the header: `in docker`.
*/
export function insideWords(runtime: string): string {
	return runtime === 'container' ? 'in a container' : `in ${runtime}`;
}

const numbers: Readonly<Record<MachineNumber, string>> = {
	cpu: 'CPU', memory: 'memory', swap: 'swap', load: 'load',
};

/**
Where nstop is, how that is known, what can be seen from there, and which numbers in the header are of the whole machine.
*/
export function insideSentences({runtime, evidence, isOwnWorld, ofMachine}: HostPlace): string {
	const place = `nstop runs in ${names[runtime] ?? 'a container'}, as ${evidence} shows.`;
	if (!isOwnWorld) {
		return `${place} It shares the pid namespace of the host, so it sees all processes, and the numbers are those of the whole machine.`;
	}

	const machine = [...ofMachine].map(number => numbers[number]);
	return [
		place,
		'Only the processes in that container can be seen.',
		machine.length === 0
			? 'All numbers are those of that container.'
			: `In the header, ${joined(machine)} ${machine.length === 1 ? 'is' : 'are'} of the whole machine.`,
	].join(' ');
}

function joined(words: readonly string[]): string {
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
