/**
The choice of the tab that the details show: a letter takes it at once.
*/
import {pad} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import {beginDetails, closeDialog} from '../state.ts';
import {letterOf, tabsFor} from '../tabs/index.ts';
import {pressInChoice} from './choice.ts';
import type {DialogRecord} from './dialog.ts';
import {choices} from './room.ts';

type TabChoice = {readonly kind: 'tabs'; readonly cursor: number};

export const tabsDialog: DialogRecord<TabChoice> = {
	kind: 'tabs',
	draw({cursor}, {theme, view: {subject}}, {height}) {
		const lines = tabsFor(subject.kind).map((tab): Line => [
			{text: `${letterOf(tab)}  `, tone: 'key'},
			{text: pad(tab.title, 13)},
			{text: tab.help, tone: 'dim'},
		]);
		return {
			title: `Tabs of the ${subject.kind}`,
			lines: choices(lines, cursor, height, theme),
			hint: `letter or ${theme.glyphs.enter} choose  Esc close`,
		};
	},
	press(key, dialog, world) {
		const {view: {state, subject}} = world;
		const tabs = tabsFor(subject.kind);
		const tab = key.name === 'enter' ? tabs[dialog.cursor] : tabs.find(each => letterOf(each) === key.name);
		return tab ? {state: closeDialog({...beginDetails(state), tab: tab.id})} : pressInChoice(key, dialog, tabs.length, world);
	},
};
