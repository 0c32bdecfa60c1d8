/**
What is acted on, and what is done to it.
*/
import type {ResourceName} from '../engine/resources.ts';
import type {ContainerLimits} from '../engine/limits.ts';
import type {ContainerKey, ProcessKey} from '../model/keys.ts';
import type {ResourceKey} from '../model/resources/resource.ts';

/**
What an action is aimed at, taken when its dialog was opened: the list may change meanwhile, the target does not.
*/
export type Target =
	| ResourceTarget
	| {
		readonly kind: 'container';
		readonly key: ContainerKey;
		readonly id: string;
		readonly name: string;
		readonly engine: string | undefined;
	}
	| {
		readonly kind: 'unit';
		readonly key: ContainerKey;
		/**
		As systemd has it.
		*/
		readonly unit: string;
		/**
		Of its cgroup.
		*/
		readonly path: string;
		readonly name: string;
	}
	| {
		readonly kind: 'process';
		readonly key: ProcessKey;
		readonly pid: number;
		readonly name: string;
		readonly pidInside: number | undefined;
		readonly container: string | undefined;
		/**
		The thread that the cursor was on, where it was on one: what is done is done to the process.
		*/
		readonly thread?: {readonly id: number; readonly name: string};
	};

/**
An image, a volume or a network, with what its engine calls it.
*/
export type ResourceTarget = ResourceName & {readonly key: ResourceKey; readonly name: string; readonly engine: string};

export function isResourceTarget(target: Target): target is ResourceTarget {
	return target.kind === 'image' || target.kind === 'volume' || target.kind === 'network';
}

/**
Something to be done to each target once it has been confirmed.
*/
export type Operation =
	| {readonly name: 'stop' | 'start' | 'restart' | 'pause' | 'unpause' | 'remove'}
	| {readonly name: 'kill'; readonly signal: string}
	| {readonly name: 'rename'; readonly to: string}
	/**
	With the limits that it has until then, and what was typed, to be typed again if it is refused.
	*/
	| {readonly name: 'update'; readonly limits: ContainerLimits; readonly present: ContainerLimits; readonly texts: LimitTexts};

/**
New limits as a person has typed them.
*/
export type LimitTexts = Readonly<Partial<Record<keyof ContainerLimits, string>>>;
