/**
Runs commands of Compose: finds out which one it is to be, starts it, and tells how it has ended.
*/
import type {ComposeCommand, ComposeVerb} from '../../compose/command.ts';
import type {Host} from '../../host/host.ts';
import type {Settings} from '../../settings/settings.ts';
import {
	beginCommand,
	changeCommand,
	endNotice,
	shownCommand,
	type ComposeTarget,
} from '../commands.ts';
import {notify, report, reportFailure} from '../messages.ts';
import {closeDialog, openDialog, type UiState} from '../state.ts';

type Services = {
	readonly host: Pick<Host, 'compose'>;
	readonly settings: Pick<Settings, 'keymap'>;
	state(): UiState;
	update(change: (state: UiState) => UiState): void;
};

type Wish = {readonly verb: ComposeVerb; readonly project: ComposeTarget};

/**
Finds the command that the open question is about; one that changes nothing is run without an answer. Whoever has closed the question
meanwhile hears no more of it. Never throws.
*/
export async function planCompose({verb, project}: Wish, services: Services): Promise<void> {
	const {host, update} = services;
	const plan = await host.compose.plan(project.key, verb).catch(String);
	const isAwaited = ({dialog}: UiState): boolean =>
		dialog?.kind === 'compose' && dialog.verb === verb && dialog.project.key === project.key && dialog.command === undefined;
	if (!isAwaited(services.state())) {
		return;
	}

	if (typeof plan === 'string') {
		update(state => isAwaited(state) ? notify(closeDialog(state), {text: plan, tone: 'warn'}) : state);
	} else if (verb === 'config') {
		update(state => isAwaited(state) ? closeDialog(state) : state);
		await runCompose({verb, project, command: plan}, services);
	} else {
		update(state => isAwaited(state)
			? openDialog(state, {
				kind: 'compose', verb, project, command: plan,
			})
			: state);
	}
}

/**
Starts the command, shows its output, and says how it has ended, whatever is looked at by then. Never throws.
*/
export async function runCompose(
	{verb, project, command}: Wish & {readonly command: ComposeCommand},
	{host, settings: {keymap}, update}: Services,
): Promise<void> {
	const {id, ended} = host.compose.start(command);
	update(state => beginCommand(state, {
		id, verb, project, command, ending: undefined,
	}));
	const ending = await ended;
	update(state => {
		const told = changeCommand(state, id, {ending});
		const run = told.commands.find(each => each.id === id);
		if (!run) {
			return told;
		}

		const notice = endNotice(run, shownCommand(state)?.id === id, keymap);
		return notice.tone === 'bad' ? reportFailure(told, notice.text) : report(told, notice);
	});
}

/**
Asks a command to end.
*/
export function stopCompose(id: string, {host, update}: Pick<Services, 'host' | 'update'>): void {
	host.compose.stop(id);
	update(state => changeCommand(state, id, {isBeingStopped: true}));
}
