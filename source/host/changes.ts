/**
What a container has changed of its image: by the kernel, from the upper directory of its overlay.
*/
import {closeFile} from '../kernel/files/found.ts';
import {changesOfLayer, type LayerChanges} from '../kernel/files/layer.ts';
import {rootFileSystem} from '../kernel/pid/root-mount.ts';
import type {KernelScanner} from '../kernel/scan.ts';
import {isMissing, valueOf} from '../known.ts';

/**
`pid` is a process in the container, `viewer` one that sees the directories as whoever mounted them, such as the engine's. A sentence for
people where they cannot be looked at.
*/
export async function readChanges(
	scanner: KernelScanner,
	{pid, viewer}: {readonly pid: number; readonly viewer: number},
	signal: AbortSignal,
): Promise<LayerChanges | string> {
	const mounts = scanner.processes.mounts(pid);
	const root = isMissing(mounts) ? mounts : rootFileSystem(mounts);
	if (isMissing(root)) {
		return root.missing === 'denied'
			? 'You may not see what is mounted in it: run nstop as root.'
			: 'What its root directory is cannot be seen.';
	}

	const {upper, lower, fileSystem} = root;
	if (upper === undefined) {
		return fileSystem === 'overlay'
			? 'Its root file system takes no changes.'
			: `Its root file system is ${fileSystem}, which does not keep changes apart from the image.`;
	}

	if (!upper.startsWith('/')) {
		return 'Where its changes lie is only told in part: its engine can tell them (docker diff).';
	}

	// Where there are many layers, their paths are from the folder of the whole storage.
	const storage = upper.split('/').slice(0, -2).join('/');
	const held: number[] = [];
	const hold = (path: string): number | undefined => {
		const file = valueOf(scanner.closely.openInRoot(viewer, path.startsWith('/') ? path : `${storage}/${path}`));
		if (file) {
			held.push(file.descriptor);
		}

		return file?.descriptor;
	};

	try {
		const top = hold(upper);
		if (top === undefined) {
			return `Its changes lie in ${upper}, where you may not look: run nstop as root.`;
		}

		const changes = await changesOfLayer(top, lower.flatMap(path => hold(path) ?? []), signal);
		return isMissing(changes) ? `${upper} cannot be looked into.` : changes;
	} finally {
		for (const descriptor of held) {
			closeFile(descriptor);
		}
	}
}
