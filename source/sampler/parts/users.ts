/**
What containers call their users: each by the /etc/passwd in its own root directory, read while its processes are looked at.
*/
import {Buffer} from 'node:buffer';
import {isMissing, valueOf} from '../../known.ts';
import {parsePasswd} from '../../kernel/host/passwd.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import type {KernelScanner} from '../../kernel/scan.ts';
import type {ContainerKey} from '../../model/keys.ts';
import type {ProcessGroup} from '../../model/ownership/ownership.ts';

/**
Users are seldom added to a container that runs.
*/
const lastingSeconds = 60;

const mostBytes = 256 * 1024;

type UserNames = ReadonlyMap<number, string>;

type Kept = {
	readonly init: ProcessIdentity | undefined;
	readonly text: string | undefined;
	readonly atSeconds: number;
	readonly names: UserNames;
};

type UsersRequest = {
	/**
	The containers whose processes are looked at.
	*/
	readonly watched: Iterable<ContainerKey>;
	readonly groups: ReadonlyMap<ContainerKey, ProcessGroup>;
	readonly identities: ReadonlyMap<number, ProcessIdentity>;
	/**
	The host's own, of which root's counts in a container whose file is not read.
	*/
	readonly hostNames: UserNames;
	readonly atSeconds: number;
};

/**
Remembers the names by container.
*/
export class ContainerUsers {
	readonly #scanner: KernelScanner;
	readonly #kept = new Map<ContainerKey, Kept>();
	#rootAlone: UserNames = new Map();

	constructor(scanner: KernelScanner) {
		this.#scanner = scanner;
	}

	/**
	Names by user id as the reader counts ids, whatever user namespace the container has. The same object until another name is read.
	*/
	of(key: ContainerKey): UserNames {
		return this.#kept.get(key)?.names ?? this.#rootAlone;
	}

	/**
	Reads what is missing or old. Gives the pids of those whose users may have other names now.
	*/
	update({watched, groups, identities, hostNames, atSeconds}: UsersRequest): readonly number[] {
		const root = hostNames.get(0);
		if (this.#rootAlone.get(0) !== root) {
			this.#rootAlone = new Map(root === undefined ? [] : [[0, root]]);
		}

		for (const key of this.#kept.keys()) {
			if (!groups.has(key)) {
				this.#kept.delete(key);
			}
		}

		const changed: number[] = [];
		for (const key of watched) {
			const group = groups.get(key);
			const kept = this.#kept.get(key);
			const init = group && identities.get(group.initPid);
			if (!group || (kept && kept.init === init && atSeconds - kept.atSeconds < lastingSeconds)) {
				continue;
			}

			const text = valueOf(this.#scanner.closely.readTextInRoot(group.initPid, '/etc/passwd', mostBytes));
			const names = kept && kept.init === init && kept.text === text ? kept.names : this.#namesIn(group.initPid, text);
			this.#kept.set(key, {
				init, text, atSeconds, names,
			});
			if (names !== (kept?.names ?? this.#rootAlone)) {
				changed.push(...group.pids);
			}
		}

		return changed;
	}

	#namesIn(pid: number, text: string | undefined): UserNames {
		if (text === undefined) {
			return this.#rootAlone;
		}

		const names = parsePasswd(Buffer.from(text));
		const {users} = this.#scanner.processes.idMaps(pid);
		return isMissing(users)
			? names
			: new Map([...names].flatMap(([id, name]) => {
				const range = users.find(({inside, count}) => id >= inside && id < inside + count);
				return range ? [[range.outside + id - range.inside, name]] : [];
			}));
	}
}
