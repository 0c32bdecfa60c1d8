/**
Names of the bits in the capability masks of /proc/PID/status (include/uapi/linux/capability.h).
*/

/**
Names by bit, without their CAP_.
*/
const names = [
	'CHOWN',
	'DAC_OVERRIDE',
	'DAC_READ_SEARCH',
	'FOWNER',
	'FSETID',
	'KILL',
	'SETGID',
	'SETUID',
	'SETPCAP',
	'LINUX_IMMUTABLE',
	'NET_BIND_SERVICE',
	'NET_BROADCAST',
	'NET_ADMIN',
	'NET_RAW',
	'IPC_LOCK',
	'IPC_OWNER',
	'SYS_MODULE',
	'SYS_RAWIO',
	'SYS_CHROOT',
	'SYS_PTRACE',
	'SYS_PACCT',
	'SYS_ADMIN',
	'SYS_BOOT',
	'SYS_NICE',
	'SYS_RESOURCE',
	'SYS_TIME',
	'SYS_TTY_CONFIG',
	'MKNOD',
	'LEASE',
	'AUDIT_WRITE',
	'AUDIT_CONTROL',
	'SETFCAP',
	'MAC_OVERRIDE',
	'MAC_ADMIN',
	'SYSLOG',
	'WAKE_ALARM',
	'BLOCK_SUSPEND',
	'AUDIT_READ',
	'PERFMON',
	'BPF',
	'CHECKPOINT_RESTORE',
] as const;

/**
What Docker leaves to a container that asks for nothing.
*/
export const defaultContainerCapabilities = 0x00_00_00_00_A8_04_25_FBn;

/**
Names of the bits that are set, lowest first: `CHOWN`. A bit newer than this table is `CAP_41`.
*/
export function capabilityNames(mask: bigint): readonly string[] {
	// As text, since the digits of the number are the bits, lowest last.
	const bits = [...BigInt.asUintN(64, mask).toString(2)].toReversed();
	return bits.flatMap((bit, index) => bit === '1' ? [names[index] ?? `CAP_${index}`] : []);
}
