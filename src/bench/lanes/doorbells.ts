/**
 * One visit pushed to the real station, with its checks, and two hundred phones that hang at the
 * doorbell: how long until each has the row itself. There is no peer that does this.
 */
import { Agent, request } from 'node:http';
import type { CouchClient } from '../couchClient.ts';
import { openCouchClient } from '../couchClient.ts';
import { gridDocuments, phoneVisit } from '../gridDocuments.ts';
import type { BenchGround, Lane } from '../lane.ts';
import { account, feed, grid, password, startCommunity } from '../phone/communityStation.ts';
import { percentile } from '../rounds.ts';
import { doorsOf } from '../tenThousand.ts';

const listening = 200;
/** Below the most lines that the station lets one sign-in hold. */
const linesPerSession = 5;
const rounds = 10;
const device = '01KASXV2G000000000B3NCH000';

interface Ear {
	heard(id: string): Promise<number>;
}

export const doorbells: Lane = {
	name: 'doorbells',
	group: 'station',
	limitMinutes: 5,
	async run(bench) {
		const size = { doors: 50, residents: 50, visits: 50, concerns: 0 };
		const documents = gridDocuments(grid, size, 9, Date.now());
		const station = await startCommunity(bench, documents);
		const ears: Ear[] = [];
		for (let session = 0; session * linesPerSession < listening; session += 1) {
			const name = `01KASXV2G000000000B3NCE${String(session).padStart(3, '0')}`;
			const cookie = await signIn(station, name);
			const lines = Array.from({ length: linesPerSession }, () =>
				hang(bench, station, { cookie, 'x-qingge-device': name })
			);
			ears.push(...(await Promise.all(lines)));
		}
		const cookie = await signIn(station, device);
		const writer = openCouchClient(`${station}/db`, { cookie, 'x-qingge-device': device });
		bench.onEnd(() => writer.close());
		const [door = ''] = doorsOf(documents);
		const waits: number[] = [];
		for (let round = 0; round <= rounds; round += 1) {
			const told = await tell(writer, ears, door, round + 1);
			// The first one warms up.
			if (round > 0) waits.push(...told);
		}
		const what = 'station: a visit checked, stored and told to 200 doorbells with its row';
		return [
			{ what: `${what}, p50`, unit: 'ms', ours: percentile(waits, 0.5) },
			{ what: `${what}, p99`, unit: 'ms', ours: percentile(waits, 0.99) }
		];
	}
};

async function tell(
	writer: CouchClient,
	ears: readonly Ear[],
	door: string,
	deviceSeq: number
): Promise<number[]> {
	const document = phoneVisit(grid, door, device, deviceSeq, Date.now());
	const heard = Promise.all(ears.map((ear) => ear.heard(document._id)));
	const fromMs = performance.now();
	const body = JSON.stringify({ new_edits: false, docs: [document] });
	const refused = await writer.ask('POST', `/${feed}/_bulk_docs`, body);
	if (refused.trim() !== '[]') throw new Error(`the visit was refused: ${refused}`);
	return (await heard).map((atMs) => atMs - fromMs);
}

async function signIn(station: string, asDevice: string): Promise<string> {
	const answer = await fetch(`${station}/db/_session`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-qingge-device': asDevice },
		body: JSON.stringify({ name: account, password })
	});
	const [cookie = ''] = answer.headers.getSetCookie();
	if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
	return cookie.split(';')[0] ?? '';
}

/** Resolves when the station has said hello. */
async function hang(
	bench: BenchGround,
	station: string,
	headers: Record<string, string>
): Promise<Ear> {
	const agent = new Agent();
	bench.onEnd(() => agent.destroy());
	let waiting: { id: string; tell: (atMs: number) => void } | undefined;
	await new Promise<void>((resolve, reject) => {
		const question = request(`${station}/station/doorbell`, { agent, headers });
		question.on('error', reject);
		question.on('response', (answer) => {
			if (answer.statusCode !== 200) reject(new Error(`doorbell: ${answer.statusCode ?? 0}`));
			answer.setEncoding('utf8');
			answer.on('error', reject);
			answer.on('data', (text: string) => {
				if (text.includes('event: hello')) resolve();
				else if (waiting && text.includes(waiting.id)) waiting.tell(performance.now());
			});
		});
		question.end();
	});
	return {
		heard: (id) =>
			new Promise((tell) => {
				waiting = { id, tell };
			})
	};
}
