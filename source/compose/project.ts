/**
Where a project's files are, as Compose wrote it on the labels of its containers.
*/
import path from 'node:path';

/**
What the command line needs to know of a project. Texts are from strangers.
*/
export type ComposeProject = {
	readonly name: string;
	/**
	Where it was started, an absolute path; undefined where no label says.
	*/
	readonly directory: string | undefined;
	/**
	Its Compose files, absolute paths in their order; none where no label says.
	*/
	readonly files: readonly string[];
	/**
	Files with variables that were named when it was started.
	*/
	readonly environmentFiles: readonly string[];
	/**
	Whether podman-compose has started it.
	*/
	readonly isOfPodmanCompose: boolean;
};

/**
What stands in place of a path where the file came through standard input.
*/
export const standardInput = '-';

const prefix = 'com.docker.compose.project';

/**
The project of a container with these labels; undefined where they name none.
*/
export function composeProjectOf(labels: Readonly<Record<string, string>>): ComposeProject | undefined {
	const ofPodman = labels['io.podman.compose.project'];
	const name = labels[prefix] ?? ofPodman;
	if (!name) {
		return undefined;
	}

	const directory = labels[`${prefix}.working_dir`];
	const isPlace = directory !== undefined && path.isAbsolute(directory);
	const absolute = (file: string): string => isPlace && file !== standardInput ? path.resolve(directory, file) : file;
	return {
		name,
		directory: isPlace ? directory : undefined,
		files: listed(labels[`${prefix}.config_files`]).map(file => absolute(file)),
		environmentFiles: listed(labels[`${prefix}.environment_file`]).map(file => absolute(file)),
		isOfPodmanCompose: ofPodman !== undefined,
	};
}

function listed(label = ''): readonly string[] {
	return label.split(',').map(file => file.trim()).filter(file => file !== '');
}
