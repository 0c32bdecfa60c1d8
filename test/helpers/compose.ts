/**
Labels as Compose writes them.
*/
const prefix = 'com.docker.compose';

/**
The labels of the one container of a service.
*/
export function composeLabels(project: string, service: string, dependsOn: readonly string[] = []): Readonly<Record<string, string>> {
	return {
		[`${prefix}.project`]: project,
		[`${prefix}.service`]: service,
		[`${prefix}.container-number`]: '1',
		[`${prefix}.depends_on`]: dependsOn.map(name => `${name}:service_started:false`).join(','),
	};
}
