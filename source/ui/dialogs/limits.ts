/**
The fields for new limits of a container.
*/
import type {ContainerLimits} from '../../engine/limits.ts';
import {clean, pad} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import {wrap} from '../../text/wrap.ts';
import {questionFor} from '../actions/question.ts';
import {edited} from '../fields/text.ts';
import {openDialog} from '../state.ts';
import type {Target} from '../target.ts';
import type {DialogRecord} from './dialog.ts';
import {fieldSpans} from './field-line.ts';
import {
	limitFields,
	limitText,
	typedLimits,
	type LimitName,
} from './limit-fields.ts';

type LimitsForm = {
	readonly kind: 'limits';
	readonly target: Target;
	/**
	The limits that it has.
	*/
	readonly present: ContainerLimits;
	readonly texts: Readonly<Partial<Record<LimitName, string>>>;
	/**
	Which field is typed in.
	*/
	readonly field: number;
	/**
	What is wrong with what was typed, since Enter was pressed.
	*/
	readonly problem?: string | undefined;
};

const titleWidth = Math.max(...limitFields.map(({title}) => title.length)) + 2;

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
			? wrap('An empty field leaves the limit as it is. New ones hold at once.', room).map((text): Line => [{text, tone: 'dim'}])
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
			return {
				state: openDialog(state, typeof limits === 'string'
					? {...dialog, problem: limits}
					: {...questionFor({name: 'update', limits, present}, [target], view), cameByEnter: true}),
			};
		}

		const {name} = limitFields[field]!;
		const text = edited(texts[name] ?? '', key);
		return {state: text === undefined ? state : openDialog(state, {...dialog, texts: {...texts, [name]: text}, problem: undefined})};
	},
};

const steps: Readonly<Record<string, number>> = {
	up: -1, down: 1, tab: 1, 'shift-tab': -1,
};
