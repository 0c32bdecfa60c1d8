import test from 'node:test';
import assert from 'node:assert/strict';
import {
	closeDialog,
	focusPane,
	initialState,
	openDialog,
	resize,
	setCursor,
	setFilter,
	setSort,
	toggleTag,
} from '../../source/ui/state.ts';
import {beginProgress, endProgress, notify} from '../../source/ui/messages.ts';

const start = initialState(120, 40);

test('the screen begins with the busiest containers on top, as a tree, the stopped ones too', () => {
	assert.deepEqual(
		[start.focus, start.sorts.containers, start.isTree.containers, start.showStopped, start.dialog],
		['containers', {column: 'cpu', isDescending: true}, true, true, undefined],
	);
});

test('the details follow what one looks at, and stay with it beside the namespaces', () => {
	assert.equal(focusPane(start, 'processes').subject, 'process');
	assert.equal(focusPane(focusPane(start, 'processes'), 'containers').subject, 'container');
	assert.equal(focusPane(focusPane(start, 'processes'), 'details').subject, 'process');
	assert.equal(focusPane(focusPane(start, 'processes'), 'namespaces').subject, 'process');
});

test('another subject begins at its first line, the same one stays scrolled', () => {
	const scrolled = {...start, detailsScroll: 7};
	assert.equal(focusPane(scrolled, 'details').detailsScroll, 7);
	assert.equal(focusPane(scrolled, 'processes').detailsScroll, 0);
});

test('the pane that was focused last stays beside the containers where there is room for two', () => {
	const back = focusPane(focusPane(start, 'namespaces'), 'containers');
	assert.equal(back.companion, 'namespaces');
	assert.equal(focusPane(back, 'details').companion, 'details');
});

test('another container has other processes: their cursors begin at the top', () => {
	const before = {
		...start,
		cursors: {
			...start.cursors, containers: {key: 'a', index: 0}, processes: {key: '5:1', index: 4}, namespaces: {key: 'net', index: 3},
		},
	};
	const after = setCursor(before, 'containers', {key: 'b', index: 1});
	assert.deepEqual(after.cursors, {
		...start.cursors,
		containers: {key: 'b', index: 1},
		processes: {key: undefined, index: 0},
		namespaces: {key: undefined, index: 0},
	});
	assert.deepEqual(
		setCursor(before, 'containers', {key: 'a', index: 3}).cursors.processes,
		{key: '5:1', index: 4},
		'the same container at another place',
	);
	assert.deepEqual(
		setCursor({...before, namespacesOf: 'host'}, 'containers', {key: 'b', index: 1}).cursors.namespaces,
		{key: 'net', index: 3},
		'the host\'s namespaces are no container\'s',
	);
	assert.deepEqual(setCursor(before, 'processes', {key: '6:1', index: 5}).cursors.namespaces, {key: 'net', index: 3});
});

test('the first move away from where the cursor happened to be is to another container too', () => {
	const before = {...start, cursors: {...start.cursors, processes: {key: '5:1', index: 4}}};
	assert.deepEqual(setCursor(before, 'containers', {key: 'b', index: 1}).cursors.processes, {key: undefined, index: 0});
	assert.deepEqual(
		setCursor(before, 'containers', {key: 'a', index: 0}).cursors.processes,
		{key: '5:1', index: 4},
		'it stayed on the first row',
	);
});

test('what was seen under a cursor that nobody has moved counts as chosen', () => {
	const before = {...start, detailsScroll: 9, cursors: {...start.cursors, processes: {key: '5:1', index: 4}}};
	const stayed = setCursor(before, 'containers', {key: 'b', index: 5}, 'b');
	assert.deepEqual([stayed.cursors.processes, stayed.detailsScroll], [{key: '5:1', index: 4}, 9]);
	assert.deepEqual(
		setCursor(before, 'containers', {key: 'a', index: 0}, 'b').cursors.processes,
		{key: undefined, index: 0},
		'the first row is another thing',
	);
});

test('a cursor on another thing shows its details from the first line', () => {
	const before = {...setCursor(start, 'containers', {key: 'a', index: 0}), detailsScroll: 9};
	assert.equal(setCursor(before, 'containers', {key: 'b', index: 1}).detailsScroll, 0);
	assert.equal(setCursor(before, 'containers', {key: 'a', index: 1}).detailsScroll, 9);
});

test('filter and sort are of one pane', () => {
	const state = setSort(setFilter(start, 'processes', 'nginx'), 'containers', {column: 'name', isDescending: false});
	assert.deepEqual(state.filters, {...start.filters, processes: 'nginx'});
	assert.deepEqual([state.sorts.containers.column, state.sorts.processes.column], ['name', 'pid']);
});

test('a tag is put on and taken off, and the state before keeps its own', () => {
	const tagged = toggleTag(start, 'a');
	assert.deepEqual([...tagged.tagged], ['a']);
	assert.deepEqual([...toggleTag(toggleTag(tagged, 'b'), 'a').tagged], ['b']);
	assert.deepEqual([start.tagged.size, tagged.tagged.size], [0, 1]);
});

test('a dialog takes the place of a message and of what was being typed', () => {
	const state = openDialog({...notify(start, {text: 'x', tone: 'bad'}), filtering: 'containers'}, {kind: 'help', scroll: 0});
	assert.deepEqual([state.dialog, state.notice, state.filtering], [{kind: 'help', scroll: 0}, undefined, undefined]);
	assert.equal(closeDialog(state).dialog, undefined);
});

test('several things may be going on, and each ends with its own message', () => {
	const both = beginProgress(beginProgress(start, {id: 1, text: 'Stopping a'}), {id: 2, text: 'Stopping b'});
	const one = endProgress(both, 1, {text: 'Stopped a.', tone: 'good'});
	assert.deepEqual(one.progress.map(({id}) => id), [2]);
	assert.equal(one.notice?.text, 'Stopped a.');
	assert.equal(endProgress(one, 99, {text: '?', tone: 'bad'}).progress.length, 1);
});

test('what has succeeded is said along with what has failed, whichever was first', () => {
	const begun = beginProgress(beginProgress(start, {id: 1, text: 'Removing a'}), {id: 2, text: 'Removing b'});
	const bad = {text: 'b is gone.', tone: 'bad'} as const;
	const good = {text: 'Removed a.', tone: 'good'} as const;
	for (const [first, second] of [[good, bad], [bad, good]] as const) {
		const {notice} = endProgress(endProgress(begun, 1, first), 2, second);
		assert.deepEqual([notice?.text, notice?.tone, notice?.failures], ['Removed a. b is gone.', 'bad', ['b is gone.']]);
		assert.equal(endProgress({...begun, notice}, 2, {text: 'Removed c.', tone: 'good'}).notice?.text, '2 succeeded. b is gone.');
	}
});

test('another size changes nothing else', () => {
	assert.deepEqual(resize(start, 40, 12), {...start, columns: 40, rows: 12});
});
