/**
Whether something comes from the cgroup of a container or from one that it lies in.
*/
import {valueOf, type Known} from '../known.ts';

/**
The path where it is not the container's own cgroup; undefined where it is, and where either is not known.
*/
export function cgroupAbove(path: Known<string | undefined>, own: Known<string>): string | undefined {
	const place = valueOf(path);
	return place === valueOf(own) ? undefined : place;
}

/**
The last part of a path, by which people know a cgroup.
*/
export function cgroupName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}
