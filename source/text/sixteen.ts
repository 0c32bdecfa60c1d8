/**
The sixteen colours that every terminal with colours has, by their number: 0 to 7, and 8 to 15 for the bright ones.
*/

type Channels = readonly [red: number, green: number, blue: number];

/**
As xterm has them.
*/
const sixteen = [
	'000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5',
	'7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff',
].join(' ').split(' ').map(colour => [0, 2, 4].map(at => Number.parseInt(colour.slice(at, at + 2), 16)) as unknown as Channels);

const cubeLevels = [0, 95, 135, 175, 215, 255];

/**
The number of the colour, or of the one nearest to it, that these SGR parameters set for text or background: `31`, `103`, `38;5;208`,
`48;2;1;2;3`. Undefined for none.
*/
export function nearestOfSixteen(parameters: string): number | undefined {
	if (parameters === '') {
		return undefined;
	}

	const [code = 0, kind, ...channels] = parameters.split(';').map(Number);
	if (kind === undefined) {
		return code % 10 + (code >= 90 ? 8 : 0);
	}

	const [first = 0, second = 0, third = 0] = channels;
	return kind === 5 ? nearestOfIndexed(first) : nearestTo([first, second, third]);
}

function nearestOfIndexed(index: number): number {
	if (index < 16) {
		return index;
	}

	if (index >= 232) {
		const grey = 8 + 10 * (index - 232);
		return nearestTo([grey, grey, grey]);
	}

	const place = index - 16;
	return nearestTo([cubeLevels[Math.floor(place / 36)]!, cubeLevels[Math.floor(place / 6) % 6]!, cubeLevels[place % 6]!]);
}

function nearestTo([red, green, blue]: Channels): number {
	let nearest = 0;
	let leastDistance = Infinity;
	for (const [index, colour] of sixteen.entries()) {
		// The eye tells greens apart best.
		const distance = 3 * (red - colour[0]) ** 2 + 4 * (green - colour[1]) ** 2 + 2 * (blue - colour[2]) ** 2;
		if (distance < leastDistance) {
			leastDistance = distance;
			nearest = index;
		}
	}

	return nearest;
}
