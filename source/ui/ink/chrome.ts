/**
The part of the screen that Ink draws: where the panes are, the footer, the open dialog. It is the same value until one of these looks
otherwise, so that React is left alone by everything else.
*/
import {dialogContent, type DialogContent} from '../dialogs/content.ts';
import {isSameQuestion, type Question} from '../dialogs/gate.ts';
import {questionOf} from '../dialogs/index.ts';
import {drawFooter} from '../panes/footer.ts';
import type {Layout} from '../layout/layout.ts';
import type {World} from '../world.ts';

type Chrome = {
	readonly layout: Layout;
	readonly footer: readonly string[];
	readonly dialog: DialogContent | undefined;
	/**
	What the dialog asks.
	*/
	readonly question: Question | undefined;
};

/**
A function from world to chrome that gives the same object as long as nothing Ink draws has changed.
*/
export function createChrome(): (world: World) => Chrome {
	let world: World | undefined;
	let chrome: Chrome | undefined;
	let fingerprint = '';
	return now => {
		if (now === world && chrome) {
			return chrome;
		}

		world = now;
		const {view: {layout, state}} = now;
		const next: Chrome = {
			layout,
			footer: drawFooter(now, layout.footer.width, layout.footer.height),
			dialog: state.dialog && dialogContent(state.dialog, now),
			question: layout.mode === 'tooSmall' ? undefined : questionOf(state.dialog),
		};
		const print = JSON.stringify([
			layout.header,
			layout.footer,
			layout.panes.map(({id, rectangle}) => [id, rectangle]),
			next.footer,
			next.dialog,
		]);
		if (!chrome || print !== fingerprint || !isSameQuestion(chrome.question, next.question)) {
			chrome = next;
			fingerprint = print;
		}

		return chrome;
	};
}
