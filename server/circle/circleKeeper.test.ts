import writeExcelFile from 'write-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import { sampleDevice } from '#lib/domain/sampleDocuments.ts';
import { documentsOf } from '../storage/ledgerReading.ts';
import { fileSentence } from '../admin/sheetWords.ts';
import { demoPlacesXlsx } from '../demo/placesSpreadsheet.ts';
import type { TrialStation } from '../trialStation.ts';
import { openTrialStation, trialCommunity } from '../trialStation.ts';
import type { CircleKeeper } from './circleKeeper.ts';
import { openCircleKeeper } from './circleKeeper.ts';
import { circleSentence } from './circleText.ts';

type Cells = (string | number)[];

const header = ['*名称', '类别（必填）', '地址', '距离（米）', '方向', '营业时间', '电话'];

async function sheetOf(...rows: Cells[]): Promise<Uint8Array> {
	const data = [['兴康社区15分钟生活圈'], header, ...rows].map((cells) =>
		cells.map((value) => ({ value }))
	);
	return new Uint8Array(await writeExcelFile([{ sheet: '表', data }]).toBuffer());
}

describe('the import of the living circle', () => {
	let station: TrialStation;
	let circle: CircleKeeper;
	beforeAll(async () => {
		station = await openTrialStation();
		const { storage } = station;
		circle = openCircleKeeper({ storage, community: () => trialCommunity, nowMs: Date.now });
	});
	afterAll(() => station.close());

	const known = async () => {
		const ledger = (await station.storage.open(`ledger-${trialCommunity.id}`))!;
		const all = await documentsOf(ledger, 'places');
		return all.sort((a, b) => (a.clock < b.clock ? -1 : 1));
	};
	async function proposed(...rows: Cells[]) {
		const proposal = await circle.propose(await sheetOf(...rows));
		if (!proposal.ok) throw new Error(proposal.refusal.kind);
		return proposal.value;
	}

	test('[I25] columns are known below titles; distances, directions and phones as people write them', async () => {
		const { id, report } = await proposed(
			['菜市场', '菜市场', '兴康路', '约1.2公里', '东北方向', '6:00–19:00', '0471—000 0001'],
			['卫生室', '', '', 350, '', '', '']
		);
		expect(report).toMatchObject({ rows: 2, fresh: ['菜市场', '卫生室'], undrawn: 1, refused: [] });
		expect(await known()).toEqual([]);
		expect(await circle.confirm(id)).toEqual({ kind: 'done', places: 2 });
		const [document] = await known();
		expect(document!.places).toEqual([
			{
				...{ name: '卫生室', type: 'clinic', address: '', metres: 350 },
				bearing: -1,
				hours: '',
				phone: ''
			},
			{
				...{ name: '菜市场', type: 'market', address: '兴康路', metres: 1200, bearing: 45 },
				...{ hours: '6:00–19:00', phone: '0471-0000001' }
			}
		]);
		expect(parseDocument(document).ok).toBe(true);
	});

	test('[I27] a row that nobody could walk by is named with its number and reason, and the rest goes on', async () => {
		const { report } = await proposed(
			['好的', '超市', '', 100, '东', '', ''],
			['', '超市', '', 100, '', '', ''],
			['乱类别', '宇航', '', 100, '', '', ''],
			['无距离', '超市', '', '', '', '', ''],
			['坏距离', '超市', '', '拐弯就到', '', '', ''],
			['坏方向', '超市', '', 100, '对面', '', ''],
			['坏电话', '超市', '', 100, '', '', '找老王'],
			['长', '超市', '很'.repeat(101), 100, '', '', ''],
			['证', '超市', '11010519491231002X', 100, '', '', ''],
			['好的', '超市', '', 200, '', '', '']
		);
		expect(report.fresh).toEqual(['好的']);
		expect(report.refused.map(({ row, reason }) => `${row} ${reason}`)).toEqual([
			...['4 name_missing', '5 type_unknown', '6 metres_missing', '7 metres_bad'],
			...['8 bearing_bad', '9 phone_bad', '10 text_too_long', '11 id_number', '12 repeated']
		]);
		for (const refusal of report.refused) {
			expect(circleSentence(refusal)).toMatch(/^“表”第 \d+ 行：.{4,}/);
			expect(circleSentence(refusal)).not.toContain('11010519491231002X');
		}
	});

	test('[I28] nothing is written before that very account was confirmed; the same table again changes nothing', async () => {
		const before = (await known()).length;
		const rows: Cells[] = [
			['菜市场', '菜市场', '兴康路', 900, '东', '', ''],
			['公园', '公园', '', 300, '西', '', '']
		];
		const first = await proposed(...rows);
		expect(first.report).toMatchObject({ fresh: ['公园'], changed: ['菜市场'], gone: ['卫生室'] });
		expect(await circle.confirm('another')).toEqual({ kind: 'unknown' });
		expect((await known()).length).toBe(before);
		expect((await circle.confirm(first.id)).kind).toBe('done');
		expect((await known()).length).toBe(before + 1);
		expect((await proposed(...rows)).changesNothing).toBe(true);
		expect((await proposed(...[...rows].reverse())).changesNothing).toBe(true);
	});

	test('[I27] a row that is refused takes nothing away from what was known of that place', async () => {
		const rows: Cells[] = [
			['菜市场', '菜市场', '兴康路', 900, '东', '', ''],
			['公园', '公园', '', '很近', '西', '', '']
		];
		const { report, changesNothing } = await proposed(...rows);
		expect(report).toMatchObject({ gone: [], fresh: [], changed: [], unchanged: 2 });
		expect([report.refused.length, changesNothing]).toEqual([1, true]);
	});

	test('[I28] where something moved on meanwhile, the new account is shown and nothing written', async () => {
		const { id } = await proposed(['公园', '公园', '', 310, '西', '', '']);
		const other = openCircleKeeper({
			...{ storage: station.storage, community: () => trialCommunity, nowMs: Date.now }
		});
		const theirs = await other.propose(await sheetOf(['学校', '小学', '', 500, '', '', '']));
		if (theirs.ok) await other.confirm(theirs.value.id);
		const count = (await known()).length;
		expect(await circle.confirm(id)).toMatchObject({
			kind: 'changed',
			proposal: { report: { gone: ['学校'] } }
		});
		expect((await known()).length).toBe(count);
	});

	test('[I25] a file of something else gives one plain sentence', async () => {
		const data = [
			[{ value: '姓名' }, { value: '账号' }],
			[{ value: '林' }, { value: 'lin' }]
		];
		const file = new Uint8Array(await writeExcelFile([{ sheet: '人员', data }]).toBuffer());
		for (const bytes of [file, new TextEncoder().encode('名称,距离')]) {
			const proposal = await circle.propose(bytes);
			expect(proposal.ok).toBe(false);
			if (!proposal.ok) expect(fileSentence(proposal.refusal)).toMatch(/^[^\n]{5,90}$/);
		}
	});

	test('[I29] what was imported comes to every phone of the community, and the demo’s table is taken whole', async () => {
		const proposal = await circle.propose(new Uint8Array(await demoPlacesXlsx()));
		if (!proposal.ok) throw new Error(proposal.refusal.kind);
		expect(proposal.value.report.refused).toEqual([]);
		await circle.confirm(proposal.value.id);
		await station.router.idle();
		const newest = (await known()).at(-1)!;
		expect(newest.places.length).toBeGreaterThanOrEqual(20);
		for (const [account, feed] of [
			['wangge1', 'feed-grid-150105001019-01'],
			['wangge2', 'feed-grid-150105001019-02'],
			['shuji', 'feed-community-150105001019']
		] as const) {
			const ask = await station.signIn(account, sampleDevice);
			await ask('/station/me');
			await station.router.idle();
			const answer = await ask(`/db/${feed}/_changes?include_docs=true`);
			expect(await answer.text()).toContain(newest._id);
		}
	});
});
