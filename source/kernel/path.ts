/**
Paths as texts, of files and of cgroups alike.
*/

/**
Whether a path is a directory itself or lies in it, at any depth. Both are absolute and without a slash at their end, but for `/`.
*/
export function isPathWithin(path: string, directory: string): boolean {
	return directory === '/' || path === directory || path.startsWith(`${directory}/`);
}
