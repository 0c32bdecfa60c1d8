/**
The row of the host: all that is in no container, as one.
*/
import {
	mapKnown,
	unsupported,
	valueOf,
	type Known,
} from '../../../known.ts';
import type {Container} from '../../container.ts';
import {pidsOutside} from '../../ownership/owners.ts';
import type {Readings} from '../../readings.ts';
import {restOfHost} from '../../units/rest.ts';
import {hostKey} from '../../units/unit.ts';
import type {Usage} from '../../usage.ts';
import {blankRow} from '../blank-row.ts';
import {namespaceUses} from '../namespaces.ts';
import {usageOfProcesses} from '../process-usage.ts';
import {processKey} from '../process.ts';
import {bootTimeOf} from '../started-at.ts';
import type {UnitContext} from './context.ts';

/**
`others` is what the containers use that no other one counts.
*/
export function hostRow(context: UnitContext, others: readonly Usage[], before: Container | undefined): Container {
	const {readings, namespaces, host} = context;
	const {takenAt, host: {now}, hostNamespaces} = readings;
	const init = readings.identities.get(1);
	// In a container, that of the world which nstop sees alone.
	const uptimeSeconds = host.inside?.isOwnWorld ? host.inside.uptimeSeconds : now.value.uptimeSeconds;
	return {
		...blankRow,
		key: hostKey,
		id: 'host',
		name: '(host)',
		init: init ? processKey(init) : unsupported,
		initPid: init ? 1 : unsupported,
		startedAt: before?.startedAt ?? valueOf(bootTimeOf(takenAt, uptimeSeconds)),
		namespaces: namespaceUses(hostNamespaces, hostKey, namespaces.map, hostNamespaces),
		usage: restOfHost({host, threads: threadsOf(readings), processes: usageOutside(context)}, others),
		unit: {
			kind: 'host', path: '', name: '', isLeaf: true,
		},
	};
}

/**
The sum over the processes in no container, where nstop has numbers of the whole machine alone.
*/
function usageOutside({readings, host}: UnitContext): Usage {
	const {ofMachine} = host.inside ?? {};
	const isSummed = ofMachine !== undefined && (ofMachine.has('cpu') || ofMachine.has('memory'));
	return usageOfProcesses(isSummed ? pidsOutside(readings.groups, readings.identities).map(pid => readings.sample(pid)) : []);
}

/**
All tasks of the kernel are not all that can be seen in a pid namespace of its own: there are no kernel threads there.
*/
function threadsOf({host, identities}: Readings): Known<number> {
	return identities.get(2)?.isKernelThread ? mapKnown(host.now.value.load, ({total}) => total) : unsupported;
}
