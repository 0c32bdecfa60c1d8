/**
The links /proc/PID/exe, cwd and root, and those of /proc/PID/fd that are paths.
*/

/**
Where a link points, seen from the root directory of the process. `isDeleted` tells that the name was removed since, or that it just
ends like that: the kernel writes both alike.
*/
export type PathLink = {readonly path: string; readonly isDeleted: boolean};

const deletedMark = ' (deleted)';

/**
Takes the mark of the kernel off the path.
*/
export function parsePathLink(link: string): PathLink {
	const isDeleted = link.endsWith(deletedMark);
	return {path: isDeleted ? link.slice(0, -deletedMark.length) : link, isDeleted};
}
