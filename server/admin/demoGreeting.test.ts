import { beforeAll, describe, expect, test } from 'vitest';
import { communityLedger } from '#lib/domain/feeds.ts';
import type { AccessStore } from '../access/accessStore.ts';
import { openMemoryAccessStore } from '../access/memoryAccessStore.ts';
import { demoCommunityId } from '../demo/demoCommunity.ts';
import { openMemoryStorage } from '../storage/memoryStorage.ts';
import type { StationStorage } from '../storage/documentStore.ts';
import { accountLines } from './demoGreeting.ts';
import { foundDemo } from './foundDemo.ts';
import { documentsOf } from '../storage/ledgerReading.ts';

describe('the demo, founded', () => {
	let storage: StationStorage;
	let access: AccessStore;
	beforeAll(async () => {
		storage = openMemoryStorage();
		access = openMemoryAccessStore();
		await foundDemo({ storage, access }, () => Date.parse('2026-11-23T02:30:00.000Z'));
	}, 60_000);

	test('[O69] has everybody who acts there, from its table, with one password', () => {
		const names = access.accounts().map(({ name }) => name);
		const many = (kind: string, count: number) =>
			Array.from({ length: count }, (_, at) => `${kind}${at + 1}`);
		expect(names.sort()).toEqual(
			[
				...[...many('wangge', 5), ...many('louzhang', 35), ...many('xinxiyuan', 3)],
				...[...many('wuye', 3), ...many('bumen', 3), ...many('shequ', 2)],
				...['shuji', 'jiedao', 'zhan']
			].sort()
		);
		expect(access.accounts().every(({ demo }) => demo)).toBe(true);
		const buildings = access
			.accounts()
			.flatMap(({ grants }) => grants)
			.filter(({ role, until }) => role === 'building_head' && until === undefined);
		expect(new Set(buildings.map(({ scope }) => scope)).size).toBe(63);
		expect(buildings).toHaveLength(63);
	});

	test('[O63] [O67] its directory has units, posts with a stand-in, and branches', async () => {
		const ledger = (await storage.open(communityLedger(demoCommunityId)))!;
		const [directory, ...others] = await documentsOf(ledger, 'organisation');
		expect(others).toEqual([]);
		expect(directory?.units.map(({ code }) => code)).toEqual([
			...['wy-xingkang', 'wy-herun', 'wy-jiahe', 'bm-ranqi', 'bm-chengguan', 'bm-reli'],
			...['zy-xingkang', 'yl-yinling']
		]);
		expect(directory?.branches).toHaveLength(6);
		const standIns = directory?.posts.filter(({ until }) => until !== '') ?? [];
		expect(standIns.map(({ account, from, until }) => [account, from, until])).toEqual([
			['louzhang2', '2026-11-20', '2026-12-04'],
			['louzhang2', '2026-11-20', '2026-12-04']
		]);
	});

	test('[O78] start prints those of one kind in one line', () => {
		const lines = accountLines(access.accounts());
		expect(lines).toHaveLength(10);
		expect(lines).toContain('louzhang1…35  楼栋长');
		expect(lines).toContain('wangge1…5  网格员');
		expect(lines).toContain('jiedao  街道');
		expect(lines[0]).toContain('qingge-demo');
	});
});
