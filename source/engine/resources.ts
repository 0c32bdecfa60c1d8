/**
What an engine keeps besides containers: images, volumes and networks, and what it can be asked about them. Asked for only while a person
looks at them.
*/
/**
The kinds of things that an engine keeps besides containers.
*/
export type ResourceKind = 'image' | 'volume' | 'network';

/**
An image as the engine lists it. Texts are as the engine gave them, not yet safe to draw.
*/
export type EngineImage = {
	/**
	With the name of its digest's algorithm: `sha256:…`.
	*/
	readonly id: string;
	/**
	`nginx:1.27`; none where the image is dangling.
	*/
	readonly tags: readonly string[];
	/**
	`nginx@sha256:…`, of images that come from a registry.
	*/
	readonly digests: readonly string[];
	/**
	The image that it was built on by adding layers; undefined where it came from elsewhere, or the builder does not tell.
	*/
	readonly parentId?: string | undefined;
	/**
	Of all its layers, those that it shares with other images too.
	*/
	readonly sizeBytes: number | undefined;
	/**
	Milliseconds since the epoch.
	*/
	readonly createdAt: number | undefined;
};

/**
A volume as the engine lists it.
*/
export type EngineVolume = {
	readonly name: string;
	readonly driver: string;
	/**
	Where it lies, as the engine sees it; undefined where it does not tell.
	*/
	readonly mountPoint: string | undefined;
	/**
	In older versions of Docker, when something was last put into its topmost directory or taken out of it.
	*/
	readonly createdAt: number | undefined;
	readonly labels: Readonly<Record<string, string>>;
	readonly options: Readonly<Record<string, string>>;
};

/**
A network as the engine lists it.
*/
export type EngineNetwork = {
	readonly id: string;
	readonly name: string;
	readonly driver: string;
	/**
	`local`, or `swarm` where it spans several hosts.
	*/
	readonly scope: string;
	/**
	Without a way out.
	*/
	readonly isInternal: boolean;
	readonly createdAt: number | undefined;
	readonly subnets: ReadonlyArray<{readonly subnet: string; readonly gateway: string | undefined}>;
	readonly options: Readonly<Record<string, string>>;
	readonly labels: Readonly<Record<string, string>>;
};

/**
What one container, running or not, uses of it.
*/
export type ResourceUse = {
	readonly id: string;
	readonly name: string;
	readonly state: string;
	readonly imageId: string;
	readonly volumes: ReadonlyArray<{readonly name: string; readonly destination: string; readonly isWritable: boolean}>;
	readonly networks: ReadonlyArray<{
		/**
		Undefined where the container has not been started in it yet.
		*/
		readonly id: string | undefined;
		readonly name: string;
		/**
		IPv4 and IPv6; none while it does not run.
		*/
		readonly addresses: readonly string[];
		readonly macAddress: string | undefined;
	}>;
};

/**
A layer of an image: what made it, and what it added.
*/
export type ImageLayer = {
	readonly command: string;
	readonly comment: string;
	readonly sizeBytes: number | undefined;
	readonly createdAt: number | undefined;
	/**
	Tags of the image that ends with it.
	*/
	readonly tags: readonly string[];
};

/**
One of them, as it is named to the engine: images and networks by their id, volumes by their name.
*/
export type ResourceName = {
	readonly kind: ResourceKind;
	readonly id: string;
	/**
	What leads to an image: all of it goes with the image.
	*/
	readonly tags?: readonly string[];
	/**
	When a volume was made, as its list told it: that alone distinguishes it from another one of its name.
	*/
	readonly createdAt?: number | undefined;
};

/**
What an engine may be asked about them.
*/
export type ResourceOperations = {
	/**
	Those that are tagged or on which nothing builds.
	*/
	images(signal: AbortSignal): Promise<readonly EngineImage[]>;
	volumes(signal: AbortSignal): Promise<readonly EngineVolume[]>;
	networks(signal: AbortSignal): Promise<readonly EngineNetwork[]>;
	/**
	What all containers use. Costs one list.
	*/
	resourceUses(signal: AbortSignal): Promise<readonly ResourceUse[]>;
	/**
	The newest first.
	*/
	imageLayers(id: string, signal: AbortSignal): Promise<readonly ImageLayer[]>;
	/**
	The engine's own answer, untouched.
	*/
	inspectResource(name: ResourceName, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>>;
	/**
	Removes just this one, and nothing by force: not what has its name by now.
	*/
	removeResource(name: ResourceName): Promise<void>;
};

export type ResourceOperation = keyof ResourceOperations;

export const resourceOperations = [
	'images', 'volumes', 'networks', 'resourceUses', 'imageLayers', 'inspectResource', 'removeResource',
] as const satisfies readonly ResourceOperation[];
