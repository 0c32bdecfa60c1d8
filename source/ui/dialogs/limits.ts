/**
The fields for new limits of a container.
*/
import type {ContainerLimits} from '../../engine/limits.ts';
import {clean, pad} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import {wrap} from '../../text/wrap.ts';
import {askedByEnter} from '../actions/question.ts';
import {edited} from '../fields/text.ts';
import {openDialog, type UiState} from '../state.ts';
import type {LimitTexts, Operation, Target} from '../target.ts';
import type {DialogRecord} from './dialog.ts';
import {fieldSpans} from './field-line.ts';
import {limitFields, limitText} from './limit-fields.ts';
import {typedLimits} from './typed-limits.ts';

type LimitsForm = {
	readonly kind: 'limits';
	readonly target: Target;
	/**
	The limits that it has.
	*/
	readonly present: ContainerLimits;
	readonly texts: LimitTexts;
	/**
	Which field is typed in.
	*/
	readonly field: number;
	/**
	What is wrong with what was typed, since Enter was pressed or an engine refused it.
	*/
	readonly problem?: string | undefined;
};

const titleWidth = Math.max(...limitFields.map(({title}) => title.length)) + 2;

const emptyNote = 'An empty field leaves the limit as it is; only memory + swap grows where more memory needs it. New ones hold at once.';

export const limitsDialog: DialogRecord<LimitsForm> = {
	kind: 'limits',
	hasField: true,
	draw({target, present, texts, field, problem}, {theme}, {width, height}) {
		const room = Math.min(width, 66);
		const presentWidth = Math.max(...limitFields.map(each => limitText(each, present[each.name]).length)) + 1;
		const head: Line = [
			{text: pad('', titleWidth), tone: 'header'},
			{text: pad('NOW', presentWidth + 2), tone: 'header'},
			{text: 'NEW', tone: 'header'},
		];
		const fields = limitFields.map((each, index): Line => {
			const {name, title, example} = each;
			const text = texts[name] ?? '';
			return [
				{text: pad(title, titleWidth)},
				{text: pad(limitText(each, present[name]), presentWidth), tone: 'dim'},
				...fieldSpans(text, theme, index === field),
				...(text === '' ? [{text: ` e.g. ${example}`, tone: 'dim' as const}] : []),
			];
		});
		const notes = problem === undefined
			? wrap(emptyNote, room).map((text): Line => [{text, tone: 'dim'}])
			: wrap(clean(problem, theme.isUnicode), room).map((text): Line => [{text, tone: 'warn'}]);
		const forms: ReadonlyArray<readonly Line[]> = [[head, ...fields, '', ...notes], [...fields, ...notes]];
		return {
			title: `Limits of ${clean(target.name, theme.isUnicode)}`,
			lines: forms.find(lines => lines.length <= height) ?? (problem === undefined ? fields : notes),
			hint: `${theme.glyphs.enter} change  ${theme.glyphs.up}${theme.glyphs.down} field  Esc close`,
		};
	},
	press(key, dialog, {view}) {
		const {state} = view;
		const {target, present, texts, field} = dialog;
		const step = steps[key.name];
		if (step !== undefined) {
			return {state: openDialog(state, {...dialog, field: (field + step + limitFields.length) % limitFields.length})};
		}

		if (key.name === 'enter') {
			const limits = typedLimits(texts, present);
			if (typeof limits === 'string') {
				return {state: openDialog(state, {...dialog, problem: limits})};
			}

			return askedByEnter({
				name: 'update', limits, present, texts,
			}, [target], view);
		}

		const {name} = limitFields[field]!;
		const text = edited(texts[name] ?? '', key);
		return {state: text === undefined ? state : openDialog(state, {...dialog, texts: {...texts, [name]: text}, problem: undefined})};
	},
};

const steps: Readonly<Record<string, number>> = {
	up: -1, down: 1, tab: 1, 'shift-tab': -1,
};

/**
The state with the fields as they were typed and why they were refused; undefined where a person is in something else by now.
*/
export function typedAgain(
	state: UiState,
	{operation, target, problem}: {readonly operation: Operation; readonly target: Target; readonly problem: string},
): UiState | undefined {
	return operation.name === 'update' && state.dialog === undefined && state.filtering === undefined
		? openDialog(state, {
			kind: 'limits', target, present: operation.present, texts: operation.texts, field: 0, problem,
		})
		: undefined;
}
