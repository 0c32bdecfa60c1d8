/**
Text from elsewhere as one line that does nothing: line ends and tabs become blanks, except at the ends, where they come from marking
whole lines; other control characters go.
*/
export function oneLine(text: string): string {
	return text.toWellFormed().replaceAll(/[\t\n\v\f\r\u{85}\u{2028}\u{2029}]+/gu, ' ').replaceAll(/\p{Control}/gu, '').trim();
}
