/**
The choice of the tab that the details show: a letter takes it at once.
*/
import {withKeys} from '../../settings/keymap.ts';
import {pad} from '../../text/clean.ts';
import {beginDetails, closeDialog} from '../state.ts';
import {letterOf, tabsFor} from '../tabs/index.ts';
import type {Tab} from '../tabs/tab.ts';
import {pressInChoice} from './choice.ts';
import {choiceList} from './choice-list.ts';
import type {DialogRecord} from './dialog.ts';
import {explainedChoices} from './room.ts';
import type {Searched} from './search.ts';

type TabChoice = Searched & {readonly kind: 'tabs'; readonly cursor: number};

const list = choiceList<TabChoice, Tab>({
	all: (_dialog, {view: {subject}}) => tabsFor(subject.kind),
	text: ({title, help}) => `${title} ${help}`,
});

export const tabsDialog: DialogRecord<TabChoice> = {
	...list.record,
	kind: 'tabs',
	draw(dialog, world, room) {
		const {cursor} = dialog;
		const {theme, view: {subject, settings: {keymap}}} = world;
		const all = list.left(dialog, world).map(tab => ({
			name: [{text: `${letterOf(tab)}  `, tone: 'key'}, {text: pad(tab.title, 13)}] as const,
			words: withKeys(tab.help, keymap, theme.isUnicode),
		}));
		return {
			title: `Tabs of the ${subject.kind}`,
			lines: explainedChoices(all, cursor, room, theme),
			hint: `letter or ${theme.glyphs.enter} choose`,
		};
	},
	press(key, dialog, world) {
		const {view: {state}} = world;
		const tabs = list.left(dialog, world);
		const tab = key.name === 'enter' ? tabs[dialog.cursor] : tabs.find(each => letterOf(each) === key.name);
		return tab ? {state: closeDialog(beginDetails({...state, tab: tab.id}))} : pressInChoice(key, dialog, tabs.length, world);
	},
};
