/**
What systemd or its client refused, or could not do.
*/

/**
- `absent`: systemd does not run here, or its client is not installed.
- `denied`: this user may not.
- `gone`: there is no such unit.
- `masked`: the unit must not be started.
- `impossible`: systemd or the kernel cannot do that with this unit.
- `timeout`: no answer in time. What was asked for may still happen.
- `garbage`: the answer cannot be read.
- `failed`: any other reason, in systemd's words.
*/
export type SystemdErrorCode = 'absent' | 'denied' | 'gone' | 'masked' | 'impossible' | 'timeout' | 'garbage' | 'failed';

/**
A failure with its reason as a phrase. `sentence.ts` makes a sentence of it.
*/
export class SystemdError extends Error {
	override readonly name = 'SystemdError';

	readonly code: SystemdErrorCode;

	constructor(code: SystemdErrorCode, reason: string, options?: ErrorOptions) {
		super(reason, options);
		this.code = code;
	}
}
