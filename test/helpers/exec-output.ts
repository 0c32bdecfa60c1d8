/**
What a command in a container writes.
*/
import type {ExecSession} from '../../source/engine/operations.ts';
import {eventually} from './engine.ts';

type ExecOutput = {
	/**
	All of it so far.
	*/
	text(): string;
	hasEnded(): boolean;
	/**
	All of it, once the command has ended.
	*/
	whole(): Promise<string>;
};

/**
Reads a session in the background.
*/
export function readOutput({stream}: Pick<ExecSession, 'stream'>): ExecOutput {
	let text = '';
	let hasEnded = false;
	const decoder = new TextDecoder();
	stream.on('data', (chunk: Uint8Array) => {
		text += decoder.decode(chunk, {stream: true});
	});
	stream.on('close', () => {
		hasEnded = true;
	});
	return {
		text: () => text,
		hasEnded: () => hasEnded,
		async whole() {
			await eventually('the session ends', () => hasEnded);
			return text;
		},
	};
}
