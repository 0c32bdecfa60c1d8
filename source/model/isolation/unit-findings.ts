/**
What keeps a unit of systemd apart from the rest of the host, and what does not. A unit is a part of the host: that it is not isolated is
usual, and what its settings take from it is told.
*/
import {isMissing, valueOf} from '../../known.ts';
import type {NamespaceKind} from '../../kernel/pid/ns.ts';
import type {Container} from '../container.ts';
import {labelFindings, when, type Finding} from './findings.ts';
import type {Isolation} from './isolation.ts';

/**
What a namespace of its own takes from a unit.
*/
const namespaceReasons: Readonly<Partial<Record<NamespaceKind, string>>> = {
	net: 'it has only the interfaces that are put there, and does not reach what listens on 127.0.0.1 of the host',
	pid: 'it sees no other processes than its own',
	ipc: 'it does not see the shared memory of others',
	uts: 'it cannot change the host\'s name',
};

/**
The findings, what is open first; none where the isolation could not be read.
*/
export function unitFindingsOf({isolation, initPid, namespaces}: Container): readonly Finding[] {
	const pid = valueOf(initPid);
	if (!isolation || pid === undefined) {
		return [];
	}

	const own = (Object.keys(namespaceReasons) as NamespaceKind[]).filter(kind => namespaces[kind].isHost === false);
	return [
		...rightsFindings(isolation, pid),
		...own.map((kind): Finding => ({
			weight: 'good', what: `has its own ${kind} namespace`, why: namespaceReasons[kind]!, source: `/proc/${pid}/ns/${kind}`,
		})),
		...fileFindings(isolation, pid),
	].toSorted((a, b) => Number(a.weight === 'good') - Number(b.weight === 'good'));
}

function rightsFindings(
	{capabilities, lackedCapabilities, seccomp, noNewPrivileges, lsmLabel, isLabelEnforced, isRootMapped}: Isolation,
	pid: number,
): readonly Finding[] {
	const status = `/proc/${pid}/status`;
	const has = valueOf(capabilities) ?? [];
	const lacked = valueOf(lackedCapabilities) ?? [];
	return [
		...when(has.length === 0, {
			weight: 'good', what: 'has no capabilities', why: 'it may do what an ordinary user may, and no more', source: status,
		}),
		...when(has.length > 0 && lacked.length > 0, {
			weight: 'good',
			what: has.length <= lacked.length ? `has only the capabilities ${has.join(', ')}` : `lacks the capabilities ${lacked.join(', ')}`,
			why: 'that part of what root may do is taken from it',
			source: status,
		}),
		...when(has.length > 0 && lacked.length === 0, {
			weight: 'warn', what: 'has all capabilities', why: 'it may do everything that root may', source: status,
		}),
		...when(isRootMapped === true, {
			weight: 'good', what: 'root in it is another user outside', why: 'its users are none of the host\'s', source: `/proc/${pid}/uid_map`,
		}),
		seccomp === 'filter'
			? {
				weight: 'good', what: 'system calls are filtered', why: 'calls that it does not need are refused', source: status,
			}
			: {
				weight: 'warn', what: 'no system call filter', why: 'any system call can be used to attack the kernel', source: status,
			},
		...when(noNewPrivileges === true, {
			weight: 'good', what: 'no new privileges', why: 'setuid programs grant no extra rights', source: status,
		}),
		...(isMissing(lsmLabel) ? [] : labelFindings(lsmLabel, isLabelEnforced === true, `/proc/${pid}/attr/current`)),
	];
}

function fileFindings({rootIsHostRoot, sandbox}: Isolation, pid: number): readonly Finding[] {
	const {readOnly = [], replaced = []} = sandbox ?? {};
	const mounts = `/proc/${pid}/mountinfo`;
	return [
		...when(rootIsHostRoot === true && readOnly.length + replaced.length === 0, {
			weight: 'warn', what: 'sees the host\'s files as they are', why: 'only the rights of its user restrict it', source: `/proc/${pid}/root`,
		}),
		...when(rootIsHostRoot === false, {
			weight: 'good', what: 'has a root directory of its own', why: 'it sees only the files that are put there', source: `/proc/${pid}/root`,
		}),
		...when(readOnly.length > 0, {
			weight: 'good', what: `cannot write to ${readOnly.join(', ')}`, why: 'mounted read-only for it', source: mounts,
		}),
		...when(replaced.length > 0, {
			weight: 'good', what: `has its own ${replaced.join(', ')}`, why: 'it does not see what the host has there', source: mounts,
		}),
	];
}
