/**
What a cursor is on that nobody has moved yet: the thing that was seen under it, however the rows move.
*/
import type {Cursor} from '../state.ts';

/**
What decides the order of the rows besides the things themselves. Whoever changes it looks at the top again.
*/
export type Arrangement = readonly unknown[];

export type Following = {
	/**
	The cursor with the thing that it was drawn on last, where it has none of its own.
	*/
	follow(cursor: Cursor, arrangement: Arrangement): Cursor;
	/**
	Takes down which row is drawn under the cursor, and where.
	*/
	remember(cursor: Cursor, arrangement: Arrangement, row: Cursor): void;
	/**
	Follows nothing any more, until a row is remembered. Gives whether anything was followed.
	*/
	forget(): boolean;
	/**
	Where the row of this cursor was drawn last: others may have been sorted past it since a key moved it there.
	*/
	placeOf(cursor: Cursor): number;
};

/**
The memory of one list.
*/
export function createFollowing(): Following {
	let drawn: {readonly cursor: Cursor; readonly arrangement: Arrangement; readonly row: Cursor} | undefined;
	return {
		follow: (cursor, arrangement) =>
			cursor.key === undefined && drawn?.cursor === cursor && drawn.row.key !== undefined && isSameArrangement(drawn.arrangement, arrangement)
				? drawn.row
				: cursor,
		remember(cursor, arrangement, row) {
			drawn = {cursor, arrangement, row};
		},
		forget() {
			const isFollowing = drawn !== undefined;
			drawn = undefined;
			return isFollowing;
		},
		placeOf: cursor => drawn && (drawn.cursor === cursor || drawn.row === cursor) ? drawn.row.index : cursor.index,
	};
}

function isSameArrangement(some: Arrangement, others: Arrangement): boolean {
	return some.length === others.length && some.every((each, index) => Object.is(each, others[index]));
}
