import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {mkdirSync, writeFileSync} from 'node:fs';
import test from 'node:test';
import {HeldFiles} from '../../../source/kernel/files/held.ts';
import {HostReader} from '../../../source/kernel/host/read.ts';
import {parseSwaps, parseZramUse} from '../../../source/kernel/host/swaps.ts';
import {gone, unsupported} from '../../../source/known.ts';
import {makeFolder} from '../../helpers/live-process.ts';

const header = 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n';
const zramLine = '/dev/zram0                              partition\t65532\t\t1024\t\t100\n';

test('partitions, files and zram are told apart', () => {
	assert.deepEqual(parseSwaps(Buffer.from(header)), []);
	assert.deepEqual(parseSwaps(Buffer.from(`${header}${zramLine}/dev/vda2 partition 2048 0 -2\n/var/my\\040swap file 4 4 -3\n`)), [
		{
			name: '/dev/zram0', kind: 'zram', sizeBytes: 65_532 * 1024, usedBytes: 2 ** 20,
		},
		{
			name: '/dev/vda2', kind: 'partition', sizeBytes: 2 ** 21, usedBytes: 0,
		},
		{
			name: '/var/my swap', kind: 'file', sizeBytes: 4096, usedBytes: 4096,
		},
	]);
	assert.deepEqual(
		parseZramUse(Buffer.from(' 1048576   281230   327680        0   327680        2        0        0        0\n')),
		{originalBytes: 2 ** 20, takenBytes: 327_680},
	);
	assert.equal(parseZramUse(Buffer.from('\n')), unsupported);
});

test('where swap goes is read only of a host that has some, and zram with what it takes', () => {
	const root = makeFolder();
	const meminfo = (kibibytes: number): string => `MemTotal: 100 kB\nMemFree: 50 kB\nSwapTotal: ${kibibytes} kB\nSwapFree: 0 kB\nZswap: 2 kB\n`;
	mkdirSync(`${root}/block/zram0`, {recursive: true});
	writeFileSync(`${root}/block/zram0/mm_stat`, '1048576 281230 327680 0 0 0 0 0\n');
	writeFileSync(`${root}/meminfo`, meminfo(0));
	const read = () => new HostReader(root, new HeldFiles(9), `${root}/block`).read();
	assert.deepEqual(read().swaps, [], 'although there is no such file');
	writeFileSync(`${root}/meminfo`, meminfo(65_532));
	assert.equal(read().swaps, gone);
	writeFileSync(`${root}/swaps`, header + zramLine);
	const {swaps, memory} = read();
	assert.deepEqual(swaps, [{
		name: '/dev/zram0', kind: 'zram', sizeBytes: 65_532 * 1024, usedBytes: 2 ** 20, zram: {originalBytes: 2 ** 20, takenBytes: 327_680},
	}]);
	assert.ok('zswapBytes' in memory);
	assert.deepEqual([memory.zswapBytes, memory.zswappedBytes], [2048, unsupported]);
});
