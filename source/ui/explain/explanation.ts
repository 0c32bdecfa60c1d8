/**
An explanation is one record: what a fact on screen is, in two plain sentences, and what one would type to see it by hand, filled in
with the numbers of what is selected.
*/
import type {View} from '../view.ts';

export type Explanation = {
	readonly title: string;
	readonly text: string;
	/**
	Ids of the columns that it explains; absent where it is about no column.
	*/
	readonly columns?: readonly string[];
	/**
	Command lines, empty where what is selected has no such thing.
	*/
	commands(view: View): readonly string[];
};
