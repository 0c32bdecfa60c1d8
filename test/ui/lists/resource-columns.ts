import test from 'node:test';
import assert from 'node:assert/strict';
import {unpaint} from '../../../source/text/theme.ts';
import {drawOf} from '../../../source/ui/panes/index.ts';
import type {FirstPaneId, ResourcePaneId} from '../../../source/ui/layout/layout.ts';
import {initialState} from '../../../source/ui/state.ts';
import {makeWorld} from '../../helpers/make.ts';
import {
	makeImage,
	makeNetwork,
	makeUser,
	makeVolume,
	readingOf,
} from '../../helpers/resources.ts';

const long = `registry.example.org:5000/${'platform/'.repeat(6)}frontend:2026.11-release`;
const users = ['shop-web-1', 'shop-web-2', 'shop-worker-1', 'shop-worker-2', 'shop-worker-3'].map(name => makeUser(name));
const resources = readingOf(
	makeImage({tags: [long], users}),
	makeImage({id: `sha256:${'b'.repeat(64)}`, tags: ['app:1', `${long}-2`, 'app:2'], users}),
	makeVolume({name: `${'data-'.repeat(12)}end`, users}),
	makeNetwork({name: `${'net-'.repeat(12)}end`, users}),
);

function drawn(first: ResourcePaneId & FirstPaneId, columns: number): readonly string[] {
	const world = makeWorld({state: {...initialState(columns, 40), first, focus: first}, resources});
	const {width, height} = world.view.layout.panes.find(({id}) => id === first)!.rectangle;
	return drawOf[first](world, width, height).map(row => unpaint(row));
}

test('a long name leaves room for the age, and its end, which tells it from others, is in view', () => {
	for (const [pane, end] of [['images', 'release'], ['volumes', 'end'], ['networks', 'end']] as const) {
		const lines = drawn(pane, 120);
		const header = lines.find(line => /\bAGE\b/.test(line));
		assert.ok(header, `${pane}:\n${lines.slice(0, 4).join('\n')}`);
		assert.match(lines.join('\n'), new RegExp(String.raw`\S…\S*${end} `), pane);
	}
});

test('of several tags those are named that have room, and the others are counted', () => {
	assert.match(drawn('images', 120).join('\n'), /app:1 \+2 /);
});
