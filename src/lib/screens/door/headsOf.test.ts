import { expect, test } from 'vitest';
import type { Post } from '#lib/domain/loopDocuments.ts';
import { sampleDoor } from '#lib/screens/sampleRows.ts';
import { checkLabel, headsOf } from './headsOf.ts';

const head = (change: Partial<Post>): Post => ({
	account: 'louzhang1',
	name: '赵桂兰',
	role: 'building_head',
	scope: '150105001019-01/xk/3',
	phone: '',
	from: '',
	until: '',
	...change
});
const named = (posts: Post[]) =>
	headsOf({ posts }, sampleDoor, '2026-11-23').map(({ account }) => account);

test('[U67] whoever heads the building of this door can be asked, and nobody else', () => {
	const posts = [
		head({}),
		head({ account: 'other', scope: '150105001019-01/xk/30' }),
		head({ account: 'wangge1', role: 'grid_worker' })
	];
	expect(named(posts)).toEqual(['louzhang1']);
	expect(headsOf(undefined, sampleDoor, '2026-11-23')).toEqual([]);
});

test('[U67] a stand-in is asked on the days it is his turn, the first and the last included', () => {
	const posts = [
		head({ until: '2026-11-22' }),
		head({ account: 'louzhang2', from: '2026-11-23', until: '2026-11-23' }),
		head({ account: 'louzhang3', from: '2026-11-24' })
	];
	expect(named(posts)).toEqual(['louzhang2']);
});

test('[U67] whoever is asked is told the address and no name', () => {
	expect(checkLabel(sampleDoor)).toBe('兴康小区3号楼2单元501');
	expect(checkLabel({ ...sampleDoor, unit: '' })).toBe('兴康小区3号楼501');
});
