/**
 * Makes one cluster of several CouchDB nodes that stand apart, by CouchDB's own set-up calls. It may
 * run again at any time: what is done already is found done. It never prints the password.
 */
import { fileURLToPath } from 'node:url';

export interface ClusterNodes {
	/** The first one is asked; host names as the nodes call themselves. */
	nodes: readonly string[];
	user: string;
	password: string;
	send?: typeof fetch;
	/** Waits between two looks at a node that does not answer yet. */
	pauseMs?: number;
	looks?: number;
}

const port = 5984;

/** Resolves when all nodes are members; throws a sentence for people otherwise. */
export async function joinCluster(given: ClusterNodes): Promise<void> {
	const { nodes, user, password, send = fetch, pauseMs = 2_000, looks = 60 } = given;
	const [first, ...others] = nodes;
	if (first === undefined) throw new Error('COUCHDB_NODES 里没有节点。');
	const headers = {
		Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
		'Content-Type': 'application/json'
	};

	async function ask(node: string, path: string, body?: object): Promise<[number, unknown]> {
		const answer = await send(`http://${node}:${port}${path}`, {
			headers,
			...(body ? { method: 'POST', body: JSON.stringify(body) } : {})
		});
		return [answer.status, await answer.json()];
	}

	async function awaitNode(node: string): Promise<void> {
		for (let look = 0; look < looks; look += 1) {
			const [status] = await ask(node, '/').catch(() => [0] as const);
			if (status === 200) return;
			if (status === 401) throw new Error(`节点 ${node} 不认识这个用户名和密码。`);
			await new Promise((resolve) => setTimeout(resolve, pauseMs));
		}
		throw new Error(`节点 ${node} 一直没有应答。`);
	}

	const setUp = async (action: object): Promise<void> => {
		const [status, answer] = await ask(first, '/_cluster_setup', action);
		const { reason = '' } = answer as { reason?: string };
		// A run that was broken off left some of it done.
		if (status < 300 || status === 409 || /already/i.test(reason)) return;
		throw new Error(`集群设置没有成功（${status}）：${reason}`);
	};

	const isMember = async (): Promise<boolean> => {
		const [, membership] = await ask(first, '/_membership');
		const { cluster_nodes: members = [] } = membership as { cluster_nodes?: string[] };
		return nodes.every((node) => members.includes(`couchdb@${node}`));
	};
	const isFinished = async (): Promise<boolean> => {
		const [, answer] = await ask(first, '/_cluster_setup');
		return (answer as { state?: string }).state === 'cluster_finished';
	};

	for (const node of nodes) await awaitNode(node);
	if ((await isFinished()) && (await isMember())) return;
	for (const node of others) {
		const account = { port, username: user, password };
		await setUp({
			...account,
			action: 'enable_cluster',
			bind_address: '0.0.0.0',
			node_count: nodes.length,
			remote_node: node,
			remote_current_user: user,
			remote_current_password: password
		});
		await setUp({ ...account, action: 'add_node', host: node });
	}
	await setUp({ action: 'finish_cluster' });
	if (!(await isMember())) throw new Error('集群设置完成了，但不是所有节点都在其中。');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const { COUCHDB_NODES = '', COUCHDB_USER = '', COUCHDB_PASSWORD = '' } = process.env;
	const nodes = COUCHDB_NODES.split(',').filter((node) => node !== '');
	try {
		await joinCluster({ nodes, user: COUCHDB_USER, password: COUCHDB_PASSWORD });
		process.stdout.write(`集群已就绪：${nodes.join('、')}\n`);
	} catch (error) {
		process.stderr.write(`${(error as Error).message}\n`);
		process.exitCode = 1;
	}
}
