/**
The one place that puts an engine's failures into words: what failed, why, and what to do about it.
*/
import type {
	ContainerOperation,
	EngineError,
	EngineKind,
	EngineStatus,
} from './engine.ts';

/**
The code of the error for a question that would have started a stopped engine.
*/
export const stoppedCode = 'ESTOPPED';

/**
What an engine is called in a sentence.
*/
export const engineTitles: Readonly<Record<EngineKind, string>> = {docker: 'Docker', podman: 'Podman'};

/**
What an operation does to its target, as in `Could not stop web`.
*/
export const verbs: Readonly<Record<ContainerOperation, string>> = {
	start: 'start',
	stop: 'stop',
	restart: 'restart',
	pause: 'pause',
	unpause: 'resume',
	kill: 'signal',
	remove: 'remove',
	exec: 'run a command in',
	logs: 'read the log of',
	inspect: 'inspect',
	history: 'read the events of',
	rename: 'rename',
	limits: 'read the limits of',
	update: 'change the limits of',
	attachment: 'attach to',
	attach: 'attach to',
	list: 'list the containers of',
	events: 'follow the events of',
	connect: 'reach',
	images: 'list the images of',
	volumes: 'list the volumes of',
	networks: 'list the networks of',
	layers: 'read the layers of',
};

const refusals: ReadonlySet<number> = new Set([401, 403, 404, 405, 501]);

type Explanation = {readonly why: string; readonly remedy?: string};

const start = '(with systemd: sudo systemctl start docker)';
/**
What to do where no engine was found at all.
*/
export const startSome = `Start one ${start} or name one with --host or DOCKER_HOST.`;

const startEngine = `Start it ${start} or name another with --host or DOCKER_HOST.`;
const joinGroup = 'Run nstop with sudo, or join the group that owns it (sudo usermod -aG docker $USER) and log in again.';
const checkHost = 'Check the address in --host, DOCKER_HOST or the Docker context.';
const checkCertificates = 'Check DOCKER_CERT_PATH, DOCKER_TLS_VERIFY or the certificates of the Docker context.';

const noLog: Explanation = {
	why: 'its logging driver keeps nothing that could be read',
	remedy: 'Look where that driver sends it, or recreate the container with another (docker run --log-driver local).',
};

const explanations: Readonly<Record<string, Explanation>> = {

	ABORT_ERR: {why: 'the request was cancelled'},
	EACCES: {why: 'permission denied on its socket', remedy: joinGroup},
	EPERM: {why: 'permission denied on its socket', remedy: joinGroup},
	ENOENT: {why: 'its socket does not exist', remedy: startEngine},
	ECONNREFUSED: {why: 'nothing is listening there', remedy: startEngine},
	[stoppedCode]: {why: 'it is stopped, and connecting would start it'},
	ECONNRESET: {why: 'the engine closed the connection'},
	EPIPE: {why: 'the engine closed the connection'},
	ENOTFOUND: {why: 'the host name is unknown', remedy: checkHost},
	EAI_AGAIN: {why: 'the host name could not be resolved', remedy: checkHost},
	EHOSTUNREACH: {why: 'there is no route to the host', remedy: checkHost},
	ENETUNREACH: {why: 'there is no route to the host', remedy: checkHost},
	EINVAL: {why: 'its address is not valid', remedy: checkHost},
	ENAMETOOLONG: {why: 'the path of its socket is too long', remedy: checkHost},
	ENOTSOCK: {why: 'the file is not a socket', remedy: checkHost},

};

/**
A failure in one or two sentences. `name` is what people call the target, where they do not call it by its id.
*/
export function sentence(error: EngineError, name: string = error.target): string {
	const {why, remedy} = explain(error);
	const called = oneSentence(name) || 'the engine';
	const opening = `Could not ${verbs[error.operation]} ${called}`;
	return `${opening}: ${withName(withoutStop(why), error.target, called)}.${remedy === undefined ? '' : ` ${remedy}`}`;
}

/**
That an engine is stopped, that nstop leaves it so, and how to start it: for one that is started by whoever connects to its socket.
*/
export function stoppedSentence({kind, address}: Pick<EngineStatus, 'kind' | 'address'>): string {
	const command = address.includes('/run/user/') ? 'systemctl --user start' : 'sudo systemctl start';
	return `${engineTitles[kind]} is stopped (${oneSentence(address)}). `
		+ `Connecting would start it, so nstop waits until it runs (${command} ${kind}).`;
}

/**
Whether the engine is there but does not let this user in.
*/
export function isDenial(error: EngineError): boolean {
	return error.code === 'EACCES' || error.code === 'EPERM' || error.statusCode === 401 || error.statusCode === 403;
}

/**
Whether an answer says that this will not be answered, now or later: so filtering proxies speak of what they do not let through. A
container that is gone is no refusal.
*/
export function isRefusal(error: EngineError): boolean {
	return error.statusCode !== undefined && refusals.has(error.statusCode) && !isGone(error);
}

/**
Whether an engine says that it does not have the container, the command in it, or what it was to remove. A container that cannot be started
for want of a network is there.
*/
export function isGone({statusCode, operation, message}: EngineError): boolean {
	return statusCode === 404
		&& (/no such (?:container|exec)/i.test(message) || (operation === 'remove' && absentResource.test(message)));
}

/**
In the words of Docker and of Podman.
*/
const absentResource = /no such (?:image|volume)|image not known|network (?:\S+ )?not found/i;

/**
Text from outside as one line of bounded length: no control characters, ids as short as Docker shows them.
*/
export function oneSentence(text: string): string {
	const line = text
		.replaceAll(/[\s\p{Control}]+/gu, ' ')
		.replace(/^\(HTTP code \d+\)[^-]*- /, '')
		.replaceAll(/\b([\da-f]{12})[\da-f]{52}\b/g, '$1')
		.trim();
	return line.length > 400 ? `${line.slice(0, 399)}…` : line;
}

function explain(error: EngineError): Explanation {
	if (error.statusCode !== undefined) {
		return explainAnswer(error, error.statusCode);
	}

	if (error.code === 'ESSH') {
		return {why: `ssh says: ${error.message}`, remedy: 'Try ssh in a terminal; nstop cannot answer its prompts.'};
	}

	if (error.code === 'ENOENT' && systemCall(error).startsWith('spawn')) {
		return {why: 'the ssh client is not installed'};
	}

	if (error.code === 'ETIMEDOUT') {
		return {why: `the engine does not answer (${error.message})`};
	}

	if (error.code?.startsWith('HPE_')) {
		return {why: `the reply is not valid HTTP (${withoutStop(error.message)})`, remedy: checkHost};
	}

	if (isCertificateTrouble(error.code ?? '')) {
		return {why: error.message, remedy: checkCertificates};
	}

	return Object.hasOwn(explanations, error.code ?? '') ? explanations[error.code ?? '']! : {why: error.message};
}

function explainAnswer(error: EngineError, statusCode: number): Explanation {
	switch (statusCode) {
		case 401:
		case 403: {
			return {why: `the engine, or a proxy in front of it, refused (${withoutStop(error.message)})`};
		}

		case 404: {
			return {why: isGone(error) ? 'it is gone' : error.message};
		}

		default: {
			if (error.operation === 'rename' && /already in use/i.test(error.message)) {
				return {why: 'another container of this engine has that name'};
			}

			if (error.message.includes('does not support reading')) {
				return noLog;
			}

			return statusCode >= 300 && statusCode < 400 && statusCode !== 304
				? {why: 'it redirects to another address, which nstop does not follow', remedy: checkHost}
				: {why: error.message.replace(/^Cannot update container [\da-f]+: /, '')};
		}
	}
}

/**
Engines speak of a container by its id, people do not.
*/
function withName(text: string, target: string, name: string): string {
	return /^[\da-f]{12,}$/.test(target) ? text.replaceAll(new RegExp(String.raw`\b${target.slice(0, 12)}\b`, 'g'), () => name) : text;
}

function withoutStop(text: string): string {
	return oneSentence(text).replace(/[!.]$/, '');
}

function isCertificateTrouble(code: string): boolean {
	return /CERT|SELF_SIGNED|^ERR_(?:SSL|TLS|OSSL)|^EPROTO$/.test(code);
}

function systemCall(error: EngineError): string {
	return error.cause instanceof Error && 'syscall' in error.cause ? String(error.cause.syscall) : '';
}
