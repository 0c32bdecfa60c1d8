import test from 'node:test';
import assert from 'node:assert/strict';
import {drawOf} from '../../source/ui/panes/index.ts';
import {Recent} from '../../source/model/build/recent.ts';
import {Timeline} from '../../source/model/build/timeline.ts';
import {initialState, setSort} from '../../source/ui/state.ts';
import {createTheme, unpaint} from '../../source/text/theme.ts';
import {
	hostUse,
	makeContainer,
	makeIsolation,
	makeNamespaceUses,
	makeProcess,
	makeSnapshot,
	makeWorld,
	pidOf,
} from '../helpers/make.ts';

/**
As compose, Kubernetes and people name containers; many differ only at their ends, some only in the middle.
*/
const names = [
	...[1, 2, 3].map(number => `shop-web-frontend-${number}`),
	...[1, 2].map(number => `shop-web-backend-${number}`),
	'shop-db-primary-1',
	'shop-db-replica-1',
	'shop-cache-1',
	'shop-queue-1',
	'shop-worker-1',
	'shop-worker-2',
	'shop-mail-1',
	'k8s_coredns_coredns-5d78c9869d-4xk2p_kube-system_0b1f_0',
	'k8s_coredns_coredns-5d78c9869d-9zq7m_kube-system_7c2e_0',
	'k8s_POD_payments-api-7f9c6d5b8-x2x4z_production_11aa_0',
	'monitoring-production-eu-west-1-prometheus-blue-server-replica-1',
	'monitoring-production-eu-west-1-prometheus-green-server-replica-1',
	'数据库-主',
	'数据库-备',
	'db',
	'a',
	'quirky_hopper',
	'quirky_hofstadter',
];

const theme = createTheme({level: 'none', isUnicode: true});
const snapshot = makeSnapshot({
	containers: names.map((name, index) => makeContainer({
		name,
		image: index % 3 === 0 ? 'registry.example.com/shop/web:2026.09.1' : 'nginx:alpine',
		ports: index % 4 === 0
			? [{
				hostAddress: '0.0.0.0', hostPort: 8080 + index, containerPort: 80, protocol: 'tcp',
			}]
			: [],
		...(index === 5 && {namespaces: makeNamespaceUses(name, {net: hostUse('net'), pid: hostUse('pid'), ipc: hostUse('ipc')})}),
		...(index === 6 && {isolation: makeIsolation({isPrivileged: true, engineSockets: [{path: '/var/run/docker.sock', engine: 'docker-1'}]})}),
	})),
	history: new Map(names.map(name => [makeContainer({name}).key, {
		cpuPercent: new Recent(120, Array.from({length: 60}, () => 12)), memoryBytes: new Recent(120, []), timeline: new Timeline(),
	}])),
	processes: names.map(name => makeProcess({
		pid: pidOf(name), container: makeContainer({name}).key, args: ['/usr/sbin/nginx', '-g', 'daemon off;', '-c', '/etc/nginx/nginx.conf'],
	})),
});

type Waste = {
	/**
	Rows of containers in sight of all that there are.
	*/
	readonly rows: number;
	readonly cut: number;
	/**
	Of those the ones that compose has named.
	*/
	readonly cutUsual: number;
	/**
	Names that another row shows in the same letters.
	*/
	readonly same: number;
	/**
	Share of the cells of the rows that are blank.
	*/
	readonly blank: number;
	/**
	Whether what is sought most is there.
	*/
	readonly titles: readonly string[];
	/**
	Cells from the beginning of the command to the end of its pane.
	*/
	readonly command: number;
};

function wasteAt(columns: number, rows: number, sort = 'cpu'): Waste {
	const state = setSort(initialState(columns, rows), 'containers', {column: sort, isDescending: true});
	const world = makeWorld({snapshot, state, theme});
	const draw = (id: 'containers' | 'processes', focus = world): readonly string[] => {
		const {width, height} = focus.view.layout.panes.find(pane => pane.id === id)!.rectangle;
		return drawOf[id](focus, width, height).map(row => unpaint(row));
	};

	const [, header = '', ...lines] = draw('containers').map(line => line.slice(1));
	const shown = lines.filter(line => /\d\.\d/.test(line));
	const shownNames = shown.map(line => line.slice(1).split(/ +/, 1)[0]!);
	const text = shown.join('');
	const [, processHeader = ''] = draw('processes', makeWorld({
		snapshot, state: {...state, focus: 'processes', subject: 'process'}, theme,
	}));
	return {
		rows: shown.length,
		cut: shownNames.filter(name => name.includes('…')).length,
		cutUsual: shownNames.filter(name => name.startsWith('shop-') && name.includes('…')).length,
		same: shownNames.length - new Set(shownNames).size,
		blank: text.replaceAll(/[^ ]/g, '').length / text.length,
		titles: header.replaceAll(/[│▲▼]/g, ' ').trim().split(/ +/),
		command: columns - processHeader.indexOf('COMMAND'),
	};
}

test('what each size of the screen shows of 23 containers with names as people give them', () => {
	const table = [
		// The columns: cut, same and blank cells at most, rows in sight at least.
		[200, 50, 2, 0, 0.6, 23],
		[160, 45, 5, 0, 0.55, 23],
		[140, 40, 5, 0, 0.5, 21],
		[120, 40, 5, 0, 0.53, 21],
		[100, 30, 5, 0, 0.52, 11],
		[80, 24, 5, 0, 0.49, 15],
		[60, 20, 5, 1, 0.45, 11],
		[40, 12, 5, 1, 0.36, 7],
	] as const;
	for (const [columns, rows, cut, same, blank, least] of table) {
		const waste = wasteAt(columns, rows);
		const what = `${columns}x${rows}: ${JSON.stringify(waste)}`;
		assert.ok(waste.cut <= cut, what);
		assert.ok(waste.same <= same, what);
		assert.ok(waste.blank <= blank, what);
		assert.ok(waste.rows >= least, what);
		assert.ok(waste.command >= columns / 3, what);
		assert.strictEqual(waste.cutUsual, 0, what);
		assert.deepEqual(['NAME', 'CPU%', 'MEM'].filter(title => !waste.titles.includes(title)), [], what);
	}
});
