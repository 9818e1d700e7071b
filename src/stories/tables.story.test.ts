// The file of a table: noted before it is made, masked as asked, marked, and nothing where it was not noted.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '#lib/app/app.ts';
import type { ExportRunFields } from '#lib/commands/noteExport.ts';
import { builtInProfile } from '#lib/domain/exports/builtInProfiles.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { sampleDevice } from '#lib/domain/sampleDocuments.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { ProjectionDatabase } from '#lib/projections/database.ts';
import { openProjector } from '#lib/projections/projector.ts';
import { sampleFeed, sampleFeedName } from '#lib/projections/sampleFeed.ts';
import type { SheetToWrite } from '#lib/sheets/sheetFile.ts';
import { makeTable } from '#lib/screens/exports/makeTable.ts';
import { isHere, tableChoices } from '#lib/screens/exports/tableChoice.ts';
import { lookHere, lookThere } from '#lib/screens/exports/tableRows.ts';

const database = new ProjectionDatabase('make-table-test');
const now = () => '2026-12-05T01:00:00.000Z';
const me = {
	...{ account: 'wangge1', displayName: '林芳', roles: [], feeds: [], demo: true, badge: '' },
	community: { id: '150105001019', name: '兴康社区', street: '', phone: '' }
};
const wanted = {
	...{ source: 'visits' as const, from: '2026-11-01', until: '2026-12-05' },
	...{ feeds: [sampleFeedName], known: undefined }
};
const diary = { ...builtInProfile('diary')!, kept: '' as const };

beforeAll(async () => {
	const ledger = openMemoryLedger(sampleFeedName);
	await ledger.take(sampleFeed(400));
	await openProjector({ database, device: sampleDevice, now }).attach(ledger);
});
afterAll(() => database.delete());

function phone(note?: App['noteExport']) {
	const log: string[] = [];
	const runs: ExportRunFields[] = [];
	const sheets: SheetToWrite[] = [];
	const app: Parameters<typeof makeTable>[0] = {
		...{ database, me, now },
		askTable: async () => refused('station_unreachable'),
		noteExport:
			note ??
			(async (run, feed) => {
				log.push(`noted ${feed}`);
				runs.push(run);
				return accepted({ id: 'export_run:x' });
			})
	};
	const write = async (sheet: SheetToWrite) => {
		log.push('written');
		sheets.push(sheet);
		return new Blob(['x']);
	};
	return { app, write, log, runs, sheets };
}

describe('making a table', () => {
	test('[U150] it is noted before it is written, with how many rows and how masked', async () => {
		const { app, write, log, runs, sheets } = phone();
		const made = await makeTable(app, { choice: diary, wanted, masked: true, here: true, write });
		expect(log).toEqual([`noted ${sampleFeedName}`, 'written']);
		const rows = sheets[0]?.rows.length ?? 0;
		expect(rows).toBeGreaterThan(100);
		expect(runs).toEqual([
			{
				...{ profile: '', name: '民情日记', source: 'visits', rows, masked: true },
				...{ from: '2026-11-01', until: '2026-12-05' }
			}
		]);
		expect(made.ok && made.value.file.name).toBe('民情日记 2026-11-01 至 2026-12-05.xlsx');
		expect(JSON.stringify(sheets[0]?.rows)).not.toMatch(/1[3-9]\d{9}/);
	});

	test('[U151] the file says above its table who made it, when, where, for what', async () => {
		const { app, write, sheets } = phone();
		await makeTable(app, { choice: diary, wanted, masked: true, here: true, write });
		expect(sheets[0]?.watermark).toMatch(
			/^民情日记 · 兴康社区 · 2026-12-05 09:00 由 林芳（wangge1）导出，共 \d+ 行 · 姓名电话已遮盖/
		);
		expect(sheets[0]?.headers[0]).toBe('时间');
		// Her own name, though no directory came to this phone.
		expect(JSON.stringify(sheets[0]?.rows[0])).toContain('林芳');
	});

	test('[U150] where it could not be noted, there is no file', async () => {
		const { app, write, log } = phone(async () => refused({ kind: 'storage_full' }));
		const made = await makeTable(app, { choice: diary, wanted, masked: true, here: true, write });
		expect([made.ok, log]).toEqual([false, []]);
	});

	test('[U152] what only the station holds is asked of it, and its no is told', async () => {
		const { app, write, log } = phone();
		const choice = { ...builtInProfile('residents')!, kept: '' as const };
		const asked = { choice, wanted, masked: true, write };
		expect(await makeTable(app, { ...asked, here: isHere(choice, 'desk') })).toEqual(
			refused('station_unreachable')
		);
		expect(log).toEqual([]);
		expect((await makeTable(app, { ...asked, here: isHere(choice, 'grid') })).ok).toBe(true);
		expect(isHere({ source: 'hotline' }, 'desk')).toBe(true);
	});

	test('[U153] a look shows the same columns from the phone and from the station', async () => {
		const { app } = phone();
		const here = await lookHere(app, wanted);
		const there = await lookThere(
			{
				askTable: async ({ columns, look, masked }) => {
					const cells = columns.map(({ field }) => here.rows[0]?.cells[field] ?? '');
					return accepted({
						...{ headers: columns.map(({ header }) => header), rows: [cells] },
						...{ masked, total: look ? 9 : 0 }
					});
				}
			},
			wanted
		);
		expect(there.ok && there.value.total).toBe(9);
		expect(there.ok && there.value.rows[0]?.cells).toMatchObject({
			address: here.rows[0]?.cells.address
		});
	});

	test('[U154] a unit makes tables of its own orders and of nothing else', () => {
		expect(tableChoices([], 'handler').map(({ source }) => source)).toEqual(['concerns']);
		expect(tableChoices([], 'grid')).toHaveLength(6);
	});
});
