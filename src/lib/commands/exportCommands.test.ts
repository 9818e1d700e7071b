// What is kept of a table and what is noted of one, as documents that the station takes.
import { expect, test } from 'vitest';
import type { ExportProfileFields } from '#lib/domain/communityDocuments.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import { sampleDevice, sampleGrid, sampleUlid } from '#lib/domain/sampleDocuments.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { openScribe } from '#lib/ledger/scribe.ts';
import { sha256 } from '#lib/ledger/sha256.ts';
import { keepExportProfile } from './keepExportProfile.ts';
import { noteExport } from './noteExport.ts';
import type { WritingDesk } from './writingDesk.ts';

const now = () => '2026-11-23T02:00:00.000Z';
const profile: ExportProfileFields = {
	...{ name: ' 街道月报 ', source: 'visits', masked: true },
	columns: [
		{ header: ' 时间 ', field: 'at', fixed: '' },
		{ header: '单位', field: '', fixed: '兴康社区' }
	]
};

async function openDesk(): Promise<WritingDesk> {
	const { append } = await openScribe({
		...{ ledger: openMemoryLedger('f'), author: 'wangge1', device: sampleDevice, now, sha256 },
		lock: (work) => work()
	});
	const newId = () => sampleUlid;
	return {
		...{ append, newId, now, grid: sampleGrid, account: 'wangge1' },
		...{ role: 'grid_worker', units: [] }
	};
}

test('[U163] how a table is made is kept trimmed and whole, as its shape asks', async () => {
	const desk = await openDesk();
	const kept = await keepExportProfile({ ...profile, replaces: sampleUlid, retired: true }, desk);
	expect(kept.ok && parseDocument(kept.value)).toMatchObject({
		ok: true,
		value: { name: '街道月报', columns: [{ header: '时间' }, { fixed: '兴康社区' }], retired: true }
	});
	const wrong: [Partial<ExportProfileFields>, string][] = [
		[{ name: ' ' }, 'name'],
		[{ columns: [] }, 'columns'],
		[{ columns: [{ header: '', field: 'at', fixed: '' }] }, 'columns'],
		[{ replaces: 'elder' }, 'replaces']
	];
	for (const [change, field] of wrong) {
		const refused = await keepExportProfile({ ...profile, ...change }, desk);
		expect(refused).toMatchObject({ ok: false, refusal: { field } });
	}
});

test('[U150] what is noted of a table is a document like any other', async () => {
	const run = { profile: '' as const, name: '民情日记', source: 'visits' as const, rows: 3 };
	const noted = await noteExport(
		{ ...run, from: '2026-11-01', until: '2026-11-23', masked: true },
		await openDesk()
	);
	expect(noted.ok && parseDocument(noted.value).ok).toBe(true);
	expect(noted.ok && noted.value).toMatchObject({ ...run, author: 'wangge1', grid: sampleGrid });
});
