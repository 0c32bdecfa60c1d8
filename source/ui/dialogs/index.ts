/**
All dialogs.
*/
import {attachDialog} from './attach.ts';
import {commandDialog} from './command.ts';
import {composeDialog} from './compose.ts';
import {confirmDialog} from './confirm.ts';
import type {DialogRecord} from './dialog.ts';
import {copyDialog} from './copy.ts';
import {entryDialog} from './entry.ts';
import {entryQuestionDialog} from './entry-question.ts';
import {explainDialog} from './explain.ts';
import {failuresDialog} from './failures.ts';
import type {Question} from './gate.ts';
import {helpDialog} from './help.ts';
import {limitsDialog} from './limits.ts';
import {logLineDialog} from './log-line.ts';
import {membersDialog} from './members.ts';
import {menuDialog} from './menu.ts';
import {problemsDialog} from './problems.ts';
import {renameDialog} from './rename.ts';
import {signalsDialog} from './signals.ts';
import {sortDialog} from './sort.ts';
import {stopCommandDialog} from './stop-command.ts';
import {tabsDialog} from './tabs.ts';

const dialogs = [
	helpDialog,
	explainDialog,
	membersDialog,
	logLineDialog,
	failuresDialog,
	problemsDialog,
	menuDialog,
	sortDialog,
	tabsDialog,
	signalsDialog,
	copyDialog,
	confirmDialog,
	entryDialog,
	entryQuestionDialog,
	commandDialog,
	composeDialog,
	stopCommandDialog,
	renameDialog,
	limitsDialog,
	attachDialog,
] as const;

/**
Any dialog that may be open, with what it is about.
*/
export type AnyDialog = typeof dialogs[number] extends infer Each ? (Each extends DialogRecord<infer Shown> ? Shown : never) : never;

const byKind = new Map<string, unknown>(dialogs.map(dialog => [dialog.kind, dialog]));

/**
The record of a dialog.
*/
export function dialogOf<Shown extends AnyDialog>({kind}: Shown): DialogRecord<Shown> {
	return byKind.get(kind) as DialogRecord<Shown>;
}

/**
What the open dialog asks; undefined where it asks nothing, or none is open.
*/
export function questionOf(dialog: AnyDialog | undefined): Question | undefined {
	return dialog && dialogOf(dialog).question?.(dialog);
}
