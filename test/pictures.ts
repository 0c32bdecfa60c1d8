import assert from 'node:assert/strict';
import {readFileSync, statSync} from 'node:fs';
import {test} from 'node:test';
import {reelToSvg, type Frame} from './helpers/pictures/reel.ts';
import {onLight, rowsOf, screenToSvg} from './helpers/pictures/svg.ts';
import {createXterm, parsed} from './helpers/terminal.ts';

const media = new URL('../media/', import.meta.url);

async function screenWith(text: string) {
	const terminal = createXterm(24, 2);
	terminal.write(text);
	await parsed(terminal);
	return terminal;
}

test('the pictures of the README are small and name no folder of the machine that they were taken on', () => {
	for (const name of ['screen.svg', 'screen-light.svg', 'film.svg']) {
		const url = new URL(name, media);
		assert.ok(statSync(url).size < 300_000, name);
		assert.doesNotMatch(readFileSync(url, 'utf8'), /\/(?:tmp|work|root|home)\b|nstop-picture/, name);
	}
});

test('a picture keeps several blanks apart, and draws a line in one stroke', async () => {
	const svg = screenToSvg(await screenWith('a   b\r\n────'), 'a picture');
	assert.match(svg, />a\u{A0}{3}b</u);
	assert.equal(svg.match(/<path /g)?.length, 1);
});

test('on a light background each colour is another one, and nothing else changes', async () => {
	const dark = screenToSvg(await screenWith('\u{1B}[31mred\u{1B}[0m plain \u{1B}[7minverse'), 'a picture');
	const light = onLight(dark);
	assert.equal(dark.length, light.length);
	const coloursOf = (svg: string): readonly string[] => svg.match(/#[\da-f]{6}/g)!;
	assert.ok(coloursOf(dark).every((colour, index) => colour !== coloursOf(light)[index]));
	assert.equal(light.replaceAll(/#[\da-f]{6}/g, ''), dark.replaceAll(/#[\da-f]{6}/g, ''));
});

test('a film has each piece of a row once, and each frame in its own part of the time', async () => {
	const frame = async (text: string, seconds: number, key?: string): Promise<Frame> =>
		({
			rows: rowsOf(await screenWith(text)), seconds, key, caption: `shows ${text.at(-1)!}`,
		});
	const svg = reelToSvg([await frame('│same│1', 1), await frame('│same│2', 3, 'j')], 0, 'a film');
	assert.equal(svg.match(/>same</g)?.length, 1);
	assert.match(svg, /animation:4s step-end infinite/);
	assert.match(svg, /@keyframes k0\{0%\{visibility:visible\}25%\{visibility:hidden\}\}/);
	assert.match(svg, /@keyframes k1\{0%\{visibility:hidden\}25%\{visibility:visible\}\}/);
	assert.match(svg, />j<\/text>.*>shows 2</);
});
