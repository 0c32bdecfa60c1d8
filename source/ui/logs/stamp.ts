/**
When a line was written, as it stands before the line.
*/
import {formatClock, formatDuration} from '../../text/format.ts';
import type {StampKind} from './choice.ts';

const relativeWidth = 7;
const absoluteWidth = 18;

/**
The time in this form, always equally wide; empty where none is shown. `now` in milliseconds since the epoch.
*/
export function stampOf(time: number | undefined, kind: StampKind, now: number): string {
	switch (kind) {
		case 'off': {
			return '';
		}

		case 'relative': {
			return (time === undefined ? '–' : formatDuration(Math.max(0, (now - time) / 1000))).padStart(relativeWidth);
		}

		case 'absolute': {
			return time === undefined ? '–'.padStart(absoluteWidth) : clockOf(new Date(time));
		}
	}
}

/**
In the time zone of the terminal: `11-27 14:02:11.123`.
*/
function clockOf(date: Date): string {
	const two = (value: number): string => String(value).padStart(2, '0');
	const day = `${two(date.getMonth() + 1)}-${two(date.getDate())}`;
	return `${day} ${formatClock(date.getTime())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
