/**
What a project lacks for the command line.
*/
import {isMissing, type Known} from '../known.ts';
import {standardInput, type ComposeProject} from './project.ts';

/**
A label that says where the files are, or files and folders that the labels name.
*/
export type Lack =
	| {readonly kind: 'unlabelled'}
	| {readonly kind: 'missing' | 'denied'; readonly paths: readonly string[]};

/**
Undefined where all is there. `identify` looks whether there is a file or folder at a path.
*/
export function lackOf({directory, files, environmentFiles}: ComposeProject, identify: (path: string) => Known<unknown>): Lack | undefined {
	if (files.length === 0) {
		return {kind: 'unlabelled'};
	}

	if (files.includes(standardInput)) {
		return {kind: 'missing', paths: [standardInput]};
	}

	const looked = [...(directory === undefined ? [] : [directory]), ...files, ...environmentFiles]
		.map(path => ({path, identity: identify(path)}));
	const without = (isDenied: boolean): readonly string[] => looked
		.filter(({identity}) => isMissing(identity) && (identity.missing === 'denied') === isDenied)
		.map(({path}) => path);
	const missing = without(false);
	if (missing.length > 0) {
		// Without their folder, it is not said of each file.
		return {kind: 'missing', paths: directory !== undefined && missing.includes(directory) ? [directory] : missing};
	}

	const denied = without(true);
	return denied.length > 0 ? {kind: 'denied', paths: denied} : undefined;
}
