/**
/proc/PID/net/if_inet6: the addresses of version 6 of a network namespace. Everybody may read it.
*/
import {type Bytes, linesOf, wordsOf} from '../../fields.ts';
import {formatPlainAddress} from './address.ts';

/**
One address and the interface that has it.
*/
export type InterfaceAddress6 = {
	readonly interface: string;
	/**
	Number of the interface in its namespace.
	*/
	readonly index: number;
	readonly address: string;
	readonly prefixLength: number;
};

/**
All addresses in the order of the kernel; a line that is cut short is left out.
*/
export function parseAddresses6(bytes: Bytes): readonly InterfaceAddress6[] {
	return linesOf(bytes).flatMap(line => {
		const words = wordsOf(line);
		const [digits = '', indexDigits = '', lengthDigits = ''] = words;
		const name = words[5];
		const address = formatPlainAddress(digits);
		const index = Number.parseInt(indexDigits, 16);
		const prefixLength = Number.parseInt(lengthDigits, 16);
		return name === undefined || address === undefined || Number.isNaN(index) || Number.isNaN(prefixLength)
			? []
			: [
				{
					interface: name, index, address, prefixLength,
				},
			];
	});
}
