import assert from 'node:assert/strict';
import test, {before} from 'node:test';
import {eventually} from '../helpers/engine.ts';
import {DocumentStream, printDocument, type UsageDocument} from '../helpers/documents.ts';
import {containerIn, openZoo} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('network');
const sentBytes = 5_000_000;
const port = '4444';
const ids = new Map<string, string>();
before(async () => {
	if (skip !== false) {
		return;
	}

	ids.set(
		'receiver',
		await zoo.run(
			'receiver',
			'--',
			'sh',
			'-c',
			`mkfifo /pipe; exec 3<>/pipe; while :; do nc -l -p ${port} <&3 | wc -c >/counting; mv /counting /received; done`,
		),
	);
	ids.set('sender', await zoo.run('sender', '--', 'sleep', '3000'));
	ids.set('guest', await zoo.run('guest', '--network', `container:${zoo.fullName('receiver')}`, '--', 'sleep', '3000'));
	ids.set('none', await zoo.run('none', '--network', 'none', '--', 'sleep', '3000'));
	await eventually('the receiver listens', async () => {
		const listing = await zoo.inside('receiver', 'netstat', '-ltn');
		return listing.includes(`:${port} `);
	});
});

/**
Received and sent bytes of an interface, as the container itself reads them.
*/
async function countersInside(name: string, device = 'eth0'): Promise<string> {
	return zoo.inside(name, 'sh', '-c', `cd /sys/class/net/${device}/statistics; echo $(cat rx_bytes tx_bytes)`);
}

async function usageOf(name: string): Promise<UsageDocument> {
	return containerIn(await printDocument([...zoo.words, '--interval', '0.4']), ids.get(name)!).usage;
}

const countersOf = ({networkRxBytes, networkTxBytes}: UsageDocument) => `${networkRxBytes} ${networkTxBytes}`;

async function send(): Promise<void> {
	const address = await zoo.inspect('receiver', '.NetworkSettings.IPAddress');
	await zoo.inside('receiver', 'rm', '-f', '/received');
	await zoo.inside('sender', 'sh', '-c', `head -c ${sentBytes} /dev/zero | nc ${address} ${port}`);
	await eventually('everything has been received', async () => Number(await zoo.inside('receiver', 'cat', '/received')) === sentBytes);
}

test('What one container sends to another is counted at both ends, as their own interfaces count it', {skip}, async t => {
	const earlier = {sender: await usageOf('sender'), receiver: await usageOf('receiver')};
	await send();
	for (const name of ['sender', 'receiver'] as const) {
		// Neighbours may still ask for addresses, so both sides are read until they are read at the same state.

		const [usage, theirs] = await eventually('nstop and the container tell the same', async () => {
			const inside = await countersInside(name);
			const usage = await usageOf(name);
			return countersOf(usage) === inside ? [usage, inside] as const : undefined;
		});
		const field = name === 'sender' ? 'networkTxBytes' : 'networkRxBytes';
		const counted = usage[field]! - earlier[name][field]!;
		t.diagnostic(`${name}: nstop ${countersOf(usage)}, container ${theirs}; ${counted} for ${sentBytes} bytes sent`);
		// Headers come on top of what was sent.
		assert.ok(counted >= sentBytes, `${name}: ${counted}`);
		assert.ok(counted < sentBytes * 1.1, `${name}: ${counted}`);

		await eventually('nstop and the engine tell the same', async () => {
			const {networks} = await zoo.stats(name);
			return countersOf(await usageOf(name)) === `${networks!.eth0!.rx_bytes} ${networks!.eth0!.tx_bytes}`;
		});
	}
});

test('A container in the network namespace of another shows the same counters', {skip}, async () => {
	await send();
	const document = await printDocument([...zoo.words, '--interval', '0.4']);
	const host = containerIn(document, ids.get('receiver')!);
	const guest = containerIn(document, ids.get('guest')!);
	assert.equal(countersOf(guest.usage), countersOf(host.usage));
	assert.ok(guest.usage.networkRxBytes! > sentBytes);
	assert.equal(guest.usage.networkRxPerSecond, host.usage.networkRxPerSecond);
});

test('A container with nothing but a loopback device has neither sent nor received, whatever it says to itself', {skip}, async () => {
	await zoo.inside('none', 'ping', '-c', '1', '127.0.0.1');
	const usage = await usageOf('none');
	assert.notEqual(await countersInside('none', 'lo'), '0 0');
	assert.equal(countersOf(usage), '0 0');
	assert.equal(usage.missing?.networkRxBytes, undefined);
});

/**
A counter is read at its own moment of a pass, which the document does not tell: how late that may be on a busy host, in a sample of 5 s.
*/
const latestSeconds = 0.5;

test('The rate of each sample is what was sent since the one before, and all of them are what was sent', {skip}, async t => {
	const stream = new DocumentStream([...zoo.words, '--interval', '5']);
	try {
		await stream.until('the first samples', () => stream.count >= 2, 0);
		const {value: first} = await stream.until('counters', document => containerIn(document, ids.get('sender')!).usage);
		const place = stream.count;
		await send();
		const {value: last} = await stream.until('all that was sent', document => {
			const {usage} = containerIn(document, ids.get('sender')!);
			return usage.networkTxBytes! - first.networkTxBytes! >= sentBytes && usage.networkTxPerSecond === 0 && usage;
		}, place);
		let earlier = first.networkTxBytes!;
		for (const document of stream.since(place)) {
			const {networkTxBytes: bytes, networkTxPerSecond: rate} = containerIn(document, ids.get('sender')!).usage;
			const sent = bytes! - earlier;
			t.diagnostic(`sent ${sent} in ${document.seconds} s, at ${Math.round(rate!)} B/s`);
			assert.equal(rate! > 0, sent > 0);
			assert.ok(sent === 0 || Math.abs((sent / rate!) - document.seconds) < latestSeconds, `${sent} bytes at ${rate} in ${document.seconds} s`);
			earlier = bytes!;
		}

		assert.equal(earlier, last.networkTxBytes);
	} finally {
		await stream.end();
	}
});
