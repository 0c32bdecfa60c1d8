/**
The order of names, as people read them: `web-2` before `web-10`, whatever the case.
*/
const {compare} = new Intl.Collator(undefined, {numeric: true});

/**
Compares two names for sorting.
*/
export function byName(a: string, b: string): number {
	return compare(a, b);
}
