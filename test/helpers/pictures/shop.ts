/**
The containers of the pictures: a small shop, with names that say what each part stands for.
*/
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import type {TestEngine} from '../engine.ts';
import {busyboxImage, ensureImage} from '../images.ts';

/**
What the containers run, and the pages that they serve.
*/
const programs: Readonly<Record<string, string>> = {
	api: 'sh /app/queue & sh /app/report & exec httpd -f -p 8000 -h /app',
	queue: 'while :; do wget -q -O /dev/null http://cache/page; sleep 0.5; done',
	report: 'while :; do n=0; while [ $n -lt 60000 ]; do n=$((n+1)); done; sleep 2; done',
	proxy: 'while :; do wget -q -O /dev/null http://api:8000/page; sleep 0.3; done',
	scrape: 'while :; do wget -q -O /dev/null http://127.0.0.1:8000/health; sleep 2; done',
	database: 'sh /app/checkpoint & sh /app/buffers & while :; do dd if=/dev/zero of=/data/log bs=16k count=64 2>/dev/null; sleep 0.4; done',
	checkpoint: 'while :; do for n in 1 2 3 4 5 6 7 8; do sha256sum /data/log >/dev/null; done; sleep 4; done',
	buffers:
		'exec awk \'BEGIN {pool = "0123456789abcdef"; while (length(pool) < 30000000) pool = pool pool; while (1) system("sleep 60")}\'',
	resize:
		'while :; do for rounds in 400000 150000 250000 60000; do n=0; while [ $n -lt $rounds ]; do n=$((n+1)); done; sleep 0.3; done; done',
	watch: 'while :; do ls /proc >/dev/null; sleep 1; done',
	media: 'sh /app/upload & sh /app/thumbnails & exec httpd -f -p 80 -h /app',
	upload: 'while :; do wget -q -O /dev/null http://cache/page; sleep 1; done',
	thumbnails: 'while :; do :; done',
	page: 'x'.repeat(60_000),
	health: 'ok',
};

type ShopContainer = {
	readonly name: string;
	readonly image: string;
	readonly options?: readonly string[];
	readonly command: readonly string[];
};

/**
In the order in which they are started.
*/
export const shop: readonly ShopContainer[] = [
	{
		name: 'cache',
		image: 'shop/cache:7',
		options: ['--memory', '128m', '--read-only'],
		command: ['sh', '-c', 'sh /app/buffers & exec httpd -f -p 80 -h /app'],
	},
	{
		name: 'api', image: 'shop/api:2.3', options: ['--memory', '128m', '--publish', '8000:8000'], command: ['sh', '/app/api'],
	},
	{
		name: 'web',
		image: 'shop/web:1.8',
		options: ['--user', '13', '--memory', '64m', '--publish', '80:80'],
		command: ['sh', '-c', 'sh /app/proxy & exec httpd -f -p 80 -h /app'],
	},
	{
		name: 'metrics', image: 'shop/prom:0.4', options: ['--network', 'container:api'], command: ['sh', '/app/scrape'],
	},
	{
		name: 'db', image: 'shop/db:16', options: ['--memory', '256m', '--volume', '/data'], command: ['sh', '/app/database'],
	},
	{
		name: 'worker', image: 'shop/jobs:1.1', options: ['--cpus', '0.4'], command: ['sh', '/app/resize'],
	},
	{
		name: 'agent', image: 'shop/agent:3', options: ['--pid', 'host'], command: ['sh', '/app/watch'],
	},
];

/**
One that has failed.
*/
export const migrate: ShopContainer = {name: 'migrate', image: 'shop/api:2.3', command: ['sleep', '9000']};

/**
One with a process that takes a whole processor.
*/
export const media: ShopContainer = {
	name: 'media', image: 'shop/media:2', options: ['--memory', '128m'], command: ['sh', '/app/media'],
};

/**
Starts containers whose programs are in a folder.
*/
export async function startContainers(engine: TestEngine, folder: string, containers: readonly ShopContainer[]): Promise<void> {
	for (const [name, text] of Object.entries(programs)) {
		writeFileSync(path.join(folder, name), `${text}\n`);
	}

	await ensureImage(engine, busyboxImage);
	await engine.docker('network', 'create', 'shop');
	for (const {name, image, options = [], command} of containers) {
		await engine.docker('tag', busyboxImage, image);
		const network = options.includes('--network') ? [] : ['--network', 'shop'];
		await engine.docker('run', '--detach', '--name', name, '--volume', `${folder}:/app:ro`, ...network, ...options, image, ...command);
	}
}
