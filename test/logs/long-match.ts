import assert from 'node:assert/strict';
import process from 'node:process';
import {test} from 'node:test';
import {longMatchOf} from '../../source/logs/long-match.ts';

const long = 1024 * 1024;

/**
What the engine finds in the line as a whole, for a pattern that is quick.
*/
const placesOfAll = (source: string, line: string): ReadonlyArray<readonly [number, number]> =>
	[...line.matchAll(new RegExp(source, 'g'))].map(match => [match.index, match.index + match[0].length] as const);

test('a match is found wherever it stands in the longest line', () => {
	for (const index of [0, 1494, 1499, 1500, 1998, 1999, 2000, 3000, 500_000, long - 6]) {
		const line = `${'x'.repeat(index)}needle${'x'.repeat(long - index - 6)}`;
		const {matches, placesIn} = longMatchOf('n[e]+dle', '');
		assert.ok(matches(line), `${index}`);
		assert.deepEqual(placesIn(line), [{start: index, end: index + 6}]);
	}

	assert.ok(!longMatchOf('needle', '').matches('x'.repeat(long)));
});

test('anchors, edges of words and what stands around a match mean the line, not a part of it', () => {
	const words = Array.from({length: 3000}, (_word, index) => index % 7 === 0 ? 'stop' : `word${index}`).join(' ');
	const lines = [words, `${words} end`, 'a'.repeat(10_000), `${'ab'.repeat(5000)}c`, 'short line', ''];
	const sources = [
		'^',
		'$',
		'^word',
		'^stop',
		'end$',
		'stop$',
		'c$',
		'b$',
		'^a',
		'^b',
		'^$',
		String.raw`\bstop\b`,
		String.raw`\Bo`,
		String.raw`(?<=stop )w\w+`,
		String.raw`(?<!stop )word\d+`,
		String.raw`word\d+(?= stop)`,
		String.raw`op(?!\s)`,
		'a(?!$)',
		'(?<!^)a',
		'(?<=^)a',
		'(?<=^a)b?',
		'[$^]|s',
		String.raw`\$|\^|p`,
		String.raw`(?<$n>s)t\k<$n>|top`,
		'(?:^|s)t',
		'(?:d|p)(?:$|1)',
	];
	for (const line of lines) {
		for (const source of sources) {
			const {matches, placesIn} = longMatchOf(source, '');
			const places = placesOfAll(source, line);
			assert.equal(matches(line), places.length > 0, `${source} in ${line.slice(0, 20)}`);
			assert.deepEqual(
				placesIn(line).map(({start, end}) => [start, end]),
				places.filter(([start, end]) => start < end),
				`${source} in ${line.slice(0, 20)}`,
			);
		}
	}
});

test('a match that is longer than what the windows have in common is found by its beginning', () => {
	const [place] = longMatchOf('a+', '').placesIn(`${'x'.repeat(1400)}${'a'.repeat(5000)}`);
	assert.equal(place?.start, 1400);
});

test('a pattern that goes back and forth too long gives up, and says so', () => {
	const before = process.cpuUsage();
	const slow = longMatchOf('x*y', '');
	assert.ok(!slow.hasGivenUp);
	assert.ok(!slow.matches('x'.repeat(long)));
	assert.ok(process.cpuUsage(before).user < 1_000_000, 'all of it would take many seconds');
	assert.ok(slow.hasGivenUp);
	const quick = longMatchOf('xy', '');
	assert.ok(!quick.matches('x'.repeat(5000)));
	assert.ok(!quick.hasGivenUp);
});
