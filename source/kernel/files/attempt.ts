/**
System calls that may fail, and why they did in the words of this program.
*/
import {
	denied,
	gone,
	type Known,
	type Missing,
	unsupported,
} from '../../known.ts';

// ENODEV is what a file of a removed cgroup answers that was open already.
const reasons: ReadonlyMap<string, Missing> = new Map([
	['ENOENT', gone],
	['ESRCH', gone],
	['ENODEV', gone],
	['EACCES', denied],
	['EPERM', denied],
]);

/**
Why a system call failed, in the words of this program. Whatever is neither gone nor forbidden is something that this kernel, or this
file, does not offer.
*/
function missingOf(error: unknown): Missing {
	const code = (error as NodeJS.ErrnoException).code ?? '';
	return reasons.get(code) ?? unsupported;
}

/**
What a call gives, or why it failed.
*/
export function attempt<Result>(call: () => Result): Known<Result> {
	try {
		return call();
	} catch (error) {
		return missingOf(error);
	}
}

/**
The same for a call that is not waited for in this thread.
*/
export async function attemptLater<Result>(call: () => Promise<Result>): Promise<Known<Result>> {
	try {
		return await call();
	} catch (error) {
		return missingOf(error);
	}
}
