/**
The one place that puts into words why Compose is not run, or does not answer.
*/
import {oneLine} from '../text/one-line.ts';
import {ComposeError} from './error.ts';
import type {Lack} from './lack.ts';
import {standardInput} from './project.ts';

/**
Why nothing can be run for the project of this name.
*/
export function lackSentence(lack: Lack, name: string): string {
	if (lack.kind === 'unlabelled') {
		return `No label of ${name} says where its Compose file is: Compose cannot be run for it.`;
	}

	if (lack.paths.includes(standardInput)) {
		return `The Compose file of ${name} came through standard input and is nowhere: Compose cannot be run for it.`;
	}

	const paths = lack.paths.join(' and ');
	return lack.kind === 'missing'
		? `Compose cannot be run for ${name}: there is no ${lack.paths.join(' and no ')} here.`
		: `Compose cannot be run for ${name}: you may not look at ${paths}. Run nstop as root.`;
}

/**
What went wrong with Compose itself. `doing` is what was to be done, as in `Could not read the Compose file of shop`.
*/
export function composeSentence(error: unknown, doing: string, isOfPodmanCompose: boolean): string {
	if (error instanceof ComposeError && error.code === 'absent') {
		return isOfPodmanCompose
			? 'Compose is not installed here: install podman-compose.'
			: 'Compose is not installed here: install Docker\'s package docker-compose-plugin, or docker-compose of your distribution.';
	}

	const why = oneLine(error instanceof Error ? error.message : String(error)).slice(0, mostCharacters);
	return `Could not ${doing}: ${why.replace(/[!.]$/, '')}.`;
}

const mostCharacters = 300;
