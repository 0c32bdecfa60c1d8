/**
Makes the README's picture, media/screen.svg, from a real run: containers made for it on an engine of its own, the built program in a
real terminal. A word after the script's name is a file to which rsvg-convert writes the picture as PNG, too.
*/
import {spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {migrate, shop, startContainers} from './shop.ts';
import {onStage, openOnStage, select} from './stage.ts';
import {screenToSvg} from './svg.ts';

const secondsToFillSparklines = 25;
const picture = fileURLToPath(new URL('../../../media/screen.svg', import.meta.url));

await onStage(fileURLToPath(import.meta.url), async ({engine, folder}) => {
	const containers = [...shop, migrate];
	await startContainers(engine, folder, containers);
	await engine.docker('kill', migrate.name);
	const terminal = await openOnStage(120, 40, containers.map(({name}) => name));
	await select(terminal, 'api');
	await sleep(secondsToFillSparklines * 1000);
	const title = 'nstop with eight containers: their processes, namespaces and statistics on one screen';
	writeFileSync(picture, screenToSvg(terminal.xterm, title));
	console.log(await terminal.screenText());
	const png = process.argv[2];
	if (png !== undefined) {
		spawnSync('rsvg-convert', ['--zoom', '1.4', '--output', png, picture], {stdio: 'inherit'});
	}
});
