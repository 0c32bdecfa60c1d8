/**
What a runtime keeps of a container in files, readable while no engine answers.
*/

/**
What such a file says about one container. Texts are as they stand there, not yet safe to draw.
*/
export type ContainerFile = {
	/**
	Who made the container, where the file itself tells.
	*/
	readonly runtime?: string;
	readonly id: string | undefined;
	readonly name: string | undefined;
	readonly image: string | undefined;
	readonly command: string | undefined;
	readonly labels: Readonly<Record<string, string>> | undefined;
};

/**
Longer than any name, image or label that a runtime would accept; what is longer is taken for none, as it would be drawn again and again.
*/
const mostLetters = 4096;

/**
A text as it may be used: undefined if it is empty or too long.
*/
export function usable(text: string | undefined): string | undefined {
	return text === undefined || text === '' || text.length > mostLetters ? undefined : text;
}
