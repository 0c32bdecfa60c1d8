/**
The message between the panes and the keys. There is no room for it while there is nothing to say.
*/
import {clean, clip} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import {wrap} from '../../text/wrap.ts';
import {mostFooterLines} from '../layout/layout.ts';
import {messageOf} from '../messages.ts';
import type {UiState} from '../state.ts';

type MessageState = Pick<UiState, 'progress' | 'notice' | 'columns' | 'rows'>;

/**
The message in as many lines as a screen of this size has for it; none if there is nothing to say. What does not fit is cut with a mark.
*/
export function messageLines(state: MessageState, {isUnicode, glyphs}: Theme): readonly Line[] {
	const message = messageOf(state, isUnicode);
	if (message === undefined) {
		return [];
	}

	const most = mostFooterLines(state.rows) - 1;
	const width = Math.max(1, state.columns - 2);
	const lines = wrap(clean(message.text, isUnicode), width, glyphs.ellipsis);
	const kept = lines.length <= most ? lines : [...lines.slice(0, most - 1), clip(lines.slice(most - 1).join(' '), width, glyphs.ellipsis)];
	return kept.map(text => [{text: ` ${text}`, tone: message.tone}]);
}
