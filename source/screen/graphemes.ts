/**
What a reader takes for single characters.
*/

// Made when a text needs it first: that takes as long as reading a hundred processes.
let segmenter: Intl.Segmenter | undefined;

/**
The characters of a text in the sense of Unicode's grapheme clusters: a letter with its accents is one.

@yields One of them after the other.
*/
export function * graphemesOf(text: string): Generator<string, void> {
	segmenter ??= new Intl.Segmenter();
	for (const {segment} of segmenter.segment(text)) {
		yield segment;
	}
}
