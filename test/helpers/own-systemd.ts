/**
A systemd of its own: the manager of a user, in namespaces and a cgroup that end with the test file. Its units are real, and so is the
client that acts on them.
*/
import {existsSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {eventually} from './engine.ts';
import {fakeSystemctl, type FakeSystemctl} from './fake-systemctl.ts';
import {Workshop, workshopLack} from './workshop.ts';

const program = ['/usr/lib/systemd/systemd', '/lib/systemd/systemd'].find(file => existsSync(file));

/**
Why there can be none here.
*/
export const ownSystemdLack = workshopLack === false
	? (program === undefined || !existsSync('/usr/bin/systemctl')) && 'systemd is not installed'
	: workshopLack;

type OwnSystemd = {
	/**
	A `systemctl` that notes its calls and then runs the real one beside the manager.
	*/
	readonly client: FakeSystemctl;
	/**
	The manager's folder of sockets, as this process sees it.
	*/
	readonly runtimeFolder: string;
	/**
	Words that run what comes after them beside the manager.
	*/
	readonly beside: readonly string[];
};

/**
Starts one.
*/
export async function startSystemd(): Promise<OwnSystemd> {
	const workshop = new Workshop();
	const cgroup = workshop.cgroup('/systemd', 'unified');
	const ready = path.join(workshop.folder, 'ready');
	const script = path.join(workshop.folder, 'start');
	writeFileSync(script, [
		'mount --make-rprivate /',
		'mount -t tmpfs -o mode=755 tmpfs /run',
		'mkdir -p /run/systemd/system /run/user/0',
		// With what is its root in its own cgroup namespace; the host's cgroups are out of its reach.
		'mount -t cgroup2 cgroup2 /sys/fs/cgroup',
		'export XDG_RUNTIME_DIR=/run/user/0',
		`(until systemctl --user is-active basic.target; do sleep 0.05; done; touch ${ready}) >/dev/null 2>&1 &`,
		// As the first process it would take itself for the system's manager.
		`${program} --user --unit=basic.target </dev/null >/dev/null 2>&1 &`,
		'wait',
	].join('\n'));
	const child = workshop.start(
		['unshare', '--pid', '--fork', '--kill-child', '--mount', '--cgroup', '--mount-proc', 'sh', script],
		{cgroup},
	);
	await eventually('the manager of the units', () => existsSync(ready));
	const pid = await workshop.initOf(child, script);
	const beside = ['nsenter', '--target', String(pid), '--mount', '--pid', '--cgroup', 'env', 'XDG_RUNTIME_DIR=/run/user/0'];
	return {
		client: fakeSystemctl(`exec ${beside.join(' ')} /usr/bin/systemctl "$@"`),
		runtimeFolder: `/proc/${pid}/root/run/user/0/systemd`,
		beside,
	};
}
