import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import type { AmendmentDocument, LedgerDocument } from '#lib/domain/documents.ts';
import { stampEntry } from '#lib/domain/entry.ts';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import { foldFields } from '#lib/domain/household.ts';
import { documentId } from '#lib/domain/ids.ts';
import { accepted } from '#lib/domain/outcome.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import type { DocumentStore } from '../storage/documentStore.ts';
import type { ErasureBook } from '../router/erasureBook.ts';
import { openErasureBook } from '../router/erasureBook.ts';
import { editOf } from '../storage/ledgerEdit.ts';
import { openMemoryStorage } from '../storage/memoryStorage.ts';
import type { Importer, Proposal } from './importer.ts';
import { openImporter } from './importer.ts';
import { documentsOf } from '../storage/ledgerReading.ts';
import { fileSentence } from './sheetWords.ts';
import { reportText } from './reportText.ts';
import { readRosterSheet } from './sheetReading.ts';
import type { SheetRefusal } from './sheetRefusal.ts';

type Written = string | number | Date | null;

const community = {
	id: '150105001019',
	name: '兴康社区',
	street: '人民路街道',
	phone: '',
	grids: [1, 2].map((n) => ({ id: `150105001019-0${n}`, label: `第${n}网格` })),
	demo: false
};
const header = [
	'所属网格',
	'小区',
	'楼栋',
	'单元',
	'房号',
	'姓名',
	'与户主关系',
	'性别',
	'出生日期',
	'联系电话',
	'身份证号',
	'重点类别'
];
const title = ['兴康社区居民花名册'];
const explanation = [
	'必填，如第1网格',
	'必填',
	'必填',
	'选填',
	'必填',
	'选填',
	'选填',
	'下拉选择',
	'格式：年-月-日',
	'多个用；隔开',
	'必填',
	'选填'
];

/** A person of flat 3-2-501 in grid 1, unless told otherwise. */
function person(change: Partial<Record<string, Written>> = {}): Written[] {
	const row: Record<string, Written> = {
		所属网格: '第1网格',
		小区: '兴康小区',
		楼栋: '3#楼',
		单元: '2',
		房号: '501',
		姓名: '乌日娜',
		与户主关系: '户主',
		性别: '女',
		出生日期: '1941-05-06',
		联系电话: '13800000001',
		身份证号: '150105194105060000',
		重点类别: '独居老人',
		...change
	};
	return header.map((name) => row[name] ?? null);
}

async function xlsx(...rows: Written[][]): Promise<Uint8Array> {
	const cells = [title, header, ...rows].map((row) =>
		row.map((value) =>
			value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : { value: value ?? '' }
		)
	);
	return new Uint8Array(await writeExcelFile(cells as never, {}).toBuffer());
}

async function readHere(file: Uint8Array) {
	return accepted(await readRosterSheet(Buffer.from(file)));
}

describe('the importer', () => {
	let ledger: DocumentStore;
	let importer: Importer;
	let erasures: ErasureBook;
	/** As the station has it; starting a worker takes its time. */
	let withWorker: Importer;
	let nowMs: number;

	beforeEach(async () => {
		nowMs = Date.parse('2026-11-23T02:00:00.000Z');
		const storage = openMemoryStorage();
		await storage.create('ledger-150105001019');
		ledger = (await storage.open('ledger-150105001019'))!;
		erasures = openErasureBook(ledger, () => 'key of a test');
		const parts = {
			...{ storage, community: () => community, nowMs: () => (nowMs += 1_000) },
			recognise: erasures.recognise
		};
		importer = openImporter({ ...parts, read: readHere });
		withWorker = openImporter(parts);
	});

	async function propose(...rows: Written[][]): Promise<Proposal> {
		const proposal = await importer.propose(await xlsx(...rows));
		if (!proposal.ok) throw new Error(proposal.refusal.kind);
		return proposal.value;
	}
	async function take(...rows: Written[][]) {
		const { id, report } = await propose(...rows);
		const confirmation = await importer.confirm(id);
		expect(confirmation.kind).toBe('done');
		return report;
	}
	async function all(): Promise<LedgerDocument[]> {
		const kinds = ['door', 'household', 'resident', 'amendment'] as const;
		return (await Promise.all(kinds.map((kind) => documentsOf(ledger, kind)))).flat();
	}
	/** As a phone would have it: what a worker learned at the door. */
	async function workerAmends(set: AmendmentDocument['set'], saw: AmendmentDocument['saw']) {
		const [resident] = await documentsOf(ledger, 'resident');
		const subject = resident!._id.slice('resident:'.length);
		const device = '01KASXV2G0000000000000000D';
		const amendment = stampEntry(
			{
				_id: documentId.amendment(subject, '01KASXV2G0000000000000000W'),
				kind: 'amendment',
				grid: '150105001019-01',
				subject,
				subjectKind: 'resident',
				set,
				saw
			},
			{
				author: 'wangge1',
				device,
				deviceSeq: 1,
				capturedAt: new Date(nowMs).toISOString(),
				clock: writeStamp({ wallMs: nowMs, counter: 0 }, device)
			},
			(text) => createHash('sha256').update(text).digest('hex')
		);
		await ledger.write([editOf(amendment)], { newEdits: false });
	}
	async function residentToday() {
		const [resident] = await documentsOf(ledger, 'resident');
		return foldFields(resident!, await documentsOf(ledger, 'amendment'));
	}

	test('[I17] nothing is written before it is confirmed, and then all of it', async () => {
		const { id, report } = await propose(person(), person({ 姓名: '其其格', 与户主关系: '女' }));
		expect(await all()).toEqual([]);
		expect(report.doors).toEqual({ fresh: 1, changed: 0, unchanged: 0 });
		expect(report.residents).toMatchObject({ fresh: 2, changed: 0, unchanged: 0 });
		expect(await importer.confirm(id)).toMatchObject({ kind: 'done', written: 4 });
		expect((await all()).map(({ kind }) => kind)).toEqual([
			'door',
			'household',
			'resident',
			'resident'
		]);
	});

	test('[I17] every document is one that phones can read, by the station itself', async () => {
		await take(person(), person({ 房号: '502', 姓名: null }));
		for (const document of await all()) {
			expect(parseDocument(document)).toMatchObject({ ok: true });
			expect(document).toMatchObject({ author: 'station', device: 'station' });
			expect(document.deviceSeq).toBeUndefined();
		}
		const stamps = (await all()).map(({ clock }) => clock);
		expect(new Set(stamps).size).toBe(stamps.length);
		expect((await documentsOf(ledger, 'door')).map(({ door }) => door)).toEqual([
			'150105001019-01/xk/3-2-501',
			'150105001019-01/xk/3-2-502'
		]);
	});

	test('[I17] a failed commit leaves nothing behind', async () => {
		const { id } = await propose(person());
		const write = ledger.write.bind(ledger);
		ledger.write = () => Promise.reject(new Error('no room'));
		await expect(importer.confirm(id)).rejects.toThrow('no room');
		ledger.write = write;
		expect(await all()).toEqual([]);
	});

	test('[I17] an old proposal, and one nobody made, are not confirmed', async () => {
		const first = await propose(person());
		const second = await propose(person({ 姓名: '其其格' }));
		expect(await importer.confirm(first.id)).toEqual({ kind: 'unknown' });
		expect(await importer.confirm('made up')).toEqual({ kind: 'unknown' });
		expect(await importer.confirm(second.id)).toMatchObject({ kind: 'done' });
		expect(await importer.confirm(second.id)).toEqual({ kind: 'unknown' });
	});

	test('[I17] when the ledger moved on meanwhile the account is given again', async () => {
		await take(person());
		const { id } = await propose(person({ 联系电话: '13900000002' }));
		await workerAmends({ phone: '13900000002' }, { phone: null });
		const confirmation = await importer.confirm(id);
		expect(confirmation).toMatchObject({
			kind: 'changed',
			proposal: { report: { residents: { changed: 0, unchanged: 1 } } }
		});
	});

	test('[I18] the same roster again changes nothing, however often', async () => {
		const rows = [
			person(),
			person({ 姓名: '巴特尔', 与户主关系: '子' }),
			person({ 房号: '502', 姓名: null })
		];
		await take(...rows);
		const before = await all();
		for (let again = 0; again < 3; again += 1) {
			const report = await take(...rows);
			expect(report.doors).toEqual({ fresh: 0, changed: 0, unchanged: 2 });
			expect(report.residents).toMatchObject({ fresh: 0, changed: 0, unchanged: 2 });
		}
		expect(await all()).toEqual(before);
	});

	test('[I19] a later roster brings new doors and amends what it says anew', async () => {
		await take(person());
		const before = await all();
		await take(person({ 联系电话: '13900000002' }), person({ 房号: '601', 姓名: '图雅' }));
		const after = await all();
		expect(after).toEqual(expect.arrayContaining(before));
		const amendments = await documentsOf(ledger, 'amendment');
		expect(amendments.map(({ subjectKind, set, saw }) => ({ subjectKind, set, saw }))).toEqual(
			expect.arrayContaining([
				{ subjectKind: 'household', set: { phones: ['13900000002'] }, saw: { phones: null } },
				{ subjectKind: 'resident', set: { phone: '13900000002' }, saw: { phone: null } }
			])
		);
		expect(await documentsOf(ledger, 'door')).toHaveLength(2);
	});

	test('[I19] a third roster amends in view of the second, so there is no clash', async () => {
		await take(person());
		await take(person({ 性别: '男' }));
		await take(person({ 性别: '女' }));
		const { fields, clashes } = await residentToday();
		expect(fields.gender).toBe('female');
		expect(clashes).toEqual([]);
	});

	test('[I19] whoever the sheet does not mention stays as she is', async () => {
		await take(person(), person({ 姓名: '图雅', 与户主关系: '女' }));
		const report = await take(person());
		expect(report.residents).toMatchObject({ unchanged: 1, notMentioned: 1 });
		expect(await documentsOf(ledger, 'resident')).toHaveLength(2);
	});

	test('[I20] an old roster does not undo what was learned at the door', async () => {
		await take(person());
		await workerAmends({ phone: '13700000009' }, { phone: null });
		await take(person());
		const { fields, clashes } = await residentToday();
		expect(fields.phone).toBe('13700000009');
		expect(clashes).toEqual([]);
	});

	test('[I20] a roster that has learned the same says nothing more', async () => {
		await take(person());
		await workerAmends({ phone: '13700000009' }, { phone: null });
		const report = await take(person({ 联系电话: '13700000009' }));
		expect(report.residents).toMatchObject({ changed: 0, unchanged: 1 });
	});

	test('[I20] where roster and worker both changed it, both stand', async () => {
		await take(person());
		await workerAmends({ phone: '13700000009' }, { phone: null });
		await take(person({ 联系电话: '13900000002' }));
		const { clashes } = await residentToday();
		expect(clashes).toHaveLength(1);
		expect(clashes[0]!.values.map(({ value }) => value).sort()).toEqual([
			'13700000009',
			'13900000002'
		]);
	});

	test('[I21] an empty cell takes nothing away', async () => {
		await take(person());
		const empty = { 性别: null, 出生日期: null, 联系电话: null, 重点类别: null, 与户主关系: null };
		const report = await take(person(empty));
		expect(report.residents).toMatchObject({ changed: 0, unchanged: 1 });
		expect((await residentToday()).fields).toMatchObject({
			gender: 'female',
			birthYear: 1941,
			phone: '13800000001'
		});
	});

	test('[I19] a corrected year of birth is the same person; a namesake is another', async () => {
		await take(person());
		await take(person({ 出生日期: '1942-05-06' }));
		expect(await documentsOf(ledger, 'resident')).toHaveLength(1);
		expect((await residentToday()).fields.birthYear).toBe(1942);
		await take(
			person({ 出生日期: '1942-05-06' }),
			person({ 出生日期: '1970-01-01', 与户主关系: '女' })
		);
		expect(await documentsOf(ledger, 'resident')).toHaveLength(2);
	});

	test('[I22] rows that cannot be placed are named, the others are taken', async () => {
		const report = await take(
			explanation,
			person(),
			person({ 房号: '501、502' }),
			person({ 楼栋: null, 单元: null, 房号: null }),
			person({ 姓名: '12345' }),
			person({ 所属网格: '第9网格' }),
			person({ 所属网格: null }),
			[],
			person({ 房号: '503', 姓名: '图雅' })
		);
		expect(report.refused).toEqual([
			{ row: 5, kind: 'address_range' },
			{ row: 6, kind: expect.stringMatching(/address_missing|room_missing|address_unreadable/) },
			{ row: 7, kind: 'name_unreadable' },
			{ row: 8, kind: 'grid_unknown' },
			{ row: 9, kind: 'grid_missing' }
		]);
		expect(report.residents.fresh).toBe(2);
	});

	test('[I23] a door lies in one grid, a person stands behind it once', async () => {
		const report = await take(
			person(),
			person(),
			person({ 所属网格: '2', 姓名: '图雅' }),
			person({ 所属网格: '2', 房号: '601' })
		);
		expect(report.refused).toEqual([
			{ row: 4, kind: 'person_repeated', other: 3 },
			{ row: 5, kind: 'door_in_other_grid', other: 3 }
		]);
		const later = await take(person({ 所属网格: '2', 姓名: '图雅' }));
		expect(later.refused).toEqual([{ row: 3, kind: 'door_in_other_grid' }]);
	});

	test('[I2] forbidden columns never leave the worker, and no cell of theirs is stored', async () => {
		const report = await take(person({ 重点类别: '刑满释放' }));
		expect(report.dropped).toEqual([{ header: '身份证号', reason: 'id_number' }]);
		const stored = JSON.stringify(await all());
		expect(stored).not.toContain('150105194105060000');
		expect(stored).not.toContain('刑满');
		expect(JSON.stringify(report)).not.toContain('刑满');
	});

	test('[I19] two estates whose initials are alike get codes of their own, for good', async () => {
		await take(person(), person({ 小区: '星空小区' }));
		await take(person({ 小区: '星空小区', 房号: '502', 姓名: '图雅' }));
		const doors = (await documentsOf(ledger, 'door')).map(({ door }) => door);
		expect(doors).toEqual([
			'150105001019-01/xk/3-2-501',
			'150105001019-01/xk2/3-2-501',
			'150105001019-01/xk2/3-2-502'
		]);
	});

	test('[I22] the account names what it takes, drops and refuses', async () => {
		const { report } = await propose(person(), person({ 房号: '501、502' }));
		const words = reportText(report);
		expect(words).toContain('户（门）：新增 1，变更 0，不变 0');
		expect(words).toContain('“身份证号”');
		expect(words).toContain('第 4 行：一格里写了多户');
		expect(words).not.toContain('乌日娜');
	});

	test.each<[SheetRefusal['kind'], () => Promise<Uint8Array> | Uint8Array]>([
		['empty', () => new Uint8Array(0)],
		['not_a_spreadsheet', () => new TextEncoder().encode('姓名,电话\n乌日娜,138\n')],
		['locked_or_old', () => new Uint8Array(Buffer.from('d0cf11e0a1b11ae1'.repeat(9), 'hex'))],
		['damaged', async () => (await xlsx(person())).slice(0, 900)],
		['file_too_large', () => new Uint8Array(10 * 1024 * 1024 + 1)],
		[
			'no_roster',
			async () => new Uint8Array(await writeExcelFile([[{ value: '会议记录' }]], {}).toBuffer())
		]
	])('[I15] a file that is %s is refused in one sentence', async (kind, file) => {
		const proposal = await withWorker.propose(await file());
		expect(proposal).toMatchObject({ ok: false, refusal: { kind } });
		if (!proposal.ok) expect(fileSentence(proposal.refusal)).toMatch(/^[^\n]{5,80}$/);
		expect(await all()).toEqual([]);
	});

	test('[I15] a spreadsheet with any part of it turned is refused or read, never a crash', async () => {
		const whole = await xlsx(person());
		const kinds = new Set<string>();
		for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 8)) {
			const turned = whole.slice();
			turned[at] = (turned[at] ?? 0) ^ 0xff;
			const proposal = await withWorker.propose(turned);
			kinds.add(proposal.ok ? 'read' : proposal.refusal.kind);
		}
		expect(kinds.size).toBeGreaterThan(0);
		expect(await all()).toEqual([]);
	});

	describe('about somebody who was erased on request', () => {
		const door = '150105001019-01/xk/3-2-501';
		const erasedAt = '2026-11-02T03:00:00.000Z';
		const request = '01KASXV2G0000000000000000Q';
		const traces = { names: ['乌日娜'], phones: ['13800000001'], birthYears: [1941] };

		beforeEach(async () => {
			await take(person({ 姓名: '巴图', 联系电话: '13900000009', 出生日期: '1950-01-01' }));
			await erasures.keep(request, { door, resident: '', at: erasedAt }, traces);
		});
		const names = async () => (await documentsOf(ledger, 'resident')).map(({ name }) => name);

		test('[P24] the keeper is told row and day, and she is not entered by the yes to the rest', async () => {
			const moved = person({ 楼栋: '4#楼', 房号: '101' });
			const sheet = [person(), person({ 姓名: '其其格', 出生日期: '1990-01-01' }), moved];
			const { id, report } = await propose(...sheet);
			expect(report.erased).toEqual([
				{ row: 3, on: '2026-11-02', people: 1 },
				{ row: 5, on: '2026-11-02', people: 1 }
			]);
			expect(reportText(report)).toContain('第 3 行那一户：1 人，2026-11-02 删除');
			await importer.confirm(id);
			expect((await names()).sort()).toEqual(['其其格', '巴图']);
			const told = JSON.stringify(await documentsOf(ledger, 'household'));
			expect(told).not.toContain('乌日娜');
			expect(told).not.toContain('13800000001');
		});

		test('[P24] with a yes of its own she is entered, and asked about no more', async () => {
			const { id } = await propose(person());
			expect(await importer.confirm(id, true)).toMatchObject({ kind: 'done' });
			expect(await names()).toContain('乌日娜');
			const again = await propose(person());
			expect(again.report.erased).toEqual([]);
			expect(again.report.residents).toMatchObject({ fresh: 0, changed: 0, unchanged: 1 });
		});

		test('[P24] who only shares her name somewhere else is somebody else', async () => {
			const namesake = person({ 房号: '101', 出生日期: '1966-01-01', 联系电话: '13700000000' });
			const { id, report } = await propose(namesake);
			expect(report.erased).toEqual([]);
			await importer.confirm(id);
			expect(await names()).toContain('乌日娜');
		});

		test('[P25] what she is recognised by holds no name and no number, and differs by station', async () => {
			const { marks } = (await erasures.line(request))!;
			expect(JSON.stringify(await ledger.localsAfter('', 99))).not.toMatch(/乌日娜|13800000001/);
			const elsewhere = openErasureBook(ledger, () => 'key of another station');
			const other = await elsewhere.keep(newRequest, { door, resident: '', at: erasedAt }, traces);
			expect(other.marks.filter((mark) => marks.includes(mark))).toEqual([]);
		});
		const newRequest = '01KASXV2G0000000000000000R';
	});
});
