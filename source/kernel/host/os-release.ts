/**
/etc/os-release: which distribution this is.
*/
import {linesOf, type Bytes} from '../fields.ts';

/**
Name and version, such as `Debian GNU/Linux 13` or `Arch Linux`; empty where the file names nothing. Of a name that is given twice the
last counts, as for a shell.
*/
export function parseOsRelease(bytes: Bytes): string {
	const values = new Map(linesOf(bytes).flatMap(line => {
		const {name, value} = /^(?<name>[\dA-Z_]+)=(?<value>.*)$/.exec(line.trim())?.groups ?? {};
		return name === undefined || value === undefined ? [] : [[name, unquoted(value)] as const];
	}));
	return [values.get('NAME'), values.get('VERSION_ID') ?? values.get('BUILD_ID')].filter(Boolean).join(' ');
}

/**
A value as a shell would read it: quotes of both kinds, and a backslash before what is special in double quotes.
*/
function unquoted(value: string): string {
	const {single, double} = /^(?:'(?<single>[^']*)'|"(?<double>.*)")$/.exec(value)?.groups ?? {};
	return single ?? (double ?? value).replaceAll(/\\(?<special>["$\\`])/g, '$<special>');
}
