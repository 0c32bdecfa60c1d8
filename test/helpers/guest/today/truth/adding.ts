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
import type {Count, Counted, Counts} from './truth.ts';

const [target = '', interval = '10', wanted = '6'] = process.argv.slice(2);
const top = '/sys/fs/cgroup';
const millisecondsBetween = 300;

function count(): Counts {
	return {busy: busy(), cgroups: Object.fromEntries(cgroups(''))};
}

/**
What time has passed without what was idle, waited for disks, or was taken by the hypervisor. The kernel measures idle time by a clock, but
counts ticks of all other; an emulated processor that has to wait for a real one loses nearly half of those.
*/
function busy(): Count {
	const lines = readFileSync('/proc/stat', 'utf8').split('\n');
	const atMilliseconds = Date.now();
	const [, , , idle = 0, iowait = 0, , , steal = 0] = lines[0]!.split(/ +/).slice(1).map(Number);
	const cpus = lines.filter(line => /^cpu\d/.test(line)).length;
	return {atMilliseconds, seconds: (atMilliseconds / 1000 * cpus) - ((idle + iowait + steal) / 100)};
}

function cgroups(path: string): ReadonlyArray<readonly [string, Count]> {
	const directory = `${top}${path}`;
	if (!existsSync(`${directory}/cpu.stat`)) {
		return [];
	}

	const seconds = Number(/^usage_usec (\d+)$/m.exec(readFileSync(`${directory}/cpu.stat`, 'utf8'))![1]) / 1e6;
	const atMilliseconds = Date.now();
	const inner = readdirSync(directory, {withFileTypes: true}).filter(entry => entry.isDirectory());
	return [[path, {atMilliseconds, seconds}], ...inner.flatMap(({name}) => cgroups(`${path}/${name}`))];
}

const child = spawn('node', ['/share/nstop/dist/cli.js', '--json', '--all', '--watch', '--interval', interval], {
	stdio: ['ignore', 'pipe', 'inherit'],
});
const documents: Array<Counted['documents'][number]> = [];
createInterface({input: child.stdout}).on('line', line => {
	documents.push({document: JSON.parse(line) as unknown, printedAtMilliseconds: Date.now()});
});
const counts: Counts[] = [];
while (documents.length < Number(wanted) && child.exitCode === null) {
	counts.push(count());
	await sleep(millisecondsBetween);
}

counts.push(count());
child.kill();
writeFileSync(target, JSON.stringify({documents, counts} satisfies Counted));
