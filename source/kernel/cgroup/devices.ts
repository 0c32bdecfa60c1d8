/**
Devices.list of a v1 cgroup: which devices its processes may use. In v2 a program of the kernel decides that, which cannot be read.
*/
import {type Bytes, linesOf} from '../fields.ts';

/**
One permission.
*/
export type DeviceRule = {
	/**
	All devices, block devices or character devices.
	*/
	readonly type: 'a' | 'b' | 'c';
	/**
	Undefined for every number.
	*/
	readonly major: number | undefined;
	readonly minor: number | undefined;
	/**
	Letters of `rwm`: read, write, make the device's file.
	*/
	readonly access: string;
};

const linePattern = /^([abc]) (\*|\d+):(\*|\d+) ([mrw]+)$/u;

const numberOrAll = (text: string | undefined): number | undefined => text === '*' ? undefined : Number(text);

/**
All permissions; none means that no device may be used, and `a *:* rwm` that every one may. Lines of another form are left out.
*/
export function parseDevices(bytes: Bytes): readonly DeviceRule[] {
	return linesOf(bytes).flatMap(line => {
		const match = linePattern.exec(line);
		if (!match) {
			return [];
		}

		const [, type, major, minor, access = ''] = match;
		return [{
			type: type as DeviceRule['type'], major: numberOrAll(major), minor: numberOrAll(minor), access,
		}];
	});
}

/**
Whether every device may be used, as in a privileged container.
*/
export function allowsAllDevices(rules: readonly DeviceRule[]): boolean {
	return rules.some(({type, major, minor, access}) => type === 'a' && major === undefined && minor === undefined && access === 'rwm');
}
