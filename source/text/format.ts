/**
Numbers as short text that keeps its width: few digits, and never a unit that changes the meaning of the one beside it.
*/
import {isMissing, type Known, type Missing} from '../known.ts';
import type {PublishedPort} from '../engine/engine.ts';
import type {Glyphs} from './theme.ts';

/**
At most four characters: three digits, or one digit and one decimal, and the unit. The thresholds are those at which rounding would add
a digit.
*/
function scale(value: number, step: number, units: readonly string[]): string {
	let rest = Math.abs(value);
	let unit = 0;
	while (rest >= 999.5 && unit < units.length - 1) {
		rest /= step;
		unit++;
	}

	const digits = unit > 0 && rest < 9.95 ? rest.toFixed(1) : rest.toFixed(0);
	return (value < 0 && Number(digits) !== 0 ? '-' : '') + digits + units[unit];
}

const binaryUnits = ['', 'K', 'M', 'G', 'T', 'P', 'E'];
const decimalUnits = ['', 'k', 'M', 'G'];

/**
Bytes in units of 1024, as in htop: `0`, `512`, `5.1M`, `84M`, `1.2G`. At most four characters.
*/
export function formatBytes(bytes: number): string {
	return Number.isFinite(bytes) ? scale(bytes, 1024, binaryUnits) : '?';
}

/**
Bytes per second: `0 B/s`, `512 B/s`, `4.1K/s`.
*/
export function formatRate(bytesPerSecond: number): string {
	const text = formatBytes(bytesPerSecond);
	return /\d$/.test(text) ? `${text} B/s` : `${text}/s`;
}

/**
Percent without its sign: `0.0`, `12.5`, `99.9`, `100`, `1234`. At most five characters up to 99999, which is a thousand cores.
*/
export function formatPercent(percent: number): string {
	if (!Number.isFinite(percent)) {
		return '?';
	}

	const positive = Math.max(0, percent);
	return positive < 99.95 ? positive.toFixed(1) : positive.toFixed(0);
}

/**
Cores without a unit, exact enough for a small part of one: `2`, `1.5`, `0.05`, `0.004`.
*/
export function formatCores(cores: number): string {
	return Number.isFinite(cores) ? String(Number(cores.toFixed(cores < 0.1 ? 3 : 2))) : '?';
}

/**
Cores in use, with as many digits whatever they are: `0.00`, `1.50`, and `0.049` for what is a small part of one.
*/
export function formatCoresInUse(cores: number): string {
	return Number.isFinite(cores) ? cores.toFixed(cores >= 0.0005 && cores < 0.1 ? 3 : 2) : '?';
}

/**
A count in at most five characters: all digits where they fit, else units of a thousand: `12k`, `1.0M`.
*/
export function formatCount(count: number): string {
	if (!Number.isFinite(count)) {
		return '?';
	}

	const rounded = Math.round(count);
	return Math.abs(rounded) <= 9999 ? String(rounded) : scale(rounded, 1000, decimalUnits);
}

/**
The two largest units that say something: `55s`, `2m`, `3h12m`, `2d4h`, `34d`, `1y20d`. Minutes stand alone, so that a list of
long-lived things does not change each second.
*/
export function formatDuration(seconds: number): string {
	if (!Number.isFinite(seconds)) {
		return '?';
	}

	const whole = Math.max(0, Math.floor(seconds));
	if (whole < 60) {
		return `${whole}s`;
	}

	const minutes = Math.floor(whole / 60);
	const hours = Math.floor(minutes / 60);
	if (hours === 0) {
		return `${minutes}m`;
	}

	const days = Math.floor(hours / 24);
	if (days === 0) {
		return `${hours}h${remainder(minutes % 60, 'm')}`;
	}

	if (days < 10) {
		return `${days}d${remainder(hours % 24, 'h')}`;
	}

	return days < 365 ? `${days}d` : `${Math.floor(days / 365)}y${remainder(days % 365, 'd')}`;
}

/**
CPU time as htop writes it: `0:07.25`, `59:59.99`, `3h12:05`, `2d04h12m`.
*/
export function formatCpuTime(seconds: number): string {
	if (!Number.isFinite(seconds)) {
		return '?';
	}

	const hundredths = Math.round(seconds * 100);
	const minutes = Math.floor(hundredths / 6000);
	const hours = Math.floor(minutes / 60);
	if (hours === 0) {
		return `${minutes}:${twoDigits(hundredths / 100 % 60)}.${twoDigits(hundredths % 100)}`;
	}

	return hours < 24
		? `${hours}h${twoDigits(minutes % 60)}:${twoDigits(hundredths / 100 % 60)}`
		: `${Math.floor(hours / 24)}d${twoDigits(hours % 24)}h${twoDigits(minutes % 60)}m`;
}

function twoDigits(number: number): string {
	return String(Math.floor(number)).padStart(2, '0');
}

function remainder(count: number, unit: string): string {
	return count === 0 ? '' : `${count}${unit}`;
}

/**
How long ago a moment was, both in milliseconds since the epoch. A moment in the future, as a skewed clock makes one, is `0s`.
*/
export function formatAge(moment: number, now: number): string {
	return formatDuration((now - moment) / 1000);
}

/**
A moment in milliseconds since the epoch as the clock of the terminal's time zone shows it: `14:02:11`.
*/
export function formatClock(moment: number): string {
	const date = new Date(moment);
	return [date.getHours(), date.getMinutes(), date.getSeconds()].map(part => twoDigits(part)).join(':');
}

const anyAddress = new Set(['', '0.0.0.0', '::', '[::]']);

/**
`8080→80`, `53→53/udp`, `127.0.0.1:8080→80`, and `80` where the port is not published. TCP is not named.
*/
export function formatPort(port: PublishedPort, arrow = '→'): string {
	const {hostPort, containerPort, protocol} = port;
	const inside = protocol === 'tcp' ? String(containerPort) : `${containerPort}/${protocol}`;
	return hostPort === undefined ? inside : `${addressPrefix(port)}${hostPort}${arrow}${inside}`;
}

function addressPrefix({hostAddress = ''}: PublishedPort): string {
	const address = hostAddress.includes(':') && !hostAddress.startsWith('[') ? `[${hostAddress}]` : hostAddress;
	return anyAddress.has(hostAddress) ? '' : `${address}:`;
}

/**
All ports, the published ones first and by number. The same port on IPv4 and IPv6 is named once, and ports that follow each other on both
sides are a range: `20000-21999/udp` with the same numbers inside, else `8000-8009→80-89`.
*/
export function formatPorts(ports: readonly PublishedPort[], arrow = '→'): string {
	const sorted = ports.toSorted((a, b) =>
		(a.hostPort ?? Infinity) - (b.hostPort ?? Infinity) || a.containerPort - b.containerPort || byText(a.protocol, b.protocol));
	const open = new Map<string, PortRange>();
	const ranges = new Set<PortRange>();
	for (const port of sorted) {
		const {hostAddress = '', hostPort, containerPort, protocol} = port;
		const offset = hostPort === undefined ? '' : containerPort - hostPort;
		const kind = [anyAddress.has(hostAddress) ? '' : hostAddress, protocol, offset].join(' ');
		const range = open.get(kind);
		if (range?.last === containerPort || range?.last === containerPort - 1) {
			range.last = containerPort;
		} else {
			const begun = {port, last: containerPort};
			open.set(kind, begun);
			ranges.add(begun);
		}
	}

	return [...ranges].map(({port, last}) => formatRange(port, last, arrow)).join(' ');
}

type PortRange = {readonly port: PublishedPort; last: number};

function byText(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

function formatRange(first: PublishedPort, last: number, arrow: string): string {
	const {hostPort, containerPort, protocol} = first;
	const length = last - containerPort;
	if (length === 0) {
		return formatPort(first, arrow);
	}

	const inside = `${containerPort}-${last}${protocol === 'tcp' ? '' : `/${protocol}`}`;
	if (hostPort === undefined) {
		return inside;
	}

	const address = addressPrefix(first);
	return hostPort === containerPort ? address + inside : `${address}${hostPort}-${hostPort + length}${arrow}${inside}`;
}

/**
An image as it is told apart: of a digest or an id the twelve digits that engines show.
*/
export function formatImage(image: string): string {
	const [, name = '', digits] = /^(.*@)?sha256:([\da-f]{12})[\da-f]{52}$/u.exec(image) ?? [];
	return digits === undefined ? image : (name === '' ? digits : `${name}sha256:${digits}`);
}

/**
Why there is no value, in at most `width` cells. Denied is a word as far as it fits, since the reader can do something about it; what is
gone or does not exist is a dash; what needs a second sample is a dot.
*/
export function formatMissing({missing}: Missing, width: number, glyphs: Glyphs): string {
	if (width <= 0) {
		return '';
	}

	if (missing === 'first-sample') {
		return glyphs.dot;
	}

	return missing === 'denied' ? ['denied', 'deny'].find(word => word.length <= width) ?? glyphs.cross : glyphs.dash;
}

/**
The formatted value, or why there is none in at most `width` cells; never 0 for an unknown one.
*/
export function formatKnown<Value>(value: Known<Value>, format: (value: Value) => string, width: number, glyphs: Glyphs): string {
	return isMissing(value) ? formatMissing(value, width, glyphs) : format(value);
}
