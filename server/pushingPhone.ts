/** A phone as a test needs it that kills stations: signs in over a socket and pushes visits. */
import { createHash } from 'node:crypto';
import { sampleDevice, sampleDocument } from '#lib/domain/sampleDocuments.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { hashPassword } from './access/passwords.ts';
import type { StationData } from './stationData.ts';
import { openStationData } from './stationData.ts';
import { trialCommunity, trialCost, trialPassword } from './trialStation.ts';

export const pushedFeed = 'feed-grid-150105001019-01';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A real community's folder with one worker. */
export async function prepareFolder(dataDir: string): Promise<void> {
	const data = await openStationData(dataDir);
	data.access.saveCommunity({ ...trialCommunity, demo: false });
	data.access.saveAccount(
		{
			name: 'wangge1',
			displayName: 'wangge1',
			grants: [{ role: 'grid_worker', scope: '150105001019-01' }],
			demo: false
		},
		await hashPassword(trialPassword, trialCost)
	);
	await data.close();
}

type Send = (
	path: string,
	init: { method: string; headers: Record<string, string>; body: string }
) => Promise<Response>;

export interface PushingPhone {
	/** Every id the station answered for, with its revision. */
	readonly receipted: ReadonlyMap<string, string>;
	/** Batches that were not taken. */
	waiting(): number;
	signIn(url: string): Promise<void>;
	/** The answer's status, or undefined where the station was gone. What was not taken waits. */
	push(url: string, count: number): Promise<number | undefined>;
	/** The same by any way, and what it said. */
	pushBy(count: number, send: Send): Promise<{ status: number; told: unknown }>;
	ask(url: string, path: string): Promise<Response>;
}

export function openPushingPhone({ noteLength = 100 } = {}): PushingPhone {
	const receipted = new Map<string, string>();
	const waiting: LedgerDocument[][] = [];
	let headers: Record<string, string> = { 'X-Qingge-Device': sampleDevice };
	let written = 0;

	function visits(count: number): LedgerDocument[] {
		return Array.from({ length: count }, () => {
			written += 1;
			return sampleDocument('visit', sha256, {
				_id: `visit:01KASXV2G000000000${String(written).padStart(8, '0')}`,
				deviceSeq: written,
				note: '青'.repeat(noteLength)
			});
		});
	}

	async function pushBy(count: number, send: Send): Promise<{ status: number; told: unknown }> {
		const docs = waiting.shift() ?? visits(count);
		let isTaken = false;
		try {
			const answer = await send(`/db/${pushedFeed}/_bulk_docs`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({ new_edits: false, docs })
			});
			const { status } = answer;
			const told = (await answer.json()) as unknown;
			isTaken = status === 201 && Array.isArray(told) && told.length === 0;
			return { status, told };
		} finally {
			if (!isTaken) waiting.push(docs);
			else for (const { _id, _rev } of docs) receipted.set(_id, _rev);
		}
	}

	return {
		receipted,
		waiting: () => waiting.length,
		async signIn(url) {
			const answer = await fetch(`${url}/db/_session`, {
				method: 'POST',
				headers: { ...headers, 'Content-Type': 'application/json' },
				body: JSON.stringify({ name: 'wangge1', password: trialPassword })
			});
			const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
			headers = { ...headers, Cookie: cookie };
		},
		pushBy,
		async push(url, count) {
			const over: Send = (path, init) =>
				fetch(`${url}${path}`, { ...init, headers: { ...headers, ...init.headers } });
			try {
				return (await pushBy(count, over)).status;
			} catch (error) {
				if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
				throw error;
			}
		},
		ask: (url, path) => fetch(`${url}${path}`, { headers })
	};
}

/** What was answered for and is not there any more. */
export async function lostIn(
	data: StationData,
	receipted: ReadonlyMap<string, string>,
	database = pushedFeed
): Promise<string[]> {
	const store = await data.storage.open(database);
	const lost: string[] = [];
	for (const [id, rev] of receipted) if ((await store?.row(id))?.rev !== rev) lost.push(id);
	return lost;
}
