/**
The message between the panes and the keys. There is no room for it while there is nothing to say.
*/
import {clean, clip} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import {wrap} from '../../text/wrap.ts';
import {messageOf} from '../messages.ts';
import type {UiState} from '../state.ts';

/**
The message in lines for this width, at most two of them; none if there is nothing to say. What does not fit is cut with a mark.
*/
export function messageLines(
	state: Pick<UiState, 'progress' | 'notice' | 'columns'>, {isUnicode, glyphs}: Theme, most = 2,
): readonly Line[] {
	const message = messageOf(state, isUnicode);
	if (message === undefined) {
		return [];
	}

	const width = Math.max(1, state.columns - 2);
	const lines = wrap(clean(message.text, isUnicode), width, glyphs.ellipsis);
	const kept = lines.length <= most ? lines : [...lines.slice(0, most - 1), clip(lines.slice(most - 1).join(' '), width, glyphs.ellipsis)];
	return kept.map(text => [{text: ` ${text}`, tone: message.tone}]);
}
