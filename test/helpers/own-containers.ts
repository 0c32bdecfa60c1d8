/**
Containers of one test file on an engine that others may use too.
*/
import process from 'node:process';
import {after} from 'node:test';
import {engineForTests, type TestEngine} from './engine.ts';
import {ensureImage} from './images.ts';

type OwnContainers = {
	readonly skip: string | false;
	readonly engine: TestEngine;
	fullName(name: string): string;
	/**
	Starts a container with docker's options, an image and a command, and gives its id.
	*/
	run(name: string, ...words: readonly string[]): Promise<string>;
};

/**
The engine with these images. Containers whose names begin with those of `fullName` are removed after the tests, and the engine is
stopped where it is the file's own.
*/
export async function ownContainers(topic: string, images: readonly string[]): Promise<OwnContainers> {
	const {skip, engine} = await engineForTests();
	const prefix = `e-${topic}-${process.pid}-`;
	if (skip === false) {
		for (const image of images) {
			await ensureImage(engine, image);
		}
	}

	after(async () => {
		if (skip !== false) {
			return;
		}

		const ids = await engine.docker('ps', '--all', '--quiet', '--filter', `name=${prefix}`);
		if (ids !== '') {
			await engine.docker('rm', '--force', ...ids.split('\n'));
		}

		await engine.stop();
	});
	const fullName = (name: string) => `${prefix}${name}`;
	return {
		skip, engine, fullName, run: async (name, ...words) => engine.docker('run', '--detach', '--name', fullName(name), ...words),
	};
}
