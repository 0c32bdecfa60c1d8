/**
Labels as Compose writes them.
*/
const prefix = 'com.docker.compose';

/**
The labels of a container of a service, the only one if no number says otherwise.
*/
export function composeLabels(
	project: string,
	service: string,
	dependsOn: readonly string[] = [],
	{number = 1, hash, directory, file}: {
		readonly number?: number;
		readonly hash?: string;
		readonly directory?: string;
		readonly file?: string;
	} = {},
): Readonly<Record<string, string>> {
	return {
		[`${prefix}.project`]: project,
		[`${prefix}.service`]: service,
		[`${prefix}.container-number`]: String(number),
		[`${prefix}.depends_on`]: dependsOn.map(name => `${name}:service_started:false`).join(','),
		...(hash !== undefined && {[`${prefix}.config-hash`]: hash}),
		...(directory !== undefined && {[`${prefix}.project.working_dir`]: directory}),
		...(file !== undefined && {[`${prefix}.project.config_files`]: file}),
	};
}
