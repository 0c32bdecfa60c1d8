/**
One thing that nstop says beside what is true.
*/
export type Fact = {
	/**
	Who ran nstop.
	*/
	readonly user: string;
	/**
	Maker and name of the container, `host`, or a namespace.
	*/
	readonly subject: string;
	readonly what: string;
	readonly said: unknown;
	readonly isTrue: unknown;
	readonly isRight: boolean;
};

/**
Collects facts about one subject as one user saw it.
*/
export class Facts {
	readonly list: Fact[] = [];
	readonly #user: string;
	readonly #subject: string;

	constructor(user: string, subject: string) {
		this.#user = user;
		this.#subject = subject;
	}

	equal(what: string, said: unknown, isTrue: unknown): void {
		this.#add(what, [said, isTrue], JSON.stringify(said) === JSON.stringify(isTrue));
	}

	/**
	A number that moves: between those of before and after, with some slack, as these were not read at the same instant. There is none where
	these are null.
	*/
	between(what: string, said: unknown, looks: readonly [number | null, number | null], slack = 0): void {
		const [first, second] = looks;
		if (first === null || second === null) {
			this.equal(what, said, null);
			return;
		}

		const [least, most] = [Math.min(first, second) - slack, Math.max(first, second) + slack];
		this.#add(what, [said, first === second ? first : looks], typeof said === 'number' && said >= least && said <= most);
	}

	#add(what: string, [said, isTrue]: readonly [unknown, unknown], isRight: boolean): void {
		this.list.push({
			user: this.#user, subject: this.#subject, what, said, isTrue, isRight,
		});
	}
}
