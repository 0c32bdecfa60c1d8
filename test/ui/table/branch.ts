import test from 'node:test';
import assert from 'node:assert/strict';
import {asciiGlyphs, unicodeGlyphs} from '../../../source/text/glyphs.ts';
import {branchPrefix} from '../../../source/ui/table/branch.ts';

const deep = (levels: number) => ({
	isLastAt: Array.from({length: Math.min(levels, 16)}, () => true),
	hiddenLevels: Math.max(0, levels - 16),
});

test('a row at the root has no branch', () => {
	assert.equal(branchPrefix({isLastAt: []}, 40, unicodeGlyphs), '');
});

test('the levels above are drawn as long as a third of the width is enough for them', () => {
	assert.equal(branchPrefix({isLastAt: [false, true, false]}, 27, unicodeGlyphs), '│     ├─ ');
	assert.equal(branchPrefix({isLastAt: [false, true, false]}, 26, unicodeGlyphs), '+2 ├─ ');
});

for (const levels of [4, 20, 3000]) {
	for (const width of [8, 12, 40, 200]) {
		test(`at ${levels} levels and ${width} cells what is after the branches can be read`, () => {
			for (const glyphs of [unicodeGlyphs, asciiGlyphs]) {
				const prefix = branchPrefix(deep(levels), width, glyphs);
				assert.ok(prefix.length <= Math.max(width / 3, `+${levels} `.length + 3), prefix);
				const left = Number(/^\+(\d+) /.exec(prefix)?.[1] ?? 0);
				const drawn = prefix.replace(/^\+\d+ /, '').length / glyphs.branch.length;
				assert.equal(left + drawn, levels);
			}
		});
	}
}
