/**
Dialogs that are text to read and scroll: help, explanations and who is in a namespace.
*/
import type {Line} from '../../text/spans.ts';
import type {Dialog} from '../state.ts';
import type {World} from '../world.ts';
import {explainLines} from './explain.ts';
import {failuresLines, failuresTitle} from './failures.ts';
import {helpLines} from './help.ts';
import {membersLines, membersTitle} from './members.ts';

export type Sheet = Dialog & {readonly kind: 'help' | 'explain' | 'members' | 'failures'};

/**
All lines of a sheet.
*/
export function sheetLines(sheet: Sheet, {view, isReadOnly, theme}: World, width: number): readonly Line[] {
	switch (sheet.kind) {
		case 'help': {
			return helpLines(width, isReadOnly, view.settings);
		}

		case 'explain': {
			return explainLines(view, width, theme);
		}

		case 'members': {
			return membersLines(sheet.namespace, view.snapshot, width, theme);
		}

		case 'failures': {
			return failuresLines(sheet.failures, width, theme);
		}
	}
}

/**
What stands above it.
*/
export function sheetTitle(sheet: Sheet): string {
	switch (sheet.kind) {
		case 'help': {
			return 'Help';
		}

		case 'explain': {
			return 'What is this?';
		}

		case 'members': {
			return membersTitle(sheet.namespace);
		}

		case 'failures': {
			return failuresTitle(sheet.failures);
		}
	}
}

/**
The last line that one can scroll to the top.
*/
export function lastScroll(sheet: Sheet, world: World, room: {readonly width: number; readonly height: number}): number {
	return Math.max(0, sheetLines(sheet, world, room.width).length - room.height);
}
