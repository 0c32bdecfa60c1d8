/**
Dialogs that are text to read and scroll: help and explanations.
*/
import type {Line} from '../spans.ts';
import type {Dialog} from '../state.ts';
import type {World} from '../world.ts';
import {explainLines} from './explain.ts';
import {helpLines} from './help.ts';

export type Sheet = Dialog & {readonly kind: 'help' | 'explain'};

/**
All lines of a sheet.
*/
export function sheetLines({kind}: Sheet, {view, isReadOnly, theme}: World, width: number): readonly Line[] {
	return kind === 'help' ? helpLines(width, isReadOnly, theme) : explainLines(view, width, theme);
}

/**
The last line that one can scroll to the top.
*/
export function lastScroll(sheet: Sheet, world: World, room: {readonly width: number; readonly height: number}): number {
	return Math.max(0, sheetLines(sheet, world, room.width).length - room.height);
}
