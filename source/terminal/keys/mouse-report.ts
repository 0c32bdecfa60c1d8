/**
What a terminal reports about the mouse.
*/

export type MouseReport = {
	readonly action: 'press' | 'release' | 'move' | 'wheelUp' | 'wheelDown';
	/**
	Cells from the top left corner of the screen, from 0.
	*/
	readonly column: number;
	readonly row: number;
};

/**
What a sequence of the SGR form reports: the parameters between bracket and final byte, which is `M` for a press and `m` for a release.
*/
export function mouseReportOf(parameters: string, final: string): MouseReport | undefined {
	const [code, column, row] = parameters.slice(1).split(';').map(Number);
	if (!column || !row || code === undefined || Number.isNaN(code)) {
		return undefined;
	}

	const action = mouseAction(code, final);
	return action && {action, column: column - 1, row: row - 1};
}

/**
From 128 on there are extra buttons, from 64 the wheel, which may also turn sideways, from 32 motion; below these the modifiers of the
keyboard are counted in.
*/
function mouseAction(code: number, final: string): MouseReport['action'] | undefined {
	if (code >= 128) {
		return undefined;
	}

	if (code >= 64) {
		return (['wheelUp', 'wheelDown'] as const)[code % 4];
	}

	if (code >= 32) {
		return 'move';
	}

	return final === 'M' ? 'press' : 'release';
}
