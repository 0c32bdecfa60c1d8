/**
Containers for tests of the whole screen: names so short that every column shows them whole, and no others' test has the same.
*/
import process from 'node:process';
import {after} from 'node:test';
import {engineForTests, type TestEngine} from './engine.ts';
import {ensureImage} from './images.ts';

type Cast = {
	/**
	Why there is no engine, for `skip`.
	*/
	readonly skip: string | false;
	readonly engine: TestEngine;
	/**
	Begins all names, and stands in no other name or column: a filter for the containers of this file.
	*/
	readonly tag: string;
	name(role: string): string;
	/**
	Runs a container with docker's options and, after `--`, its command. Gives its full id.
	*/
	run(role: string, image: string, ...words: readonly string[]): Promise<string>;
	/**
	One field of `docker inspect`, such as `.State.Pid`.
	*/
	inspect(role: string, field: string): Promise<string>;
};

/**
Opens a cast with these images; its containers are removed after the tests of the file, and the engine is stopped where it is the file's
own.
*/
export async function openCast(...images: readonly string[]): Promise<Cast> {
	const {skip, engine} = await engineForTests();
	const tag = `y${process.pid.toString(36)}-`;
	const names = new Set<string>();
	if (skip === false) {
		for (const image of images) {
			await ensureImage(engine, image);
		}
	}

	after(async () => {
		if (skip !== false) {
			return;
		}

		if (engine.isShared && names.size > 0) {
			await engine.docker('rm', '--force', '--volumes', ...names);
		}

		await engine.stop();
	});

	const name = (role: string): string => tag + role;
	return {
		skip,
		engine,
		tag,
		name,
		async run(role, image, ...words) {
			const end = words.indexOf('--');
			names.add(name(role));
			return engine.docker('run', '--detach', '--name', name(role), ...words.slice(0, end), image, ...words.slice(end + 1));
		},
		inspect: async (role, field) => engine.docker('inspect', '--format', `{{${field}}}`, name(role)),
	};
}
