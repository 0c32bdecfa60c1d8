/**
/sys/class/net as a process sees it: which interfaces of a network namespace pass on what another one of it counts already.
*/
import {isMissing} from '../../known.ts';
import {listDirectory} from '../files/directory.ts';
import {useInRoot} from './in-root.ts';

/**
Names that engines, virtual machines and the kernel give to bridges, tunnels and the near ends of what is inside a namespace.
*/
const passingName = new RegExp(
	String.raw`^(?:${[
		'veth',
		'cali',
		'vnet',
		'br',
		String.raw`docker\d`,
		String.raw`podman\d`,
		'cni',
		'cbr',
		'virbr',
		'lxcbr',
		'lxdbr',
		'incusbr',
		'flannel',
		'kube-',
		'vxlan',
		'tunl',
		'gre',
		'sit',
		'dummy',
		'bond',
		'team',
	].join('|')})|\.\d+$`,
	'u',
);

/**
The interfaces through which nothing leaves a namespace that another one does not count: bridges, bonds, VLANs and whatever else stands on
other interfaces, and the near ends of the containers inside. `docker stats` leaves them out as well. Where all are such, none is.
`root` is a root directory of the namespace, such as /proc/PID/root; nothing below the paths in `barred` is looked at.
*/
export function passingInterfaces(names: readonly string[], root: string, barred: ReadonlySet<string>): ReadonlySet<string> {
	const outer = names.filter(name => name !== 'lo');
	const passing = outer.filter(name => passingName.test(name) || standsOnOthers(name, root, barred));
	return new Set(passing.length === outer.length ? [] : passing);
}

function standsOnOthers(name: string, root: string, barred: ReadonlySet<string>): boolean {
	const entries = useInRoot(root, `/sys/class/net/${name}`, ({heldPath}) => listDirectory(heldPath), barred);
	return !isMissing(entries) && entries.some(entry => entry === 'bridge' || entry.startsWith('lower_'));
}
