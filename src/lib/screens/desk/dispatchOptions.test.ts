import { expect, test } from 'vitest';
import type { Post, Unit } from '#lib/domain/loopDocuments.ts';
import { whoCanLook } from './checkAskers.ts';
import { dispatchOptions } from './dispatchOptions.ts';
import { sampleConcern } from './sampleConcern.ts';

const unit = (code: string, kind: Unit['kind'], estates: string[] = []): Unit => ({
	...{ code, kind, name: code, phone: '', estates },
	categories: []
});
const post = (account: string, role: string, scope: string, change: Partial<Post> = {}): Post => ({
	...{ account, name: account, role, scope, phone: '', from: '', until: '' },
	...change
});
const organisation = {
	units: [
		unit('wy-xingkang', 'property', ['xk']),
		unit('wy-herun', 'property', ['hr']),
		unit('jd', 'street')
	],
	posts: [
		post('louzhang1', 'building_head', '150105001019-01/xk/3'),
		post('louzhang2', 'building_head', '150105001019-01/xk/3', { until: '2026-11-01' }),
		post('louzhang3', 'building_head', '150105001019-01/xk/33'),
		post('xinxiyuan1', 'informant', '150105001019/xinxiyuan1'),
		post('xinxiyuan9', 'informant', '150105001020/xinxiyuan9')
	]
};
const today = '2026-11-26';

test('[U82] the likely ones come first, then every other unit, then the heads of this house', () => {
	const { likely, others, heads } = dispatchOptions(sampleConcern, organisation, [], today);
	expect(likely.map(({ unit: { code } }) => code)).toEqual(['wy-xingkang']);
	expect(others.map(({ code }) => code)).toEqual(['wy-herun']);
	expect(heads.map(({ account }) => account)).toEqual(['louzhang1']);
});

test('[U82] a unit that gave it back can be chosen again, and is not proposed', () => {
	const line = { author: '', capturedAt: '', note: '', effect: true };
	const history = [
		{ ...line, id: '1', type: 'dispatch' as const, handler: 'wy-xingkang' },
		{ ...line, id: '2', type: 'return' as const }
	];
	const { likely, others } = dispatchOptions(
		{ ...sampleConcern, history },
		organisation,
		[],
		today
	);
	expect(likely).toEqual([]);
	expect(others.map(({ code }) => code)).toContain('wy-xingkang');
});

test('[U89] to look in, the heads of this house are asked first, then informants of this community', () => {
	const asked = whoCanLook(sampleConcern.door, organisation.posts, today);
	expect(asked.map(({ account }) => account)).toEqual(['louzhang1', 'xinxiyuan1']);
	const other = whoCanLook('150105001019-01/xk/33-1-101', organisation.posts, today);
	expect(other.map(({ account }) => account)).toEqual(['louzhang3', 'xinxiyuan1']);
});
