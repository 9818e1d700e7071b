// The station's table: who may have it, how much of it, what is noted, and that it is what a phone makes.
import { createHash } from 'node:crypto';
import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { exportFields } from '#lib/domain/exports/exportFields.ts';
import type { ExportTable } from '#lib/domain/exports/exportTable.ts';
import { exportTable } from '#lib/domain/exports/exportTable.ts';
import { communityLedger } from '#lib/domain/feeds.ts';
import {
	sampleDevice,
	sampleDocument,
	sampleGrid,
	sampleUlid
} from '#lib/domain/sampleDocuments.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { ProjectionDatabase } from '#lib/projections/database.ts';
import { exportRows } from '#lib/projections/exportRows.ts';
import { openProjector } from '#lib/projections/projector.ts';
import { sampleFeed, sampleFeedName } from '#lib/projections/sampleFeed.ts';
import { hashPassword } from '../access/passwords.ts';
import { editOf } from '../storage/edit.ts';
import type { TrialStation } from '../trialStation.ts';
import { openTrialStation, trialCommunity, trialCost, trialPassword } from '../trialStation.ts';
import { createExportCalls } from './exportCalls.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const period = { from: '2026-11-01', until: '2026-12-31' };
const careVisit = (at: number) =>
	sampleDocument('visit', sha256, {
		_id: `visit:${sampleUlid.slice(0, -2)}Z${String(at)}`,
		...{ type: 'care' as const, author: 'wangge1', note: '都好' },
		careChecks: { health: { state: 'fine' as const, note: '' } }
	});
const fed: LedgerDocument[] = [
	...[0, 1, 2].map(careVisit),
	...sampleFeed(900),
	sampleDocument('amendment', sha256, {
		_id: `amendment:${sampleGrid}/xk/1-1-101:${sampleUlid}`,
		...{ subject: `${sampleGrid}/xk/1-1-101`, subjectKind: 'household' as const },
		...{ set: { headName: '改过名' }, saw: { headName: null } }
	})
];

let station: TrialStation;

async function ledger() {
	return (await station.storage.open(communityLedger(trialCommunity.id)))!;
}

beforeAll(async () => {
	station = await openTrialStation();
	const scope = trialCommunity.id;
	const staff = { name: 'shequ1', displayName: '赵敏', demo: true };
	station.access.saveAccount(
		{ ...staff, grants: [{ role: 'community_staff', scope }] },
		await hashPassword(trialPassword, trialCost)
	);
	await (
		await ledger()
	).write(
		fed.map((one) => editOf({ ...one }, { newEdits: false })),
		{ newEdits: false }
	);
});

const columnsOf = (source: keyof typeof exportFields) =>
	exportFields[source].map(({ field, zh }) => ({ header: zh, field, fixed: '' }));

async function table(account: string, more: object = {}) {
	const phone = await station.signIn(account, sampleDevice);
	const asked = { source: 'residents', columns: columnsOf('residents'), ...period, masked: false };
	const answer = await phone('/station/exports/table', {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ ...asked, look: false, ...more })
	});
	const value = (await answer.json()) as ExportTable & { masked: boolean; total: number };
	return { status: answer.status, value };
}

describe('a table that the station makes', () => {
	test('[A65] is for the community, and does not exist for anybody else', async () => {
		expect((await table('wangge1')).status).toBe(404);
		expect((await table('zhan')).status).toBe(404);
		expect((await table('shequ1')).status).toBe(200);
		const stranger = new Request('http://station.test/station/exports/table', { method: 'POST' });
		expect((await station.handle(stranger)).status).toBe(401);
	});

	test('[A66] shows full names and phones to a lead who says so, and to nobody else', async () => {
		const full = (await table('shuji')).value;
		const name = full.headers.indexOf('姓名');
		const names = full.rows.map((row) => String(row[name]));
		expect(full).toMatchObject({ masked: false, total: names.length });
		expect(names.filter((one) => one.includes('*'))).toEqual([]);
		expect(JSON.stringify(full)).toMatch(/1[3-9]\d{9}/);
		for (const [account, more] of [
			['shequ1', {}],
			['shuji', { masked: true }],
			['shuji', { masked: 'no' }],
			['shuji', { look: true }]
		] as const) {
			const { value } = await table(account, more);
			expect(value.masked).toBe(true);
			expect(value.rows.every((row) => String(row[name]).includes('*'))).toBe(true);
			expect(JSON.stringify(value)).not.toMatch(/1[3-9]\d{9}/);
		}
		expect((await table('shuji', { look: true })).value.rows).toHaveLength(5);
	});

	test('[A67] stands in the trail with who, what and how much, and nobody named in it', async () => {
		const { value } = await table('shuji');
		const [last] = station.audit.last(1);
		expect(last).toMatchObject({
			...{ event: 'export', by: 'shuji' },
			facts: { source: 'residents', ...period, rows: value.rows.length, masked: 0 }
		});
		const name = String(value.rows[0]?.[value.headers.indexOf('姓名')]);
		expect(JSON.stringify(last)).not.toContain(name);
		expect(station.audit.verify().brokenAt).toBeUndefined();
	});

	test('[O95] is asked for in a form that is checked, and has an end', async () => {
		for (const more of [
			{ source: 'concerns' },
			{ columns: [{ header: '', field: 'name', fixed: '' }] },
			{ columns: 'all' },
			{ from: '2026-12-31', until: '2026-01-01' },
			{ until: 'tomorrow' }
		]) {
			expect((await table('shuji', more)).status).toBe(400);
		}
		const small = createExportCalls({
			...{ storage: station.storage, access: station.access, audit: station.audit, mostRows: 3 },
			community: () => trialCommunity,
			sessions: { find: () => ({ account: station.access.account('shuji') }) } as never
		});
		const body = JSON.stringify({
			source: 'residents',
			columns: columnsOf('residents'),
			...period
		});
		const request = new Request('http://station.test/station/exports/table', {
			method: 'POST',
			body
		});
		await expect(small(request)).rejects.toMatchObject({ status: 413 });
	});

	test('[O96] is made in pieces, between which others are served', async () => {
		const phone = await station.signIn('shuji', sampleDevice);
		const columns = columnsOf('visits');
		const answer = await phone('/station/exports/table', {
			method: 'POST',
			body: JSON.stringify({ source: 'visits', columns, ...period, masked: true, look: false })
		});
		let turns = 0;
		const reading = { goesOn: true };
		const others = (async () => {
			while (reading.goesOn) {
				turns += 1;
				await new Promise((resolve) => setImmediate(resolve));
			}
		})();
		const pieces: Uint8Array[] = [];
		for await (const piece of answer.body!) pieces.push(piece);
		reading.goesOn = false;
		await others;
		expect(pieces.length).toBeGreaterThan(3);
		expect(turns).toBeGreaterThanOrEqual(pieces.length);
		const { rows } = JSON.parse(Buffer.concat(pieces).toString()) as ExportTable;
		expect(rows.length).toBeGreaterThan(200);
	});

	test.each(['visits', 'care_visits', 'households', 'residents'] as const)(
		'[E22] of %s has the same rows as a phone that holds the same documents',
		async (source) => {
			const database = new ProjectionDatabase(`same-rows-${source}`);
			const feed = openMemoryLedger(sampleFeedName);
			await feed.take(fed);
			const now = () => '2026-12-05T01:00:00.000Z';
			await openProjector({ database, device: sampleDevice, now }).attach(feed);
			const nameOf = (code: string) => station.access.account(code)?.displayName ?? code;
			const asked = { source, ...period, feeds: [sampleFeedName], nameOf };
			const rows = await exportRows(database, asked);
			// The trial's own loop receives what it is fed, so an answer may be a step ahead there.
			const columns = columnsOf(source).filter(({ field }) => field !== 'answered');
			const here = exportTable({ source, columns }, rows, { masked: false });
			const there = (await table('shuji', { source, columns })).value;
			const sorted = (lines: ExportTable['rows']) =>
				lines.map((line) => JSON.stringify(line)).sort();
			expect(sorted(there.rows)).toEqual(sorted(here.rows));
			expect(there.headers).toEqual(here.headers);
			expect(there.rows.length).toBeGreaterThan(2);
			if (source === 'households') expect(JSON.stringify(here.rows)).toContain('改过名');
			await database.delete();
		}
	);
});
