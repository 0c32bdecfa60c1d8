/**
Containers that come and go.
*/
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import type {TestEngine} from '../helpers/engine.ts';
import {busyboxImage} from '../helpers/images.ts';

/**
How many there are at a time.
*/
const passing = 4;

export type Traffic = {
	/**
	Settles when none is left.
	*/
	readonly done: Promise<void>;
	/**
	How many have come.
	*/
	count(): number;
};

/**
Starts one container each second and takes the oldest away, now and then by a stop before: names and ids are always new.
*/
export function keepComingAndGoing(engine: TestEngine, goesOn: () => boolean): Traffic {
	let count = 0;
	const tag = `nbs${process.pid.toString(36)}`;
	const running: string[] = [];
	const work = async (): Promise<void> => {
		while (goesOn()) {
			const pause = sleep(1000);
			count++;
			const name = `${tag}-${count}`;
			running.push(name);
			await engine.docker('run', '--detach', '--network', 'none', '--name', name, busyboxImage, 'sh', '-c', 'sleep 1000 & sleep 1001');
			if (running.length > passing) {
				const oldest = running.shift()!;
				if (count % 2 === 0) {
					await engine.docker('stop', '--time', '0', oldest);
				}

				await engine.docker('rm', '--force', '--volumes', oldest);
			}

			await pause;
		}

		await engine.docker('rm', '--force', '--volumes', ...running);
	};

	return {done: work(), count: () => count};
}
