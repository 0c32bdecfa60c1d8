import test from 'node:test';
import assert from 'node:assert/strict';
import {
	denied,
	firstSample,
	gone,
	unsupported,
} from '../../source/known.ts';
import {
	formatAge,
	formatBytes,
	formatCores,
	formatCoresInUse,
	formatCount,
	formatCpuTime,
	formatDuration,
	formatImage,
	formatKnown,
	formatMissing,
	formatPercent,
	formatPort,
	formatPorts,
	formatRate,
} from '../../source/text/format.ts';
import {asciiGlyphs, unicodeGlyphs} from '../../source/text/glyphs.ts';

type Cases = ReadonlyArray<readonly [number, string]>;

const formatted = (format: (value: number) => string, cases: Cases): Cases => cases.map(([value]) => [value, format(value)]);

test('bytes have three digits at most, and rounding never makes a fourth', () => {
	const cases: Cases = [
		[0, '0'],
		[512, '512'],
		[999, '999'],
		[999.6, '1.0K'],
		[1000, '1.0K'],
		[1024, '1.0K'],
		[10_188, '9.9K'],
		[10_189, '10K'],
		[1_022_000, '998K'],
		[1_023_999, '1.0M'],
		[5_347_738, '5.1M'],
		[88_080_384, '84M'],
		[1_288_490_189, '1.2G'],
		[2 ** 50, '1.0P'],
		[Number.MAX_SAFE_INTEGER, '8.0P'],
	];
	assert.deepEqual(formatted(formatBytes, cases), cases);
});

test('no number of bytes needs more than four cells, and more bytes never look like fewer', () => {
	const sizes = ['', 'K', 'M', 'G', 'T', 'P', 'E'];
	let previous = 0;
	for (let bytes = 1; bytes < 2 ** 62; bytes *= 1.003) {
		const text = formatBytes(bytes);
		assert.ok(text.length <= 4, `${bytes} ${text}`);
		const [, digits, unit] = /^([\d.]+)(\D?)$/.exec(text)!;
		const shown = Number(digits) * (1024 ** sizes.indexOf(unit!));
		assert.ok(shown >= previous * 0.999, `${bytes} ${text}`);
		previous = shown;
	}
});

test('what is no number is no number of bytes', () => {
	assert.equal(formatBytes(NaN), '?');
	assert.equal(formatPercent(Infinity), '?');
	assert.equal(formatCount(NaN), '?');
	assert.equal(formatDuration(NaN), '?');
});

test('rates name their unit even where it is a byte', () => {
	const cases: Cases = [[0, '0 B/s'], [512.4, '512 B/s'], [4200, '4.1K/s']];
	assert.deepEqual(formatted(formatRate, cases), cases);
});

test('percent keep one decimal until 99.9', () => {
	const cases: Cases = [
		[0, '0.0'],
		[0.04, '0.0'],
		[12.34, '12.3'],
		[99.94, '99.9'],
		[99.95, '100'],
		[100, '100'],
		[1234.5, '1235'],
		[99_999, '99999'],
		[-0.1, '0.0'],
	];
	assert.deepEqual(formatted(formatPercent, cases), cases);
});

test('cores that may be used have no digit too many, and a small part of one is told', () => {
	const cases: Cases = [[2, '2'], [1.5, '1.5'], [0.05, '0.05'], [0.001, '0.001'], [1 / 3, '0.33'], [128, '128'], [Infinity, '?']];
	assert.deepEqual(formatted(formatCores, cases), cases);
	const used: Cases = [[0, '0.00'], [0.0004, '0.00'], [0.0496, '0.050'], [0.2, '0.20'], [1.499, '1.50'], [NaN, '?']];
	assert.deepEqual(formatted(formatCoresInUse, used), used);
});

test('CPU time is written as in htop', () => {
	const cases: Cases = [
		[0, '0:00.00'],
		[7.25, '0:07.25'],
		[1.15, '0:01.15'],
		[59.99, '0:59.99'],
		[3599.99, '59:59.99'],
		[11_525, '3h12:05'],
		[187_920, '2d04h12m'],
		[NaN, '?'],
	];
	assert.deepEqual(formatted(formatCpuTime, cases), cases);
});

test('counts are exact up to four digits', () => {
	const cases: Cases = [
		[0, '0'],
		[9999, '9999'],
		[10_000, '10k'],
		[999_499, '999k'],
		[999_999, '1.0M'],
		[1_048_576, '1.0M'],
		[2_500_000_000, '2.5G'],
	];
	assert.deepEqual(formatted(formatCount, cases), cases);
});

test('durations say two units, and no seconds beside minutes', () => {
	const cases: Cases = [
		[0, '0s'],
		[55.9, '55s'],
		[59.99, '59s'],
		[60, '1m'],
		[3599, '59m'],
		[3600, '1h'],
		[11_520, '3h12m'],
		[86_399, '23h59m'],
		[86_400, '1d'],
		[187_200, '2d4h'],
		[863_999, '9d23h'],
		[864_000, '10d'],
		[34 * 86_400, '34d'],
		[365 * 86_400, '1y'],
		[385 * 86_400, '1y20d'],
	];
	assert.deepEqual(formatted(formatDuration, cases), cases);
});

test('a moment in the future is now', () => {
	assert.equal(formatAge(5000, 2000), '0s');
	assert.equal(formatAge(0, 120_000), '2m');
});

test('a port says where it is open and nothing that is understood', () => {
	const port = {
		hostAddress: undefined, hostPort: undefined, containerPort: 80, protocol: 'tcp',
	};
	assert.equal(formatPort(port), '80');
	assert.equal(formatPort({...port, hostAddress: '0.0.0.0', hostPort: 8080}), '8080→80');
	assert.equal(formatPort({...port, hostAddress: '127.0.0.1', hostPort: 8080}), '127.0.0.1:8080→80');
	assert.equal(formatPort({...port, hostAddress: '::1', hostPort: 8080}), '[::1]:8080→80');
	assert.equal(formatPort({
		...port, hostPort: 53, containerPort: 53, protocol: 'udp',
	}, '>'), '53>53/udp');
});

test('a port open on IPv4 and IPv6 is told once, published ones first', () => {
	const ports = [
		{
			hostAddress: undefined, hostPort: undefined, containerPort: 443, protocol: 'tcp',
		},
		{
			hostAddress: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp',
		},
		{
			hostAddress: '::', hostPort: 8080, containerPort: 80, protocol: 'tcp',
		},
		{
			hostAddress: undefined, hostPort: undefined, containerPort: 22, protocol: 'tcp',
		},
	];
	assert.equal(formatPorts(ports), '8080→80 22 443');
	assert.equal(formatPorts([]), '');
});

test('ports that follow each other are a range, on both addresses and whatever lies between', () => {
	const range = (from: number, count: number, inside: number, {protocol = 'tcp', hostAddress = '0.0.0.0'} = {}) =>
		Array.from({length: count}, (_, index) => ({
			hostAddress, hostPort: from + index, containerPort: inside + index, protocol,
		}));
	assert.equal(formatPorts([...range(20_000, 2000, 20_000, {protocol: 'udp'}), ...range(20_000, 2000, 20_000, {protocol: 'udp', hostAddress: '::'})]), '20000-21999/udp');
	assert.equal(formatPorts(range(8000, 10, 80)), '8000-8009→80-89');
	assert.equal(formatPorts([...range(53, 2, 53), ...range(53, 2, 53, {protocol: 'udp'})]), '53-54 53-54/udp');
	assert.equal(formatPorts([...range(80, 1, 80), ...range(82, 1, 82)]), '80→80 82→82');
	assert.equal(formatPorts([...range(81, 2, 80), ...range(90, 1, 82)]), '81-82→80-81 90→82');
	assert.equal(formatPorts(range(7000, 3, 7000, {hostAddress: '127.0.0.1'})), '127.0.0.1:7000-7002');
	assert.equal(formatPorts([5000, 5001, 5003].map(containerPort => ({
		hostAddress: undefined, hostPort: undefined, containerPort, protocol: 'tcp',
	}))), '5000-5001 5003');
});

test('of a digest or an id twelve digits are shown, and a name stays whole', () => {
	const digits = '0123456789ab'.padEnd(64, 'c');
	const cases = [
		['nginx:alpine', 'nginx:alpine'],
		[`sha256:${digits}`, '0123456789ab'],
		[`registry.example.com:5000/a/b@sha256:${digits}`, 'registry.example.com:5000/a/b@sha256:0123456789ab'],
		['', ''],
	] as const;
	assert.deepEqual(cases.map(([image]) => [image, formatImage(image)]), cases);
});

test('an unknown value is never a number, says denied where that fits, and fits', () => {
	assert.equal(formatMissing(denied, 6, unicodeGlyphs), 'denied');
	assert.equal(formatMissing(denied, 5, unicodeGlyphs), 'deny');
	assert.equal(formatMissing(denied, 3, unicodeGlyphs), '✗');
	assert.equal(formatMissing(denied, 3, asciiGlyphs), 'x');
	assert.equal(formatMissing(gone, 3, unicodeGlyphs), '–');
	assert.equal(formatMissing(unsupported, 3, asciiGlyphs), '-');
	assert.equal(formatMissing(firstSample, 3, unicodeGlyphs), '·');
	for (const missing of [denied, gone, unsupported, firstSample]) {
		for (let width = 0; width < 8; width++) {
			const text = formatMissing(missing, width, unicodeGlyphs);
			assert.ok(text.length <= width);
			assert.doesNotMatch(text, /\d/);
		}
	}
});

test('a known zero is a zero', () => {
	assert.equal(formatKnown(0, formatBytes, 5, unicodeGlyphs), '0');
	assert.equal(formatKnown(firstSample, formatBytes, 5, unicodeGlyphs), '·');
});
