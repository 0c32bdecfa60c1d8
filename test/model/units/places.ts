import assert from 'node:assert/strict';
import test from 'node:test';
import {unitPlaces} from '../../../source/model/units/places.ts';

const shown = (path: string, options?: Parameters<typeof unitPlaces>[1]) =>
	unitPlaces(path, options).map(({kind, name, path: place}) => `${kind} ${name} ${place}`);

test('each unit that a path leads through, outermost first, and what is no unit only if every cgroup counts', () => {
	const path = '/user.slice/user-1000.slice/user@1000.service/app.slice/worker/app-code.scope';
	const units = [
		'slice user.slice /user.slice',
		'slice user-1000.slice /user.slice/user-1000.slice',
		'service user@1000.service /user.slice/user-1000.slice/user@1000.service',
		'slice app.slice /user.slice/user-1000.slice/user@1000.service/app.slice',
		`scope app-code.scope ${path}`,
	];
	const worker = 'cgroup worker /user.slice/user-1000.slice/user@1000.service/app.slice/worker';
	assert.deepEqual(shown(path), units);
	assert.deepEqual(shown(path, {isEveryCgroup: true}), units.toSpliced(4, 0, worker));
});

test('what a mount, a socket or a swap runs is as good as a service', () => {
	assert.deepEqual(shown('/home.mount'), ['service home.mount /home.mount']);
	assert.deepEqual(shown('/a.socket/b.swap'), ['service a.socket /a.socket', 'service b.swap /a.socket/b.swap']);
});

test('units that have no processes are no units here, nor is a name that systemd could not have given', () => {
	const path = '/a.timer/b.target/ c.service/d.service (deleted)/.service/ünit.slice';
	assert.deepEqual(shown(path), []);
	assert.equal(shown(path, {isEveryCgroup: true}).length, 6);
});

test('names with escapes, templates and 255 bytes are units', () => {
	const long = `${'x'.repeat(247)}.service`;
	for (const name of [String.raw`dev-disk\x2dby.swap`, 'getty@tty1.service', 'a:b.slice', long]) {
		assert.equal(unitPlaces(`/${name}`).length, 1, name);
	}
});

test('above is left out with all around it, and a sibling whose name begins alike is not below it', () => {
	const path = '/docker/abc/system.slice/cron.service';
	assert.deepEqual(shown(path, {above: '/docker/abc'}), [
		'slice system.slice /docker/abc/system.slice', `service cron.service ${path}`,
	]);
	assert.deepEqual(shown('/docker/abc', {above: '/docker/abc', isEveryCgroup: true}), []);
	assert.deepEqual(shown('/docker/abc/below', {above: '/docker/abc', isEveryCgroup: true}), ['cgroup below /docker/abc/below']);
});

test('the root is no place, and doubled slashes make none', () => {
	assert.deepEqual(shown('/', {isEveryCgroup: true}), []);
	assert.deepEqual(shown('', {isEveryCgroup: true}), []);
	assert.deepEqual(shown('//a.service/', {isEveryCgroup: true}), ['service a.service //a.service']);
});

test('a path of many levels gives a place for each', () => {
	const slices = Array.from({length: 20}, (_, level) => `${Array.from({length: level + 1}, () => 'a').join('-')}.slice`);
	const places = unitPlaces(`/${slices.join('/')}`);
	assert.deepEqual(places.map(({name}) => name), slices);
	assert.equal(places.at(-1)?.path, `/${slices.join('/')}`);
});
