/**
Numbers of devices, and of the files on them.
*/

/**
Major and minor number as mounts are written with them, `254:0`, from the one number that stat gives: both lie in it in two parts
(makedev(3)).
*/
export function formatDevice(number: bigint): string {
	const device = BigInt.asUintN(64, number);
	const major = (device / 2n ** 44n * 0x10_00n) + BigInt.asUintN(12, device / 2n ** 8n);
	const minor = (BigInt.asUintN(24, device / 2n ** 20n) * 0x1_00n) + BigInt.asUintN(8, device);
	return `${major}:${minor}`;
}

/**
What tells a file from every other one of the host, as one word: `254:0:1234`. Sockets of engines are called so.
*/
export function fileKey({device, inode}: {readonly device: string; readonly inode: bigint}): string {
	return `${device}:${inode}`;
}
