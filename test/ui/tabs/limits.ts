import test from 'node:test';
import assert from 'node:assert/strict';
import {drawOf} from '../../../source/ui/panes/index.ts';
import {initialState} from '../../../source/ui/state.ts';
import {unpaint} from '../../../source/text/theme.ts';
import {
	makeContainer,
	makeSnapshot,
	makeUsage,
	makeWorld,
} from '../../helpers/make.ts';

test('a limit that another cgroup sets says which one', () => {
	const web = makeContainer({
		name: 'web',
		cgroup: '/job.slice/web',
		usage: makeUsage({
			cpuLimitCgroup: '/job.slice', memoryLimitCgroup: '/job.slice/web', tasksLimit: undefined, tasksLimitCgroup: undefined,
		}),
	});
	const world = makeWorld({snapshot: makeSnapshot({containers: [web]}), state: {...initialState(160, 50), tab: 'limits'}});
	const {rectangle} = world.view.layout.panes.find(({id}) => id === 'details')!;
	const lines = drawOf.details(world, rectangle.width, rectangle.height).map(row => unpaint(row));
	const line = (name: string): string => lines.find(each => each.includes(name))!;
	assert.match(line('cpu, cores'), /1\.50 .*set by \/job\.slice *│?$/);
	assert.doesNotMatch(line('memory'), /set by/);
	assert.match(line('tasks'), /no limit/);
	assert.doesNotMatch(line('tasks'), /set by/);
});
