/**
Short words for what sets a container apart from an ordinary one.
*/
import type {NamespaceKind} from '../kernel/pid/ns.ts';
import type {Container} from './types.ts';

/**
Sharing these with the host is a choice; user, cgroup and time are the host's in most containers anyway.
*/
const tellingKinds: readonly NamespaceKind[] = ['pid', 'net', 'ipc', 'uts', 'mnt'];

/**
`HOST-NET`, `HOST-PID` and so on for each telling namespace of the host that the container uses.
*/
export function hostNamespaceFlags({namespaces}: Container): readonly string[] {
	return tellingKinds.filter(kind => namespaces[kind].isHost === true).map(kind => `HOST-${kind.toUpperCase()}`);
}
