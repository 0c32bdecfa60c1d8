/**
Makes the README's pictures from a real run: media/screen.svg, and media/screen-light.svg, the same on a light background. Containers are
made for it on an engine of its own, and the built program runs in a real terminal. A word after the script's name is a file to which
rsvg-convert writes the first as PNG, too.
*/
import {spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {migrate, shop, startContainers} from './shop.ts';
import {onStage, openOnStage, select} from './stage.ts';
import {onLight, screenToSvg} from './svg.ts';

const secondsToFillSparklines = 25;
const picture = fileURLToPath(new URL('../../../media/screen.svg', import.meta.url));
const lightPicture = fileURLToPath(new URL('../../../media/screen-light.svg', import.meta.url));

await onStage(fileURLToPath(import.meta.url), async ({engine, folder}) => {
	const containers = [...shop, migrate];
	await startContainers(engine, folder, containers);
	await engine.docker('kill', migrate.name);
	const terminal = await openOnStage(120, 40, containers.map(({name}) => name));
	await select(terminal, 'api');
	await sleep(secondsToFillSparklines * 1000);
	const title = 'nstop with eight containers: their processes, namespaces and statistics on one screen';
	const svg = screenToSvg(terminal.xterm, title);
	writeFileSync(picture, svg);
	writeFileSync(lightPicture, onLight(svg));
	console.log(await terminal.screenText());
	const png = process.argv[2];
	if (png !== undefined) {
		spawnSync('rsvg-convert', ['--zoom', '1.4', '--output', png, picture], {stdio: 'inherit'});
	}
});
