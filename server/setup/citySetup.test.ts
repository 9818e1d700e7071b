import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../config.ts';
import { joinCluster } from './joinCluster.ts';

const nodes = ['couchdb-1.cluster', 'couchdb-2.cluster', 'couchdb-3.cluster'];

interface Service {
	environment: Record<string, string>;
	command?: string[];
	hostname?: string;
	configs?: { source: string }[];
	volumes?: string[];
	networks: string[] | Record<string, { aliases?: string[] } | null>;
}

const compose = parse(readFileSync(join(import.meta.dirname, '../../compose.yaml'), 'utf8'), {
	merge: true
}) as {
	services: Record<string, Service>;
	configs: Record<string, { content: string }>;
	volumes: Record<string, null>;
};
const settings: Record<string, string> = { COUCHDB_USER: 'admin', COUCHDB_PASSWORD: 'geheim' };
const filled = (text: string) =>
	text.replace(/\$\{(\w+)(?::[-?][^}]*)?\}/g, (_, name: string) => settings[name] ?? '');

/** Three nodes as far as joining them goes: what each was told, and who is a member. */
function openNodes({ failing = 0 } = {}) {
	const enabled = new Set<string>();
	const members = new Set([`couchdb@${nodes[0]}`]);
	const state = { finished: false, asked: 0, failing };
	const send = (async (url: string, init: RequestInit) => {
		state.asked += 1;
		if (state.failing > 0) {
			state.failing -= 1;
			throw new TypeError('fetch failed');
		}
		const { pathname } = new URL(url);
		const expected = `Basic ${Buffer.from('admin:geheim').toString('base64')}`;
		if (new Headers(init.headers).get('authorization') !== expected) {
			return Response.json({ error: 'unauthorized' }, { status: 401 });
		}
		if (pathname === '/_membership') return Response.json({ cluster_nodes: [...members] });
		if (pathname === '/') return Response.json({ couchdb: 'Welcome' });
		if (init.method !== 'POST') {
			return Response.json({ state: state.finished ? 'cluster_finished' : 'cluster_enabled' });
		}
		const told = JSON.parse(init.body as string) as Record<string, string>;
		if (told['action'] === 'finish_cluster') state.finished = true;
		if (told['action'] === 'enable_cluster') {
			const node = told['remote_node'] ?? '';
			if (enabled.has(node)) {
				const reason = 'Cluster is already enabled';
				return Response.json({ error: 'bad_request', reason }, { status: 400 });
			}
			enabled.add(node);
		}
		if (told['action'] === 'add_node') {
			const node = `couchdb@${told['host']}`;
			if (!enabled.has(told['host'] ?? '')) return Response.json({}, { status: 500 });
			if (members.has(node)) return Response.json({ error: 'conflict' }, { status: 409 });
			members.add(node);
		}
		return Response.json({ ok: true }, { status: 201 });
	}) as typeof fetch;
	return { send, members, state };
}

describe('the set-up of a city', () => {
	const account = { nodes, user: 'admin', password: 'geheim', pauseMs: 1, looks: 20 };

	test('[S24] nodes that come up late become one cluster, and a second run finds it done', async () => {
		const { send, members, state } = openNodes({ failing: 10 });
		await joinCluster({ ...account, send });
		expect([...members]).toEqual(nodes.map((node) => `couchdb@${node}`));
		expect(state.finished).toBe(true);
		const before = state.asked;
		await joinCluster({ ...account, send });
		expect(state.asked - before).toBe(nodes.length + 2);
	});

	test('[S24] a run that was broken off is taken up', async () => {
		const { send, members } = openNodes();
		let left = 6;
		const breaking = (async (url: string, init: RequestInit) => {
			if ((left -= 1) < 0) throw new TypeError('gone');
			return send(url, init);
		}) as typeof fetch;
		await expect(joinCluster({ ...account, send: breaking })).rejects.toThrow('gone');
		await joinCluster({ ...account, send });
		expect(members.size).toBe(3);
	});

	test('[S24] a wrong password and a node that is not there are told without the password', async () => {
		const { send } = openNodes();
		const wrong = joinCluster({ ...account, password: 'falsch', send });
		await expect(wrong).rejects.toThrow('不认识这个用户名和密码');
		const silent = joinCluster({ ...account, send: openNodes({ failing: 99 }).send });
		await expect(silent).rejects.toThrow(/^节点 couchdb-1.cluster 一直没有应答。$/);
	});

	test('[S24] compose.yaml gives the stations settings they understand', () => {
		for (const name of ['station-1', 'station-2']) {
			const { environment } = compose.services[name]!;
			const given = Object.entries(environment).map(([key, text]) => [key, filled(text)]);
			expect(readConfig(Object.fromEntries(given))).toMatchObject({
				ok: true,
				value: {
					behindProxy: true,
					cluster: { url: 'http://admin:geheim@couchdb.cluster:5984', prefix: '' }
				}
			});
		}
	});

	test('[S24] compose.yaml names every node, config and volume it uses', () => {
		const { services, configs, volumes } = compose;
		const listed = services['cluster-setup']!.environment['COUCHDB_NODES']!.split(',');
		expect(listed).toEqual(nodes);
		for (const [at, node] of nodes.entries()) {
			const service = services[`couchdb-${at + 1}`]!;
			expect(service).toMatchObject({
				hostname: node,
				environment: { NODENAME: node },
				networks: { cluster: { aliases: [node] } }
			});
			const volume = service.volumes![0]!.split(':')[0]!;
			expect(Object.keys(volumes)).toContain(volume);
			expect(configs['balancer']!.content).toContain(`${node}:5984`);
		}
		for (const { configs: used = [] } of Object.values(services)) {
			for (const { source } of used) expect(configs[source]?.content).toBeTruthy();
		}
	});
});
