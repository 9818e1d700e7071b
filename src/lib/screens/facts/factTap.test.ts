import { expect, test } from 'vitest';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { Notice } from '#lib/screens/shell/notices.svelte.ts';
import { FactTap } from './factTap.ts';

const fact = {
	...{ subjectKind: 'resident' as const, subject: '01KASXV2G0000000000000000A' },
	...{ set: { moved: true }, before: { moved: false }, told: '白云飞 搬走了' }
};

test('[U138] a tap writes one fact and offers to take it back; a second tap meanwhile writes nothing', async () => {
	const written: unknown[] = [];
	const shown: Notice[] = [];
	const amend = async (...given: unknown[]) => {
		written.push(given[2]);
		return accepted({ id: '' });
	};
	const tap = new FactTap({ amend }, { show: (notice) => void shown.push(notice) });
	const [first, second] = await Promise.all([tap.write(fact), tap.write(fact)]);
	expect([first, second]).toEqual([true, false]);
	await shown[0]?.undo?.();
	expect(written).toEqual([{ moved: true }, { moved: false }]);
	expect(shown[0]?.text).toContain('白云飞 搬走了');
});

test('[U138] what was not written says why and offers nothing to take back', async () => {
	const shown: Notice[] = [];
	const tap = new FactTap(
		{ amend: async () => refused({ kind: 'id_number' }) },
		{ show: (notice) => void shown.push(notice) }
	);
	expect(await tap.write(fact)).toBe(false);
	expect(shown).toMatchObject([{ tone: 'trouble' }]);
	expect(shown[0]?.undo).toBeUndefined();
});
