/**
Why Compose was not run, or did not answer.
*/

/**
- `absent`: it is not installed.
- `silent`: no answer in time; it was killed.
- `failed`: it ended with a failure, in its own words.
- `garbage`: its answer cannot be read.
*/
type ComposeErrorCode = 'absent' | 'silent' | 'failed' | 'garbage';

/**
A failure with its reason as a phrase. `sentence.ts` makes a sentence of it.
*/
export class ComposeError extends Error {
	override readonly name = 'ComposeError';

	readonly code: ComposeErrorCode;

	constructor(code: ComposeErrorCode, reason: string, options?: ErrorOptions) {
		super(reason, options);
		this.code = code;
	}
}
