/**
The names that files below /etc give to the host and its users.
*/
import {isMissing, type Known, valueOf} from '../../known.ts';
import {parsed} from '../fields.ts';
import {readBytes} from '../files/content.ts';
import {parseOsRelease} from './os-release.ts';
import {parsePasswd} from './passwd.ts';

/**
Name and version of the distribution. A host without /etc/os-release has it where distributions put their own copy.
*/
export function readDistribution(): Known<string> {
	const etc = parsed(readBytes('/etc/os-release'), parseOsRelease);
	return isMissing(etc) ? parsed(readBytes('/usr/lib/os-release'), parseOsRelease) : etc;
}

/**
Names of the host's users by their ids; empty where they cannot be read.
*/
export function readUserNames(): ReadonlyMap<number, string> {
	return valueOf(parsed(readBytes('/etc/passwd'), parsePasswd)) ?? new Map<number, string>();
}
