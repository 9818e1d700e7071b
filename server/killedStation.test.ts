// T-SRVKILL: the station is killed while phones push, again and again. What it had answered for is
// there afterwards, and what it had not can be sent again. Longer: STATION_KILLS=2000.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { sampleDevice, sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { hashPassword } from './access/passwords.ts';
import { openStationData } from './stationData.ts';
import { startStation } from './stationProcess.ts';
import { trialCommunity, trialCost, trialPassword } from './trialStation.ts';

const kills = Number(process.env['STATION_KILLS'] ?? 20);
const feed = 'feed-grid-150105001019-01';
const batchSize = 40;
const atOnce = 3;
/** The station dies after it has answered so many batches, and so many milliseconds later. */
const mostAnswers = 4;
const longestRestMs = 25;

const folder = mkdtempSync(join(tmpdir(), 'qingge-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let written = 0;
function newVisits(count: number): LedgerDocument[] {
	return Array.from({ length: count }, () => {
		written += 1;
		return sampleDocument('visit', sha256, {
			_id: `visit:01KASXV2G000000000${String(written).padStart(8, '0')}`,
			deviceSeq: written,
			note: '青'.repeat(100)
		});
	});
}

async function prepare(): Promise<void> {
	const data = await openStationData(folder);
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

async function signIn(url: string): Promise<Record<string, string>> {
	const answer = await fetch(`${url}/db/_session`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', 'X-Qingge-Device': sampleDevice },
		body: JSON.stringify({ name: 'wangge1', password: trialPassword })
	});
	const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
	return { Cookie: cookie, 'X-Qingge-Device': sampleDevice };
}

/** True when the station has answered for all of it; false when it died before. */
async function push(
	url: string,
	headers: Record<string, string>,
	docs: LedgerDocument[]
): Promise<boolean> {
	try {
		const answer = await fetch(`${url}/db/${feed}/_bulk_docs`, {
			method: 'POST',
			headers: { ...headers, 'Content-Type': 'application/json' },
			body: JSON.stringify({ new_edits: false, docs })
		});
		const rows = (await answer.json()) as unknown[];
		expect({ status: answer.status, rows }).toEqual({ status: 201, rows: [] });
		return true;
	} catch (error) {
		if (error instanceof TypeError || error instanceof SyntaxError) return false;
		throw error;
	}
}

test(
	`[S13] [R7] killed ${kills} times while it takes pushes, it loses nothing it answered for`,
	{ timeout: 60_000 + kills * 5_000 },
	async () => {
		await prepare();
		const receipted = new Map<string, string>();
		const waiting: LedgerDocument[][] = [];
		let headers: Record<string, string> | undefined;
		let unanswered = 0;

		async function pushNext(url: string): Promise<boolean> {
			const batch = waiting.shift() ?? newVisits(batchSize);
			const answered = await push(url, headers ?? {}, batch);
			if (answered) for (const { _id, _rev } of batch) receipted.set(_id, _rev);
			else waiting.push(batch);
			return answered;
		}

		for (let kill = 0; kill < kills; kill += 1) {
			const station = await startStation({ DATA_DIR: folder });
			headers ??= await signIn(station.url);
			let answers = 0;
			let ready = (): void => undefined;
			const due = new Promise<void>((resolve) => (ready = resolve));
			const phones = Array.from({ length: atOnce }, async () => {
				for (;;) {
					if (answers >= kill % mostAnswers) ready();
					if (!(await pushNext(station.url))) break;
					answers += 1;
				}
				unanswered += 1;
			});
			await due;
			// Spread evenly, so that every run meets early and late deaths.
			const restMs = ((kill % 7) / 7) * longestRestMs;
			await new Promise((resolve) => setTimeout(resolve, restMs));
			await station.kill();
			await Promise.all(phones);
		}
		expect(unanswered).toBe(kills * atOnce);
		expect(receipted.size).toBeGreaterThanOrEqual(kills * batchSize);

		const station = await startStation({ DATA_DIR: folder });
		for (let left = waiting.length; left > 0; left -= 1) {
			expect(await pushNext(station.url)).toBe(true);
		}
		const me = await fetch(`${station.url}/station/me`, { headers: headers ?? {} });
		expect(await me.json()).toMatchObject({
			numbers: { [feed]: { highest: written, missing: [] } }
		});
		expect(await station.stop()).toBe(0);

		const data = await openStationData(folder);
		for (const name of [feed, 'ledger-150105001019']) {
			const store = await data.storage.open(name);
			const page = await store!.changes({ since: '0', limit: written + 1, bodies: false });
			const held = new Map(page.rows.map(({ id, rev }) => [id, rev]));
			const lost = [...receipted].filter(([id, rev]) => held.get(id) !== rev);
			expect({ name, lost, held: held.size }).toEqual({ name, lost: [], held: written });
		}
		await data.close();
	}
);
