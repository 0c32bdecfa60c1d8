import assert from 'node:assert/strict';
import test from 'node:test';
import {composeProjectOf} from '../../source/compose/project.ts';

const label = (name: string): string => `com.docker.compose.project${name}`;

test('folder, files and variables of a project stand on the labels of its containers', () => {
	assert.deepEqual(composeProjectOf({
		[label('')]: 'shop',
		[label('.working_dir')]: '/srv/shop',
		[label('.config_files')]: '/srv/shop/compose.yaml,/srv/shop/compose.override.yaml',
		[label('.environment_file')]: '/srv/shop/.env.production',
	}), {
		name: 'shop',
		directory: '/srv/shop',
		files: ['/srv/shop/compose.yaml', '/srv/shop/compose.override.yaml'],
		environmentFiles: ['/srv/shop/.env.production'],
		isOfPodmanCompose: false,
	});
});

test('the first Compose names files as they were given: below the folder', () => {
	const project = composeProjectOf({
		[label('')]: 'shop', [label('.working_dir')]: '/srv/shop', [label('.config_files')]: 'docker-compose.yml,../common.yml',
	});
	assert.deepEqual(project?.files, ['/srv/shop/docker-compose.yml', '/srv/common.yml']);
});

test('a project of podman-compose is known as such, and what came through standard input keeps its mark', () => {
	const project = composeProjectOf({'io.podman.compose.project': 'shop', [label('.working_dir')]: '/srv', [label('.config_files')]: '-'});
	assert.equal(project?.isOfPodmanCompose, true);
	assert.deepEqual(project.files, ['-']);
});

test('labels that say little or nothing make no file', () => {
	assert.equal(composeProjectOf({}), undefined);
	assert.deepEqual(composeProjectOf({[label('')]: 'shop', [label('.working_dir')]: 'elsewhere', [label('.config_files')]: ' , '}), {
		name: 'shop', directory: undefined, files: [], environmentFiles: [], isOfPodmanCompose: false,
	});
});
