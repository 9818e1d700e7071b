// Orders on their way in: mapped once, looked at, raised once, and going on where it stopped.
import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import type { ConcernIntent } from '#lib/app/app.ts';
import type { ExportProfileFields } from '#lib/domain/communityDocuments.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { ProjectionDatabase } from '#lib/projections/database.ts';
import { readSheet } from '#lib/sheets/readSheet.ts';
import { OrderImport } from './orderImport.svelte.ts';

const database = new ProjectionDatabase('orders-test');
const grant = {
	...{ feed: 'feed-community-150105001019', media: 'm', label: '' },
	...{ role: 'community_staff' as const, scope: '150105001019' }
};
const table = (...numbers: string[]) =>
	new File(
		[
			['工单编号,诉求内容,事发地址,问题分类,办结时限,联系电话'].join(''),
			...numbers.map(
				(number) => `\n${number},家里不热,海拉尔大街,供暖不热/停暖,2026-11-30,13812341234`
			)
		],
		'12345.csv'
	);

function desk() {
	const raised: ConcernIntent[] = [];
	const kept: ExportProfileFields[] = [];
	let failsAt = Infinity;
	const app = {
		database,
		raiseConcern: async (intent: ConcernIntent) => {
			if (raised.length >= failsAt) return refused({ kind: 'storage_full' });
			raised.push(intent);
			return accepted({ id: `concern:${String(raised.length)}` });
		},
		keepExportProfile: async (profile: ExportProfileFields) => {
			kept.push(profile);
			const _id = `export_profile:${String(kept.length)}`;
			await database.kept.put({
				...{ id: _id, kind: 'export_profile', about: '', door: '', clock: _id, own: true },
				document: { _id, ...profile }
			} as never);
			return accepted({ id: _id });
		}
	};
	return {
		...{ raised, kept },
		orders: new OrderImport(app, grant, readSheet),
		fail: (at: number) => (failsAt = at)
	};
}
const outcomes = ({ orders }: OrderImport) => orders.map(({ outcome }) => outcome);

afterEach(async () => {
	await database.delete();
	await database.open();
});

test('[U159] a file is read, looked at, and raised by the usual verb under its own number', async () => {
	const { orders, raised } = desk();
	await orders.read(table('A1', 'A2'));
	expect(outcomes(orders)).toEqual(['raise', 'raise']);
	expect(raised).toEqual([]);
	await orders.raise();
	expect(orders.isDone).toBe(true);
	expect(raised[0]).toMatchObject({
		...{ source: 'hotline', role: 'community_staff', category: 'utility.heating' },
		...{ place: '海拉尔大街', text: '家里不热', selfHandle: false },
		outside: { system: '12345', number: 'A1', dueOn: '2026-11-30' }
	});
	expect(JSON.stringify(raised)).not.toContain('13812341234');
	expect(outcomes(orders)).toEqual(['known', 'known']);
});

test('[U160] the mapping is kept once, as the table in which results go back', async () => {
	const first = desk();
	await first.orders.read(table('A1'));
	expect(first.orders.isMapped).toBe(false);
	await first.orders.raise();
	expect(first.kept).toHaveLength(1);
	expect(first.kept[0]).toMatchObject({ name: '12345 回单', source: 'hotline', masked: true });
	expect(first.kept[0]?.columns.map(({ header, field }) => `${header}=${field}`)).toEqual([
		...['工单编号=outside.number', '诉求内容=text', '事发地址=place', '问题分类=category'],
		...['办结时限=outside.due', '联系电话=', '来单平台=', '办理状态=state', '办理结果=resolution'],
		...['办结时间=resolved', '满意度=satisfaction']
	]);
	const second = desk();
	await second.orders.read(table('B1'));
	expect(second.orders.isMapped).toBe(true);
	await second.orders.raise();
	expect(second.kept).toEqual([]);
	second.orders.setField(3, '');
	await second.orders.read(table('B2'));
	second.orders.setField(3, '');
	await second.orders.raise();
	expect(second.kept[0]?.replaces).toBe('1');
});

test('[U161] where raising stops it says so, and goes on with what is left', async () => {
	const { orders, raised, fail } = desk();
	await orders.read(table('A1', 'A2', 'A3'));
	fail(2);
	await orders.raise();
	expect(orders.isDone).toBe(false);
	expect(orders.trouble).toContain('第 4 行没有登记');
	expect(outcomes(orders)).toEqual(['known', 'known', 'raise']);
	fail(Infinity);
	await orders.raise();
	expect(raised.map(({ outside }) => outside?.number)).toEqual(['A1', 'A2', 'A3']);
});

test('[U162] a file that cannot be read, or a mapping that lacks something, is said in words', async () => {
	const { orders } = desk();
	await orders.read(new File(['一,二\n三,四'], 'x.csv'));
	expect(orders.trouble).toContain('没找到表头');
	await orders.read(new File([], 'x.csv'));
	expect(orders.trouble).toBe('这个文件是空的。');
	await orders.read(table('A1'));
	orders.setField(0, '');
	expect(orders.missing).toContain('哪一列是单号');
	expect(orders.orders).toEqual([]);
});
