/**
Text for the clipboard of the terminal that a person sits at, by OSC 52, which also works over ssh. No terminal says whether it took it.
*/
import {Buffer} from 'node:buffer';
import type {ChildProcess, SpawnOptions} from 'node:child_process';

/**
What stands between the program and the terminal. Without its variable in the environment, as after ssh or sudo, only TERM tells.
*/
type Multiplexer = 'none' | 'tmux' | 'screen';

/**
Xterm takes sequences of 100,000 bytes, others less: this is the most that terminals are known to have in common.
*/
const longestBase64 = 74_994;

/**
UTF-8 bytes that can be copied at a time.
*/
export const longestCopyBytes = Math.floor(longestBase64 / 4) * 3;

/**
Screen cuts longer pieces off.
*/
const screenPieceLength = 240;

const escape = '\u{1B}';
const stringTerminator = `${escape}\\`;

/**
UTF-8 bytes of a text, as they are counted for `longestCopyBytes`.
*/
export function copyBytes(text: string): number {
	return Buffer.byteLength(text.toWellFormed());
}

/**
Which multiplexer the program runs in.
*/
export function multiplexerOf({TMUX, STY, TERM = ''}: Readonly<Record<string, string | undefined>>): Multiplexer {
	if (TMUX) {
		return 'tmux';
	}

	// Screen is a name that tmux goes by as well; tmux drops what is meant for screen, and takes the plain sequence.
	return Boolean(STY) || TERM.startsWith('screen') ? 'screen' : (TERM.startsWith('tmux') ? 'tmux' : 'none');
}

/**
The bytes that ask a terminal to put a text on its clipboard. A multiplexer gets them twice: plain, for one that passes on what programs
copy, and in a wrapping that it hands to its terminal unread.
*/
export function clipboardSequence(text: string, multiplexer: Multiplexer): string {
	const plain = `${escape}]52;c;${Buffer.from(text.toWellFormed()).toString('base64')}\u{7}`;
	switch (multiplexer) {
		case 'none': {
			return plain;
		}

		case 'tmux': {
			return plain + tmuxWrapped(plain);
		}

		case 'screen': {
			const pieces = plain.match(new RegExp(`.{1,${screenPieceLength}}`, 'gs')) ?? [];
			return plain + pieces.map(piece => `${escape}P${piece}${stringTerminator}`).join('');
		}
	}
}

function tmuxWrapped(sequence: string): string {
	return `${escape}Ptmux;${sequence.split(escape).join(escape + escape)}${stringTerminator}`;
}

type Tool = (command: string, words: readonly string[], options: SpawnOptions) => ChildProcess;

/**
A function that sends texts to the clipboard. As tmux by its defaults ignores what programs copy, its own command comes first where
its server is known.
*/
export function createClipboard(
	write: (bytes: string) => void,
	environment: Readonly<Record<string, string | undefined>>,
	start: Tool,
): (text: string) => void {
	const multiplexer = multiplexerOf(environment);
	return text => {
		const send = (): void => {
			write(clipboardSequence(text, multiplexer));
		};

		if (!environment.TMUX) {
			send();
			return;
		}

		const tool = start('tmux', ['load-buffer', '-w', '-'], {stdio: ['pipe', 'ignore', 'ignore'], timeout: 2000});
		let isDone = false;
		const end = (isTaken: boolean): void => {
			if (isDone) {
				return;
			}

			isDone = true;
			write(isTaken ? tmuxWrapped(clipboardSequence(text, 'none')) : clipboardSequence(text, 'tmux'));
		};

		// An older tmux has no such option, and there may be none in the path.
		tool.once('error', () => {
			end(false);
		});
		tool.once('exit', code => {
			end(code === 0);
		});
		// It may end before it has read all, and its exit says so.
		tool.stdin?.on('error', () => undefined);
		tool.stdin?.end(text);
	};
}
