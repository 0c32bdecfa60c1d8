/**
Engines that somebody has stopped, but for which systemd still listens: whoever connects starts them. nstop must not.
*/
import {Facts, type Fact} from './fact.ts';
import {inGuest} from './machine.ts';
import type {Suite} from './places.ts';

const nstop = 'node /share/nstop/dist/cli.js';

const ways = [
	{name: 'document', command: `${nstop} --json --interval 3 >/dev/null`},
	// Until it is ended from outside, as a screen that is left open.
	{name: 'screen', command: `timeout --foreground 40 script --quiet --command "${nstop}" /dev/null >/dev/null || [ $? = 124 ]`},
] as const;

const engines = [
	{user: 'root', unit: 'docker.service', systemctl: 'systemctl'},
	{user: 'root', unit: 'podman.service', systemctl: 'systemctl'},
	{user: 'ann', unit: 'podman.service', systemctl: 'XDG_RUNTIME_DIR=/run/user/1000 systemctl --user'},
] as const;

/**
Whether each engine is still stopped after nstop has run, once for a document and once as an open screen. Docker is started again in the
end; its containers live on meanwhile.
*/
export function compareSleeping(suite: Suite): readonly Fact[] {
	const facts: Fact[] = [];
	for (const {user, unit, systemctl} of engines) {
		for (const {name, command} of ways) {
			const subject = new Facts(user, unit);
			inGuest(suite, user, `${systemctl} stop ${unit}`);
			inGuest(suite, user, `export XDG_RUNTIME_DIR=/run/user/$(id -u) TERM=xterm; ${command}`);
			const state = inGuest(suite, user, `${systemctl} is-active ${unit} || :`).trim();
			subject.equal(`after a ${name}`, state, 'inactive');
			facts.push(...subject.list);
		}
	}

	inGuest(suite, 'root', 'systemctl start docker.service');
	return facts;
}
