/**
An engine's answer without the values that are likely secret, as the Environment tab hides them.
*/
import {isSecretName} from '../../kernel/pid/environ.ts';

/**
Maps whose names are people's own words: everywhere else a name such as SandboxKey is the engine's, and promises nothing.
*/
const peoplesMaps: ReadonlySet<string> = new Set(['Annotations', 'Config', 'DriverOpts', 'Labels', 'Options', 'Opts']);

// As in Env, and on a command line that Podman remembers: `--env=NAME=value`.
const assignmentPattern = /^((?:-[-a-z]+=)?([a-z_][\w\-.]*)=)./isu;

/**
A copy without them, and how many there were.
*/
export function withoutSecrets(
	answer: Readonly<Record<string, unknown>>,
): {readonly answer: Readonly<Record<string, unknown>>; readonly hidden: number} {
	let hidden = 0;
	const hide = (kept: string): string => {
		hidden++;
		return `${kept}(hidden)`;
	};

	const copy = (value: unknown, key: string, isOfPeople: boolean): unknown => {
		if (typeof value === 'string') {
			const [, kept = '', name = ''] = assignmentPattern.exec(value) ?? [];
			return value !== '' && isOfPeople && isSecretName(key) ? hide('') : (isSecretName(name) ? hide(kept) : value);
		}

		if (Array.isArray(value)) {
			return value.map(element => copy(element, '', false));
		}

		return typeof value === 'object' && value !== null
			? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copy(each, name, peoplesMaps.has(key))]))
			: value;
	};

	const copied = copy(answer, '', false) as Readonly<Record<string, unknown>>;
	return {answer: copied, hidden};
}
