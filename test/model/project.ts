import test from 'node:test';
import assert from 'node:assert/strict';
import {unsupported} from '../../source/known.ts';
import {projectOf, type Project} from '../../source/model/project.ts';

const none = {
	service: undefined, number: undefined, namespace: undefined, dependsOn: [],
};
const untold = {...none, dependsOn: unsupported};
const prefix = 'com.docker.compose';

const cases: ReadonlyArray<{
	readonly of: string;
	readonly labels: Readonly<Record<string, string>>;
	readonly pod?: string;
	readonly project: Project | undefined;
}> = [
	{
		of: 'docker compose',
		labels: {[`${prefix}.project`]: 'shop', [`${prefix}.service`]: 'web', [`${prefix}.container-number`]: '2'},
		project: {
			...untold, name: 'shop', kind: 'compose', service: 'web', number: 2,
		},
	},
	{
		of: 'docker compose, with what it depends on, whatever else is written there',
		labels: {
			[`${prefix}.project`]: 'shop',
			[`${prefix}.service`]: 'web',
			[`${prefix}.depends_on`]: 'db:service_healthy:false,cache:service_started:true,,db, :x,plain',
		},
		project: {
			...none, name: 'shop', kind: 'compose', service: 'web', dependsOn: ['db', 'cache', 'plain'],
		},
	},
	{
		of: 'podman-compose without Docker\'s labels',
		labels: {'io.podman.compose.project': 'shop'},
		project: {...untold, name: 'shop', kind: 'compose'},
	},
	{
		of: 'a number that is none',
		labels: {[`${prefix}.project`]: 'shop', [`${prefix}.container-number`]: '-1e9'},
		project: {...untold, name: 'shop', kind: 'compose'},
	},
	{
		of: 'a pod of Kubernetes',
		labels: {'io.kubernetes.pod.name': 'web-0', 'io.kubernetes.pod.namespace': 'default', 'io.kubernetes.container.name': 'nginx'},
		project: {
			...none, name: 'web-0', kind: 'pod', service: 'nginx', namespace: 'default',
		},
	},
	{
		of: 'a pod of Podman', labels: {}, pod: 'web', project: {...none, name: 'web', kind: 'pod'},
	},
	{
		of: 'podman-compose, which makes a pod for each project',
		labels: {'io.podman.compose.project': 'shop'},
		pod: 'pod_shop',
		project: {...untold, name: 'shop', kind: 'compose'},
	},
	{of: 'a name of no letters', labels: {[`${prefix}.project`]: ''}, project: undefined},
	{of: 'other labels', labels: {maintainer: 'someone'}, project: undefined},
];

for (const {of, labels, pod, project} of cases) {
	test(`the project of ${of}`, () => {
		assert.deepEqual(projectOf({labels, pod}), project);
	});
}
