/**
/proc/PID/environ: the environment that a process was started with.
*/
import type {Bytes} from '../fields.ts';

/**
One variable; `value` is undefined where there is no `=`. Both may hold any character.
*/
export type EnvironmentVariable = {readonly name: string; readonly value: string | undefined};

/**
All variables in the order of the process, doubles included; none where it has cleared them. What a process writes over them, such as a
title, shows here as it is. The last one is incomplete
if the reader had to stop there. Bytes that are no UTF-8 become U+FFFD.
*/
export function parseEnviron(bytes: Bytes): readonly EnvironmentVariable[] {
	return bytes.toString('utf8').split('\0').filter(entry => entry !== '').map(entry => {
		const end = entry.indexOf('=');
		return end === -1 ? {name: entry, value: undefined} : {name: entry.slice(0, end), value: entry.slice(end + 1)};
	});
}

// Words that tell a secret wherever they stand, as in PGPASSWORD.
const anywherePattern = /password|passwd|passphrase|secret|credential|connection_?string/iu;

// At the end of a word, as in APIKEY and ACCESSTOKENS, but not in KEYBOARD.
const wordEndPattern = /(?:key|token)s?$/iu;

const wholeWords: ReadonlySet<string> = new Set([
	'auth',
	'bearer',
	'cookie',
	'dsn',
	'hmac',
	'jwt',
	'otp',
	'pass',
	'pat',
	'pem',
	'pepper',
	'pin',
	'private',
	'pwd',
	'salt',
	'signature',
	'webhook',
]);

// Addresses that usually hold the password of a user.
const servicePattern =
	/^(?:amqp|celery_broker|database|db|elasticsearch|mongo|mongodb|mysql|postgres|postgresql|rabbitmq|redis|sentry|smtp)_(?:.*_)?ur[il]$/iu;

// The present and the former working directory.
const directoryNames: ReadonlySet<string> = new Set(['PWD', 'OLDPWD']);

/**
Whether a variable of this name likely holds a secret: its value is then shown only to who asks for it. Rather too often than too
seldom; a secret under a harmless name stays unknown.
*/
export function isSecretName(name: string): boolean {
	if (directoryNames.has(name)) {
		return false;
	}

	const words = name.replaceAll(/(?<=[\da-z])(?=[A-Z])/gu, ' ').split(/[^\d\p{Letter}]+/u);
	return (
		anywherePattern.test(name)
		|| servicePattern.test(name)
		|| words.some(word => wordEndPattern.test(word) || wholeWords.has(word.toLowerCase()))
	);
}
