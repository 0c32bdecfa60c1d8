import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {endianness} from 'node:os';
import {test} from 'node:test';
import {parseInternetSockets} from '../../../source/kernel/pid/net/tcp.ts';
import {parseUnixSockets, trustworthyRows} from '../../../source/kernel/pid/net/unix.ts';

const unixHeading = 'Num       RefCount Protocol Flags    Type St Inode Path\n';
const parseUnix = (rows: string) => parseUnixSockets(Buffer.from(unixHeading + rows));

const tcpHeading = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const rowOf = (local: string, remote: string, state: string) =>
	`   0: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000  1001        0 5769 1 000000006cc4f170 100 0 0 10 0\n`;
const parseTcp = (rows: string) => parseInternetSockets(Buffer.from(tcpHeading + rows), 'tcp');
const parseTcp6 = (rows: string) => parseInternetSockets(Buffer.from(tcpHeading + rows), 'tcp6');

test('unix: every field has its place, and a socket without a name has none', () => {
	const rows = [
		'0000000049e1d2ea: 00000002 00000000 00010000 0001 01  9269 /var/run/docker.sock\n',
		'000000009ec5c9d3: 00000003 00000000 00000000 0005 03 274727\n',
		'4c2f91dd: 00000003 00000000 00000000 0002 03 1056 @\n',
	];
	assert.deepEqual(parseUnix(rows.join('')), [
		{
			inode: 9269, type: 'stream', isListening: true, path: '/var/run/docker.sock',
		},
		{
			inode: 274_727, type: 'seqpacket', isListening: false, path: undefined,
		},
		{
			inode: 1056, type: 'datagram', isListening: false, path: '@',
		},
	]);
	assert.deepEqual(parseUnix(''), []);
	assert.deepEqual(parseUnixSockets(Buffer.from('')), []);
});

test('unix: a name keeps its blanks and its line ends', () => {
	const [socket, next] = parseUnix(
		'0000000049e1d2ea: 00000002 00000000 00010000 0001 01 7 /a  b \n\nc\n0000000049e1d2eb: 00000002 00000000 00010000 0001 01 8 /d\n',
	);
	assert.equal(socket?.path, '/a  b \n\nc');
	assert.equal(next?.path, '/d');
});

test('unix: a name that imitates the row of another socket makes both untrustworthy', () => {
	const forged = '0000000000000000: 00000002 00000000 00010000 0001 01 9269 /tmp/evil.sock';
	const forger = `0000000049e1d2ea: 00000002 00000000 00010000 0001 01 7 @x\n${forged}\n`;
	const others =
		'0000000049e1d2eb: 00000002 00000000 00010000 0001 01 9269 /run/docker.sock\n0000000049e1d2ec: 00000002 00000000 00010000 0001 01 8 /c\n';
	const rows = parseUnix(forger + others);
	assert.deepEqual(rows.map(({path}) => path), ['@x', '/tmp/evil.sock', '/run/docker.sock', '/c']);
	assert.deepEqual(trustworthyRows(rows).map(({path}) => path), ['@x', '/c']);
});

test('unix: a row that the reader cut off is left out', () => {
	assert.deepEqual(
		parseUnix(
			'0000000049e1d2ea: 00000002 00000000 00010000 0001 01 7 /a\n0000000049e1d2eb: 00000002 00000000 00010000 0001 01 8 /run/dock',
		).map(({path}) => path),
		['/a'],
	);
});

test(
	'tcp: an address lies backwards in its number and a port does not',
	{skip: endianness() === 'BE' && 'these rows are of a machine with the other byte order'},
	() => {
		assert.deepEqual(parseTcp(rowOf('0100007F:0050', '030011AC:D2F0', '01')), [
			{
				protocol: 'tcp',
				localAddress: '127.0.0.1',
				localPort: 80,
				remoteAddress: '172.17.0.3',
				remotePort: 54_000,
				state: 'ESTABLISHED',
				isListening: false,
				uid: 1001,
				inode: 5769,
			},
		]);
	},
);

test(
	'tcp6: zeros are left out once, and version 4 in version 6 is shown as such',
	{skip: endianness() === 'BE' && 'these rows are of a machine with the other byte order'},
	() => {
		const addressOf = (digits: string) =>
			parseTcp6(rowOf(`${digits}:1F90`, '00000000000000000000000000000000:0000', '0A'))[0]?.localAddress;
		assert.equal(addressOf('00000000000000000000000000000000'), '::');
		assert.equal(addressOf('00000000000000000000000001000000'), '::1');
		assert.equal(addressOf('0000000000000000FFFF0000030011AC'), '::ffff:172.17.0.3');
		assert.equal(addressOf('B80D0120000000000000000001000000'), '2001:db8::1');
		assert.equal(addressOf('B80D0120010000000100020003000400'), '2001:db8:0:1:2:1:4:3');
		assert.equal(addressOf('B80D0120000000000000010002000000'), '2001:db8::1:0:0:2');
		assert.equal(addressOf('00000100000000000100000000000000'), '1::1:0:0');
		assert.equal(addressOf('000080FE00000000FF005450B6AD1DFE'), 'fe80::5054:ff:fe1d:adb6');
		assert.equal(addressOf('B80D0120000000000000000000000000'), '2001:db8::');
	},
);

test('tcp: who listens is told, and a state without a name keeps its number', () => {
	const rows = parseTcp(
		rowOf('00000000:0050', '00000000:0000', '0A')
		+ rowOf('00000000:0050', '00000000:0000', '06')
		+ rowOf('00000000:0050', '00000000:0000', 'FF'),
	);
	assert.deepEqual(
		rows.map(({state, isListening}) => [state, isListening]),
		[
			['LISTEN', true],
			['TIME_WAIT', false],
			['FF', false],
		],
	);
	const [udp] = parseInternetSockets(Buffer.from(tcpHeading + rowOf('00000000:0035', '00000000:0000', '07')), 'udp');
	assert.deepEqual([udp?.state, udp?.isListening], ['CLOSE', true]);
});

test('tcp: a row that is cut short or no row at all is left out', () => {
	const row = rowOf('0100007F:0050', '00000000:0000', '0A');
	assert.equal(parseTcp(row + row.slice(0, -40)).length, 1);
	assert.equal(parseTcp(row + '   1: 0100007F:0050 00000000:0000 0A\n').length, 1);
	assert.equal(parseTcp(row + '   1: XX00007F:0050 00000000:0000 0A 0 0 0 0 0 0\n').length, 1);
	assert.deepEqual(parseInternetSockets(Buffer.from(''), 'tcp'), []);
});
