/**
Has Compose read the files of the project whose tab is on screen: once when it is opened, and again when a command of the project has ended.
*/
import type {Host} from '../../host/host.ts';
import type {ContainerKey} from '../../model/keys.ts';
import type {Store} from '../../store.ts';
import type {ComposeAnswer} from '../compose-answer.ts';
import {composeTab, projectRowOf} from '../tabs/compose.ts';
import type {View} from '../view.ts';

/**
Whoever moves through a list does not mean to have the files of each project read.
*/
const settleMilliseconds = 200;

/**
A function to be called with every new view; it asks when there is something new to ask, and gives up what nobody waits for any more.
*/
export function createComposeAsker(store: Store<ComposeAnswer | undefined>, {compose}: Pick<Host, 'compose'>): (view: View) => void {
	let asked = '';
	let giveUp: () => void = () => undefined;
	return ({tab, container, snapshot, state, layout}) => {
		const isShown = tab === composeTab && layout.panes.some(({id}) => id === 'details');
		const key = isShown ? projectRowOf(container, snapshot)?.key : undefined;
		const ended = state.commands.filter(({project, ending}) => project.key === key && ending !== undefined).length;
		const question = key === undefined ? '' : `${ended} ${key}`;
		if (question === asked) {
			return;
		}

		asked = question;
		giveUp();
		giveUp = () => undefined;
		if (key === undefined) {
			return;
		}

		const end = new AbortController();
		const timer = setTimeout(() => {
			void ask(key, end.signal);
		}, settleMilliseconds);
		giveUp = () => {
			clearTimeout(timer);
			end.abort();
		};

		if (store.get()?.project !== key) {
			store.set({project: key, state: 'asking'});
		}
	};

	async function ask(key: ContainerKey, signal: AbortSignal): Promise<void> {
		const report = await compose.report(key, signal).catch(String);
		if (!signal.aborted) {
			store.set(typeof report === 'string'
				? {project: key, state: 'failed', reason: report}
				: {project: key, state: 'answered', report});
		}
	}
}
