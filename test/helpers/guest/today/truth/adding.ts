/**
Runs in the guest as root: lets nstop print documents for a while and reads beside it what the kernel counts. Words: the file to write,
seconds between two documents, and how many of them.
*/
import {spawn} from 'node:child_process';
import {
	existsSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from 'node:fs';
import process from 'node:process';
import {createInterface} from 'node:readline';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Counted, Counts} from './truth.ts';

const [target = '', seconds = '10', wanted = '6'] = process.argv.slice(2);
const top = '/sys/fs/cgroup';
const millisecondsBetween = 300;

function count(): Counts {
	const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] =
		readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]!.split(/ +/).slice(1).map(Number);
	return {
		atMilliseconds: Date.now(),
		busySeconds: (user + nice + system + irq + softirq) / 100,
		cgroupSeconds: Object.fromEntries(cgroupSeconds('')),
	};
}

function cgroupSeconds(path: string): ReadonlyArray<readonly [string, number]> {
	const directory = `${top}${path}`;
	if (!existsSync(`${directory}/cpu.stat`)) {
		return [];
	}

	const used = Number(/^usage_usec (\d+)$/m.exec(readFileSync(`${directory}/cpu.stat`, 'utf8'))![1]) / 1e6;
	const inner = readdirSync(directory, {withFileTypes: true}).filter(entry => entry.isDirectory());
	return [[path, used], ...inner.flatMap(({name}) => cgroupSeconds(`${path}/${name}`))];
}

const child = spawn('node', ['/share/nstop/dist/cli.js', '--json', '--all', '--watch', '--interval', seconds], {
	stdio: ['ignore', 'pipe', 'inherit'],
});
const documents: unknown[] = [];
createInterface({input: child.stdout}).on('line', line => {
	documents.push(JSON.parse(line));
});
const counts: Counts[] = [];
while (documents.length < Number(wanted) && child.exitCode === null) {
	counts.push(count());
	await sleep(millisecondsBetween);
}

counts.push(count());
child.kill();
writeFileSync(target, JSON.stringify({documents, counts} satisfies Counted));
