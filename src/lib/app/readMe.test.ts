import { describe, expect, it } from 'vitest';
import { readMe } from './readMe.ts';

const told = {
	account: 'wangge1',
	displayName: '林',
	roles: [{ role: 'grid_worker', scope: '150105001019-01' }],
	feeds: [
		{
			feed: 'feed-grid-150105001019-01',
			media: 'media-grid-150105001019-01',
			role: 'grid_worker',
			scope: '150105001019-01',
			label: '第1网格'
		}
	],
	community: { id: '150105001019', name: '兴康社区', street: '人民路街道', phone: '' },
	demo: true,
	badge: 'abcdefghijABCDEFGHIJ-_',
	now: '2026-11-23T02:00:00.000Z',
	numbers: {}
};

describe('readMe', () => {
	it('takes what the phone needs and nothing more', () => {
		const { now: _now, numbers: _numbers, ...me } = told;
		expect(readMe(told)).toEqual(me);
	});

	it('[M1] believes nothing that is not about an account', () => {
		for (const answer of [null, [], 'ok', { ok: true }, { ...told, feeds: undefined }]) {
			expect(readMe(answer)).toBeUndefined();
		}
	});

	it('[U171] takes no badge but an id, so that a code never leads elsewhere', () => {
		for (const badge of [undefined, 7, '', '../x', 'https://elsewhere.test/aaaaaa']) {
			expect(readMe({ ...told, badge })?.badge).toBe('');
		}
	});

	it('leaves out feeds without a name', () => {
		expect(readMe({ ...told, feeds: [{ feed: '', media: 'x' }] })?.feeds).toEqual([]);
	});
});
