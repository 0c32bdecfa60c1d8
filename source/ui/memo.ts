/**
Remembers the last result of a function.
*/

/**
The function, which recomputes only when a value that its result depends on has changed.
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
