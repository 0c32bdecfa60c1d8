import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import test, {before} from 'node:test';
import {eventually} from '../helpers/engine.ts';
import {openSession, openTab, type Session} from '../helpers/session.ts';
import {openZoo} from '../helpers/zoo.ts';

const {skip: zooLack, zoo} = await openZoo('network-tab');
const skip = zooLack === false && spawnSync('ip', ['-j', 'addr']).status !== 0 ? 'there is no ip here' : zooLack;
const pids = new Map<string, number>();

type IpAddress = {readonly local: string; readonly prefixlen: number; readonly family: string};
type IpLink = {
	readonly ifname: string;
	readonly ifindex: number;
	readonly link_index?: number;
	readonly master?: string;
	readonly address: string;
	readonly mtu: number;
	readonly addr_info: readonly IpAddress[];
};
type IpRoute = {readonly dst: string; readonly gateway?: string; readonly dev: string};

/**
What ip says in the network namespace of a process.
*/
function ip<Answer>(pid: number, ...words: readonly string[]): readonly Answer[] {
	const {stdout, stderr, status} = spawnSync('nsenter', ['--net', '--target', String(pid), 'ip', '-j', ...words], {encoding: 'utf8'});
	assert.equal(status, 0, stderr);
	return words.includes('add') || stdout === '' ? [] : JSON.parse(stdout) as readonly Answer[];
}

before(async () => {
	if (skip !== false) {
		return;
	}

	await zoo.run('plain', '--dns', '192.0.2.53', '--dns-search', 'example.test', '--', 'sleep', '3000');
	await zoo.run('many', '--sysctl', 'net.ipv6.conf.all.disable_ipv6=0', '--', 'sleep', '3000');
	await zoo.run('none', '--network', 'none', '--', 'sleep', '3000');
	// Whatever the engine's network namespace is, this one is in it.
	await zoo.run('engine', '--network', 'host', '--', 'sleep', '3000');
	for (const name of ['plain', 'many', 'none', 'engine']) {
		pids.set(name, Number(await zoo.inspect(name, '.State.Pid')));
	}

	const many = pids.get('many')!;
	ip(many, 'addr', 'add', '10.99.1.1/24', 'dev', 'eth0');
	ip(many, 'addr', 'add', '10.99.1.2/24', 'dev', 'eth0');
	ip(many, 'addr', 'add', '10.99.1.3/32', 'dev', 'eth0');
	ip(many, 'addr', 'add', '10.99.2.1/29', 'dev', 'eth0');
	ip(many, '-6', 'addr', 'add', 'fd99::2/64', 'dev', 'eth0', 'nodad');
	ip(many, '-6', 'route', 'add', 'default', 'via', 'fd99::1', 'dev', 'eth0');
});

/**
Opens the Network tab of a container, in the network namespace of the engine, where the other ends of the interfaces are.
*/
async function open(context: Parameters<typeof openSession>[0], name: string): Promise<Session> {
	// What /sys shows of interfaces is the namespace in which it was mounted.
	const mount = 'mount -t sysfs sysfs /sys && exec "$@"';
	const session = openSession(context, 200, 50, {
		words: [...zoo.words, zoo.fullName(name)],
		command: `exec nsenter --net --target ${pids.get('engine')} unshare --mount sh -c '${mount}' sh "$@"`,
	});
	await session.until('the cursor', screen => screen.includes(`▸${zoo.fullName(name)}`));
	await openTab(session, 'Network');
	session.press('4', 'z');
	await session.until('what is read', screen => screen.includes('┌ 4 ') && screen.includes('gateway ') && screen.includes('INTERFACE '));
	return session;
}

/**
The facts about an interface, or about the namespace: what stands between the dots, over all lines.
*/
function factsOf(screen: string, name: string): readonly string[] {
	const lines = screen.split('\n').map(line => line.slice(2, -1).trimEnd());
	const start = lines.findIndex(line => line.startsWith(`${name} `));
	const rest = lines.slice(start + 1);
	const more = rest.slice(0, rest.findIndex(line => !line.startsWith(' ')));
	return [lines[start]!.slice(name.length), ...more].flatMap(line => line.split(' · ')).map(fact => fact.trim());
}

/**
Each address with its prefix as ip says it, except those of which /proc does not tell it: they come as what they are all in.
*/
function addressesOf({addr_info: list}: IpLink, together: readonly string[] = []): readonly string[] {
	return list.filter(({local}) => !together.includes(local)).map(({local, prefixlen}) => `${local}/${prefixlen}`);
}

/**
An interface as ip knows it, with its other end in the namespace of the engine.
*/
function interfaceOf(pid: number, name: string): {readonly link: IpLink; readonly end: IpLink} {
	const link = ip<IpLink>(pid, 'addr').find(({ifname}) => ifname === name)!;
	return {link, end: ip<IpLink>(pids.get('engine')!, 'addr').find(({ifindex}) => ifindex === link.link_index)!};
}

test('Addresses, MAC, MTU, gateway, the end on the host and its bridge are what ip says, DNS what the container reads', {skip}, async context => {
	const session = await open(context, 'plain');
	const {link, end} = interfaceOf(pids.get('plain')!, 'eth0');
	const route = ip<IpRoute>(pids.get('plain')!, 'route').find(({dst}) => dst === 'default');
	const screen = await eventually('the end on the host and its bridge, and what the container reads', async () => {
		const shown = await session.screen();
		const isWhole = factsOf(shown, 'eth0').some(fact => /^host end \S+ in bridge /.test(fact)) && shown.includes(' · DNS 192.0.2.53 · ');
		return isWhole ? shown : undefined;
	});
	assert.deepEqual(factsOf(screen, 'eth0'), [
		...addressesOf(link), `MAC ${link.address}`, `host end ${end.ifname} in bridge ${end.master}`, `MTU ${link.mtu}`,
	]);
	assert.deepEqual(factsOf(screen, 'lo'), addressesOf(ip<IpLink>(pids.get('plain')!, 'addr', 'show', 'lo')[0]!));
	const resolver = await zoo.inside('plain', 'cat', '/etc/resolv.conf');
	assert.match(resolver, /^nameserver 192\.0\.2\.53$/m);
	assert.ok(screen.includes(`gateway ${route!.gateway} on ${route!.dev} · DNS 192.0.2.53 · search example.test`), screen);
	assert.equal(await session.quit(), 0);
});

test('Of several addresses in one network no prefix is guessed; those of version 6 are told with theirs', {skip}, async context => {
	const session = await open(context, 'many');
	const {link} = interfaceOf(pids.get('many')!, 'eth0');
	const together = ['10.99.1.1', '10.99.1.2', '10.99.1.3'];
	assert.deepEqual(
		link.addr_info.filter(({local}) => together.includes(local)).map(({prefixlen}) => prefixlen).toSorted((a, b) => a - b), [24, 24, 32],
	);
	const screen = await session.screen();
	const addresses = factsOf(screen, 'eth0').filter(fact => /^[\d.:a-f]+(?:,|\/)/.test(fact));
	assert.deepEqual(addresses.toSorted(), [...addressesOf(link, together), `${together.join(', ')} in 10.99.1.0/24`].toSorted());
	const gateways = [...ip<IpRoute>(pids.get('many')!, 'route'), ...ip<IpRoute>(pids.get('many')!, '-6', 'route')]
		.filter(({dst, gateway}) => dst === 'default' && gateway !== undefined);
	assert.equal(gateways.length, 2);
	assert.ok(screen.includes(`gateway ${gateways.map(({gateway, dev}) => `${gateway} on ${dev}`).join(', ')} · `), screen);
	assert.equal(await session.quit(), 0);
});

test('A container without a network has loopback and no gateway', {skip}, async context => {
	const session = await open(context, 'none');
	const screen = await session.screen();
	assert.deepEqual(ip<IpLink>(pids.get('none')!, 'addr').map(({ifname}) => ifname), ['lo']);
	assert.ok(screen.includes(' gateway none · '), screen);
	assert.ok(factsOf(screen, 'lo').includes('127.0.0.1/8'));
	assert.ok(!screen.includes('eth0'));
	assert.equal(await session.quit(), 0);
});
