/**
Remembers the last result of a function.
*/

/**
The function, which computes anew only when something that its result depends on is not the same value as the time before.
*/
export function memoBy<Input, Result>(
	dependenciesOf: (input: Input) => readonly unknown[],
	compute: (input: Input) => Result,
): (input: Input) => Result {
	let last: {readonly dependencies: readonly unknown[]; readonly result: Result} | undefined;
	return input => {
		const dependencies = dependenciesOf(input);
		if (!last || dependencies.some((value, index) => !Object.is(value, last!.dependencies[index]))) {
			last = {dependencies, result: compute(input)};
		}

		return last.result;
	};
}
