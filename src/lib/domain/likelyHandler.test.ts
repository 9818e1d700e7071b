import { expect, test } from 'vitest';
import type { Unit } from './loopDocuments.ts';
import { likelyHandler, likelyHandlers } from './likelyHandler.ts';

const unit = (code: string, change: Partial<Unit> = {}): Unit => ({
	code,
	kind: 'property',
	name: code,
	phone: '',
	estates: [],
	categories: [],
	...change
});
const units = [
	unit('wy-xingkang', { estates: ['xk'] }),
	unit('wy-herun', { estates: ['hr'] }),
	unit('bm-reli', { kind: 'department', categories: ['utility.heating'] }),
	unit('bm-ranqi', { kind: 'department', categories: ['utility.gas'] }),
	unit('yl-yinling', { kind: 'care_group', categories: ['care'] }),
	unit('jd', { kind: 'street' })
];
const before = (handler: string, building: string, category = 'repair.leak') => ({
	handler,
	building,
	category
});
const leak = { category: 'repair.leak', building: 'xk/3' };

test('[U82] who ended the same matter in the same estate before is proposed first', () => {
	const past = [
		before('bm-reli', 'xk/1'),
		before('bm-reli', 'xk/2'),
		before('wy-xingkang', 'xk/4')
	];
	expect(likelyHandler(leak, { units }, past)).toMatchObject({
		unit: { code: 'bm-reli' },
		why: 'before_here',
		times: 2
	});
});

test('[U82] without a past, the unit that names the category or the estate is proposed', () => {
	expect(likelyHandler(leak, { units }, [])?.unit.code).toBe('wy-xingkang');
	expect(
		likelyHandler({ category: 'repair.leak', building: 'hr/1' }, { units }, [])?.unit.code
	).toBe('wy-herun');
	const heating = { category: 'utility.heating', building: 'xk/3' };
	expect(likelyHandler(heating, { units }, [])).toMatchObject({
		unit: { code: 'bm-reli' },
		why: 'duty'
	});
	const old = { category: 'care.elderly', building: 'xk/3' };
	expect(likelyHandler(old, { units }, [])?.unit.code).toBe('yl-yinling');
});

test('[U82] what a company did in another estate does not bring it here', () => {
	const past = [before('wy-herun', 'hr/1'), before('wy-herun', 'hr/2')];
	expect(likelyHandler(leak, { units }, past)?.unit.code).toBe('wy-xingkang');
});

test('[U82] who gave it back is not proposed again', () => {
	const past = [before('wy-xingkang', 'xk/1')];
	const returned = { ...leak, notAgain: ['wy-xingkang'] };
	expect(likelyHandlers(returned, { units }, past).map(({ unit }) => unit.code)).toEqual([]);
});

test('[U82] the street is nobody to dispatch to, and unknown units are not invented', () => {
	const past = [before('gone', 'xk/1'), before('jd', 'xk/1')];
	const codes = likelyHandlers(leak, { units }, past).map(({ unit }) => unit.code);
	expect(codes).toEqual(['wy-xingkang']);
	expect(likelyHandler(leak, { units: [] }, past)).toBeUndefined();
});
