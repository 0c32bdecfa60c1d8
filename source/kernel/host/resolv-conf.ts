/**
/etc/resolv.conf: the DNS servers that programs below a root directory ask.
*/
import {wordsOf} from '../fields.ts';

/**
Servers in the order in which they are asked, and the domains that are tried for a short name.
*/
export type Resolver = {readonly nameservers: readonly string[]; readonly search: readonly string[]};

/**
Takes the file apart as the C library does: the last `search` or `domain` holds. Comments and options are left out.
*/
export function parseResolvConf(text: string): Resolver {
	const nameservers: string[] = [];
	let search: readonly string[] = [];
	for (const line of text.split('\n')) {
		const [key, ...values] = wordsOf(line.split(/[#;]/u, 1)[0] ?? '');
		if (key === 'nameserver') {
			nameservers.push(...values.slice(0, 1));
		} else if (key === 'search' || key === 'domain') {
			search = values;
		}
	}

	return {nameservers, search};
}
