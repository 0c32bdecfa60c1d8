/**
How a network namespace is set up, for the Network tab: gateways, resolver, and a paragraph for each interface.
*/
import {isMissing, type Known, mapKnown} from '../../known.ts';
import type {OuterEnd} from '../../kernel/process/interface-hardware.ts';
import type {InterfaceAddress} from '../../kernel/process/placed-addresses.ts';
import type {InterfaceSetup, NetworkSetup} from '../../kernel/process/network-setup.ts';
import {flow, type Fact} from '../../text/flow.ts';
import {
	cellWidth,
	clean,
	clip,
	pad,
} from '../../text/clean.ts';
import {spansOf, type Line, type Span} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import {text} from './values.ts';

// The kernel allows no more.
const longestName = 15;

/**
Cells for the names of interfaces, with the blank after them.
*/
export function nameWidthOf(names: readonly string[], theme: Theme): number {
	return 1 + Math.min(longestName, Math.max(9, ...names.map(name => cellWidth(clean(name, theme.isUnicode)))));
}

/**
Name of an interface as it begins a line.
*/
export function nameSpan(name: string, width: number, theme: Theme): Span {
	return {text: pad(clip(clean(name, theme.isUnicode), width - 1, theme.glyphs.ellipsis), width), tone: name === 'lo' ? 'dim' : 'strong'};
}

/**
What concerns the namespace as a whole.
*/
export function namespaceFacts({gateways, resolver, unplaced}: NetworkSetup, theme: Theme): readonly Fact[] {
	const {isUnicode} = theme;
	const search = isMissing(resolver) ? [] : resolver.search;
	return [
		{
			label: 'gateway',
			value: gateways.length === 0
				? [{text: 'none', tone: 'dim'}]
				: gateways.map(({address, interface: name}) => `${address} on ${clean(name, isUnicode)}`).join(', '),
		},
		{
			label: 'DNS',
			value: text(
				mapKnown(resolver, ({nameservers}) => nameservers),
				nameservers => clean(nameservers.join(', '), isUnicode) || 'none',
				theme,
			),
		},
		...(search.length > 0 ? [{label: 'search', value: clean(search.join(' '), isUnicode)}] : []),
		...(unplaced.length > 0 ? [{label: 'on an interface that no route tells', value: unplaced.join(', ')}] : []),
	];
}

/**
Addresses and connections of each interface, its name at the left.
*/
export function interfaceLines({interfaces}: NetworkSetup, width: number, theme: Theme): readonly Line[] {
	const nameWidth = nameWidthOf(interfaces.map(({name}) => name), theme);
	return interfaces.flatMap(each =>
		flow(interfaceFacts(each, theme), width - nameWidth).map((line, index): Line => [
			index === 0 ? nameSpan(each.name, nameWidth, theme) : {text: ' '.repeat(nameWidth)},
			...spansOf(line).map(span => each.name === 'lo' ? {...span, tone: 'dim' as const} : span),
		]));
}

function interfaceFacts({name, addresses, hardware, hostEnd}: InterfaceSetup, theme: Theme): readonly Fact[] {
	const facts: Fact[] = Array.from(
		Map.groupBy(addresses, ({address, sharedNetwork}) => sharedNetwork ?? address).values(),
		([first, ...others]) => ({label: '', value: addressText(first!, others)}),
	);
	if (facts.length === 0) {
		facts.push({label: '', value: [{text: 'no address', tone: 'dim'}]});
	}

	// Of loopback there is nothing to know.
	if (name === 'lo') {
		return facts;
	}

	if (isMissing(hardware)) {
		return [...facts, {label: 'MAC and host end', value: text(hardware, String, theme)}];
	}

	const {macAddress, type, mtu} = hardware;
	return [
		...facts,
		...(macAddress === undefined ? [] : [{label: 'MAC', value: macAddress}]),
		...(hostEnd === undefined ? [] : [hostEndFact(hostEnd, hardware.linkedIndex, theme)]),
		...(type === undefined ? [] : [{label: 'type', value: clean(type, theme.isUnicode)}]),
		{label: 'MTU', value: text(mtu, String, theme)},
	];
}

/**
An address, or all that are in one network.
*/
function addressText({address, prefixLength, sharedNetwork}: InterfaceAddress, others: readonly InterfaceAddress[]): string {
	return sharedNetwork === undefined
		? (prefixLength === undefined ? address : `${address}/${prefixLength}`)
		: `${[address, ...others.map(other => other.address)].join(', ')} in ${sharedNetwork}`;
}

function hostEndFact(hostEnd: Known<OuterEnd | 'elsewhere'>, linkedIndex: number, theme: Theme): Fact {
	if (isMissing(hostEnd)) {
		return {label: 'host end', value: text(hostEnd, String, theme)};
	}

	if (hostEnd === 'elsewhere') {
		return {label: 'connected to', value: `interface ${linkedIndex} in another namespace`};
	}

	const name = clean(hostEnd.name, theme.isUnicode);
	return hostEnd.kind === 'parent'
		? {label: 'stands on the host\'s', value: [{text: name, tone: 'host'}]}
		: {
			label: 'host end',
			value: [
				{text: name, tone: 'host'},
				...(hostEnd.bridge === undefined
					? []
					: [{text: ' in bridge ', tone: 'dim' as const}, {text: clean(hostEnd.bridge, theme.isUnicode), tone: 'host' as const}]),
			],
		};
}
