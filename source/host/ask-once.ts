/**
Questions that cost a program to start, shared by all who wait for the same answer.
*/

/**
A question that is not asked again while its answer is on the way, nor for some time after the answer was yes. After a no it is: what is
not so may become so at any time.
*/
export function askedOnce(ask: () => Promise<boolean>, goodForMilliseconds: number): () => Promise<boolean> {
	let goodUntil = -Infinity;
	let answer: Promise<boolean> | undefined;
	const askNow = async (): Promise<boolean> => {
		try {
			const isYes = await ask();
			goodUntil = isYes ? performance.now() + goodForMilliseconds : -Infinity;
			return isYes;
		} finally {
			answer = undefined;
		}
	};

	return async () => {
		if (performance.now() < goodUntil) {
			return true;
		}

		answer ??= askNow();
		return answer;
	};
}
