/**
What a report of a bug needs, as text: versions, host, engines, and what went wrong inside nstop.
*/
import type {Fault} from '../faults.ts';
import type {Hardware} from '../host/hardware.ts';
import {isMissing} from '../known.ts';
import {namespaceKinds} from '../kernel/pid/ns.ts';
import type {HostNamespaces} from '../kernel/process/namespaces.ts';
import type {Snapshot} from '../model/snapshot.ts';
import {clean} from '../text/clean.ts';

export type DiagnosisInput = {
	readonly versions: {readonly nstop: string; readonly node: string};
	readonly snapshot: Snapshot;
	readonly namespaces: HostNamespaces['evidence'];
	readonly hardware: Hardware;
	readonly faults: readonly Fault[];
};

/**
One fact per line, safe to print; the stack of a fault is indented below it.
*/
export function diagnosis({versions, snapshot, namespaces, hardware, faults}: DiagnosisInput, isUnicode: boolean): string {
	const {host, engines, problems, containers} = snapshot;
	const cpus = isMissing(host.cpus) ? `? cpu (${host.cpus.missing})` : `${host.cpus} cpu`;
	return [
		`nstop ${versions.nstop}, Node.js ${versions.node}`,
		`host: ${host.os}, Linux ${host.kernel}, cgroup ${host.cgroup}`,
		`machine: ${[cpus, hardware.processor, hardware.virtualization].filter(Boolean).join(', ')}`,
		...(host.inside ? [`inside: ${host.inside.runtime}, as ${host.inside.evidence} shows`] : []),
		`host namespaces: ${evidenceText(namespaces)}`,
		`containers: ${containers.size}`,
		...engines.map(({kind, version, address, state, detail}) =>
			`engine ${address}: ${[state, [kind, version].filter(Boolean).join(' '), detail].filter(Boolean).join(', ')}`),
		...problems.map(({what, detail}) => `problem: ${what}: ${detail}`),
		...(faults.length === 0 ? ['faults: none'] : faults.map(fault => faultText(fault))),
	].flatMap(text => text.split('\n')).map(line => clean(line, isUnicode)).join('\n');
}

/**
`first process (cgroup ipc mnt), own (net)`.
*/
function evidenceText(evidence: HostNamespaces['evidence']): string {
	const kinds = Map.groupBy(namespaceKinds.map(({kind}) => kind), kind => evidence[kind]);
	return [...kinds].map(([how, names]) => `${how} (${names.join(' ')})`).join(', ');
}

function faultText({doing, reason, count}: Fault): string {
	return `fault${count > 1 ? ` (${count} times)` : ''}: ${doing}: ${reason}`;
}
