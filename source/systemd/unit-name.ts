/**
Names of units, as systemd.unit(5) and systemd-escape(1) define them.
*/

/**
The types of unit that can have a cgroup.
*/
const cgroupUnitTypes = ['service', 'scope', 'slice', 'socket', 'mount', 'swap'] as const;

export type CgroupUnitType = typeof cgroupUnitTypes[number];

export type UnitName = {
	/**
	The name as systemd has it, with its escapes: what systemctl is given.
	*/
	readonly name: string;
	readonly type: CgroupUnitType;
	/**
	The template that the unit was made from, without escapes: `user` of `user@1000.service`. Undefined where there is none.
	*/
	readonly template: string | undefined;
	/**
	What the template was given, without escapes: `1000` of `user@1000.service`. Undefined where there is no template.
	*/
	readonly instance: string | undefined;
	/**
	The name for people: without escapes, and a path where the name stands for one (`/home` of `home.mount`). Free of control characters, but
	otherwise text from outside.
	*/
	readonly readable: string;
};

const mostBytes = 255;
const validName = /^(?!@)[\w\-.:@\\]+\.([a-z]+)$/;
const escapes = /(?:\\x[\da-f]{2})+/gi;
const undrawable = /[\p{Control}\p{Format}\p{Line_Separator}\p{Paragraph_Separator}]/u;

/**
The parts of a unit's name; undefined for what is no name of a unit that can have a cgroup.
*/
export function parseUnitName(name: string): UnitName | undefined {
	const type = validName.exec(name)?.[1];
	// Of what is valid each character is a byte.
	if (!isCgroupUnitType(type) || name.length > mostBytes) {
		return undefined;
	}

	const stem = name.slice(0, -type.length - 1);
	const at = stem.indexOf('@');
	return {
		name,
		type,
		template: at === -1 ? undefined : unescapeUnit(stem.slice(0, at)),
		instance: at === -1 ? undefined : unescapeUnit(stem.slice(at + 1)),
		readable: type === 'mount' || type === 'swap' ? unescapePath(stem) : unescapeUnit(name),
	};
}

/**
Text of a unit's name without its escapes: `\x2d` is `-`, and `\xc3\xa9` is `é`. An escape stays as it is where it stands for a control or
an invisible character, or for no character at all; so does a lone backslash.
*/
export function unescapeUnit(text: string): string {
	return text.includes('\\') ? text.replaceAll(escapes, run => unescapeRun(run)) : text;
}

/**
The path that a name stands for: systemd writes `/` as `-`.
*/
function unescapePath(stem: string): string {
	return stem === '-' ? '/' : unescapeUnit(`/${stem.replaceAll('-', '/')}`);
}

function unescapeRun(run: string): string {
	const bytes = Uint8Array.from(run.split(String.raw`\x`).slice(1), hex => Number.parseInt(hex, 16));
	let decoded = '';
	for (let start = 0; start < bytes.length;) {
		const length = characterLength(bytes[start]!);
		const character = decode(bytes.subarray(start, start + length));
		const isKept = character === undefined || undrawable.test(character);
		decoded += isKept ? run.slice(start * 4, start * 4 + 4) : character;
		start += isKept ? 1 : length;
	}

	return decoded;
}

function characterLength(firstByte: number): number {
	if (firstByte < 0xC0) {
		return 1;
	}

	return firstByte < 0xE0 ? 2 : (firstByte < 0xF0 ? 3 : 4);
}

const utf8 = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

function decode(bytes: Uint8Array): string | undefined {
	try {
		return utf8.decode(bytes);
	} catch {
		// The caller leaves the escape as it is.
		return undefined;
	}
}

function isCgroupUnitType(type: string | undefined): type is CgroupUnitType {
	return type !== undefined && (cgroupUnitTypes as readonly string[]).includes(type);
}
