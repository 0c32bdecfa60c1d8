/**
The question before a command of Compose is run: the very command, what it will do, and who falls with it. Until the command is known
it says that it is looked for.
*/
import type {ComposeCommand, ComposeVerb} from '../../compose/command.ts';
import {clean} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import {wrap} from '../../text/wrap.ts';
import {containerTarget} from '../actions/targets.ts';
import {writtenCommand, type ComposeTarget} from '../commands.ts';
import {membersOn} from '../tabs/compose.ts';
import {closeDialog} from '../state.ts';
import type {View} from '../view.ts';
import {answerHint, answerOf} from './answer.ts';
import {casualties} from './casualties.ts';
import {commandLines, wholeCommandLines} from './command-lines.ts';
import type {DialogRecord, Room} from './dialog.ts';

type ComposeQuestion = {
	readonly kind: 'compose';
	readonly verb: ComposeVerb;
	readonly project: ComposeTarget;
	readonly command?: ComposeCommand;
};

const meanings: Readonly<Record<ComposeVerb, string>> = {
	up: 'Creates and starts what the Compose file names, and replaces containers that differ from it.',
	down: 'Stops and removes the containers of what the Compose file names, and its networks. Volumes stay.',
	pull: 'Fetches the images that the Compose file names. Containers stay as they are.',
	build: 'Builds the images that the Compose file describes. Containers stay as they are.',
	config: 'Reads the Compose file. Nothing changes.',
};

export const composeDialog: DialogRecord<ComposeQuestion> = {
	kind: 'compose',
	draw(dialog, {view, theme}, {width, height}) {
		const {verb, project, command} = dialog;
		const room = {width: Math.min(width, 76), height};
		return {
			title: clean(`Run compose ${verb} for ${project.name}?`, theme.isUnicode),
			lines: command ? questionLines({verb, project, command}, view, room, theme) : ['Looking for Compose.'],
			hint: command ? answerHint(false, theme) : 'Esc close',
			isDangerous: true,
		};
	},
	question: ({kind, verb, project, command}) => command && [kind, verb, project, command],
	isAnswer: (key, {command}) => command !== undefined && answerOf(key, false) === 'yes',
	press(key, {verb, project, command}, {view: {state}}) {
		switch (answerOf(key, false)) {
			case 'yes': {
				return command
					? {
						state: closeDialog(state), effect: {
							kind: 'run-compose', verb, project, command,
						},
					}
					: {state};
			}

			case 'no': {
				return {state: closeDialog(state)};
			}

			case undefined: {
				return {state};
			}
		}
	},
};

/**
Where there is little room the command stays.
*/
function questionLines(
	{verb, project, command}: Required<Omit<ComposeQuestion, 'kind'>>,
	view: View,
	{width, height}: Room,
	theme: Theme,
): readonly Line[] {
	const written = clean(writtenCommand(command), theme.isUnicode);
	const words = wholeCommandLines(written, width);
	// Long paths give way to what will be done, at the end.
	const short = commandLines(written, width, theme);
	const meaning = wrap(meanings[verb], width);
	const losses = (verb === 'down' ? lossesOf(project, command, view) : [])
		.flatMap(text => wrap(clean(text, theme.isUnicode), width))
		.map((text): Line => [{text, tone: 'warn'}]);
	const forms: ReadonlyArray<readonly Line[]> = [
		[...words, '', ...meaning, ...losses],
		[...words, ...losses],
		[...short, ...losses],
		short,
	];
	return forms.find(lines => lines.length <= height) ?? short.slice(-height);
}

/**
The containers of the project, and what falls with them.
*/
function lossesOf({key}: ComposeTarget, {address}: ComposeCommand, {snapshot}: View): readonly string[] {
	const row = snapshot.projects.get(key);
	const members = row ? membersOn(address, row, snapshot) : [];
	return [
		`Its containers now: ${members.map(({name}) => name).join(', ')}.`,
		...casualties({name: 'remove'}, members.map(member => containerTarget(member)), snapshot),
	];
}
