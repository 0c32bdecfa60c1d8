/**
/proc/PID/net/route and ipv6_route: where a network namespace sends what is not for itself. Everybody may read them.
*/
import {type Bytes, linesOf, wordsOf} from '../../fields.ts';
import {formatAddress, formatPlainAddress, prefixLengthOf} from './address.ts';

/**
One route. `gateway` is undefined where the network is reached without one; `0.0.0.0/0` and `::/0` are the default.
*/
export type Route = {
	readonly interface: string;
	readonly destination: string;
	readonly prefixLength: number;
	readonly gateway: string | undefined;
};

// RTF_UP and RTF_REJECT of include/uapi/linux/route.h.
const upFlag = 0x1;
const rejectFlag = 0x2_00;

const isUsed = (flags = ''): boolean => {
	const number = Number.parseInt(flags, 16);
	// eslint-disable-next-line no-bitwise -- flags are bits
	return (number & upFlag) !== 0 && (number & rejectFlag) === 0;
};

/**
Routes of version 4, those of the main table. What refuses instead of sending is left out, and so is a line that is cut short.
*/
export function parseRoutes(bytes: Bytes): readonly Route[] {
	return linesOf(bytes).slice(1).flatMap(line => {
		const words = wordsOf(line);
		const [name, destinationDigits = '', gatewayDigits = '', flags] = words;
		const mask = words[7] ?? '';
		const destination = formatAddress(destinationDigits);
		const gateway = formatAddress(gatewayDigits);
		const prefixLength = prefixLengthOf(mask);
		return name === undefined || destination === undefined || gateway === undefined || prefixLength === undefined || !isUsed(flags)
			? []
			: [
				{
					interface: name, destination, prefixLength, gateway: gateway === '0.0.0.0' ? undefined : gateway,
				},
			];
	});
}

/**
The same for version 6.
*/
export function parseRoutes6(bytes: Bytes): readonly Route[] {
	return linesOf(bytes).flatMap(line => {
		const words = wordsOf(line);
		const [destinationDigits = '', lengthDigits = ''] = words;
		const gatewayDigits = words[4] ?? '';
		const [flags, name] = words.slice(8);
		const destination = formatPlainAddress(destinationDigits);
		const gateway = formatPlainAddress(gatewayDigits);
		const prefixLength = Number.parseInt(lengthDigits, 16);
		return name === undefined || destination === undefined || gateway === undefined || Number.isNaN(prefixLength) || !isUsed(flags)
			? []
			: [
				{
					interface: name, destination, prefixLength, gateway: gateway === '::' ? undefined : gateway,
				},
			];
	});
}
