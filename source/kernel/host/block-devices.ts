/**
/sys/dev/block/MAJOR:MINOR/slaves: the block devices that another one stands on, as LVM, LUKS and RAID do.
*/
import {valueOf} from '../../known.ts';
import {readOnce} from '../files/content.ts';
import {listDirectory} from '../files/directory.ts';

/**
Knows which devices stand on which. Numbers of devices are given away again, so it is to be made to forget from time to time.
*/
export class BlockDevices {
	readonly #root: string;
	readonly #below = new Map<string, readonly string[]>();

	constructor(root = '/sys/dev/block') {
		this.#root = root;
	}

	/**
	The devices among those given that stand on none of the others. What passes through several is counted on each; so only these add up.
	*/
	lowest(devices: readonly string[]): ReadonlySet<string> {
		return new Set(devices.filter(device => !this.#isAboveAny(device, devices)));
	}

	/**
	Looks again at each device when it is next met.
	*/
	forget(): void {
		this.#below.clear();
	}

	#isAboveAny(device: string, devices: readonly string[]): boolean {
		return this.#belowOf(device).some(below => devices.includes(below) || this.#isAboveAny(below, devices));
	}

	#belowOf(device: string): readonly string[] {
		let below = this.#below.get(device);
		if (!below) {
			const directory = `${this.#root}/${device}/slaves`;
			below = (valueOf(listDirectory(directory)) ?? []).flatMap(name => {
				const number = valueOf(readOnce(`${directory}/${name}/dev`));
				return number ? [number.toString('latin1').trim()] : [];
			});
			this.#below.set(device, below);
		}

		return below;
	}
}
