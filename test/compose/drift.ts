import assert from 'node:assert/strict';
import test from 'node:test';
import {driftOf} from '../../source/compose/drift.ts';
import {hashLabel, parseHashes, parseServices} from '../../source/compose/services.ts';

const hash = (digit: string): string => digit.repeat(64);

test('a line for each service has its hash; warnings among them are none', () => {
	const output = `time="2026" level=warning msg="the attribute version is obsolete"\nweb ${hash('a')}\ndb ${hash('b')}\n\n`;
	assert.deepEqual([...parseHashes(output)], [['web', hash('a')], ['db', hash('b')]]);
	assert.deepEqual([...parseHashes('')], []);
});

test('how many containers a service should have stands in two places, and is one without', () => {
	const services = parseServices(JSON.stringify({
		services: {
			web: {image: 'nginx', deploy: {replicas: 3}}, db: {image: 'postgres', scale: 2}, cache: {build: {context: '.'}}, odd: 7,
		},
	}));
	assert.deepEqual(Object.fromEntries(services), {
		web: {replicas: 3, image: 'nginx'},
		db: {replicas: 2, image: 'postgres'},
		cache: {replicas: 1, image: undefined},
		odd: {replicas: 1, image: undefined},
	});
	assert.throws(() => parseServices('services:\n'), {name: 'ComposeError', code: 'garbage'});
	assert.throws(() => parseServices('[]'), {name: 'ComposeError', code: 'garbage'});
});

const made = (service: string, of: string, more: Partial<{isRunning: boolean; labels: Record<string, string>}> = {}) => ({
	labels: {'com.docker.compose.service': service, [hashLabel]: of, ...more.labels},
	image: `made-of-${service}`,
	isRunning: more.isRunning ?? true,
});

const service = (of: string, replicas: number | undefined = 1) => ({hash: of, replicas, image: undefined});

test('what runs is compared with the file, service by service, in the order of the file', () => {
	const drift = driftOf([
		made('old', hash('e')),
		made('web', hash('a')),
		made('web', hash('d'), {isRunning: false}),
		made('web', hash('d'), {labels: {'com.docker.compose.oneoff': 'True'}}),
		made('db', hash('b')),
	], new Map([['web', service(hash('a'), 3)], ['db', service(hash('b'))], ['cache', service(hash('c'))], ['off', service(hash('f'), 0)]]));
	assert.deepEqual(drift.map(({name, running, containers, wanted, difference, differing}) =>
		[name, running, containers, wanted, difference, differing]), [
		['web', 1, 2, 3, 'differs', 1],
		['db', 1, 1, 1, 'same', 0],
		['cache', 0, 0, 1, 'not created', 0],
		['off', 0, 0, 0, 'same', 0],
		['old', 1, 1, undefined, 'not in the file', 0],
	]);
});

test('while Compose has not said anything, what there is is all that is known', () => {
	assert.deepEqual(driftOf([made('web', hash('a')), made('db', hash('b'))], undefined).map(({name, difference, image}) =>
		[name, difference, image]), [['db', 'unknown', 'made-of-db'], ['web', 'unknown', 'made-of-web']]);
});
