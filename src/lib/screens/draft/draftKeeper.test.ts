import { expect, test } from 'vitest';
import type { Draft } from '#lib/app/app.ts';
import { DraftKeeper } from './draftKeeper.ts';

/** A phone whose writes take as long as the test wants. */
class SlowDesk {
	kept = new Map<string, unknown>();
	writes: unknown[] = [];
	#free: (() => void)[] = [];

	saveDraft = async ({ key, value }: Omit<Draft, 'savedAt'>) => {
		this.writes.push(value);
		await new Promise<void>((resolve) => this.#free.push(resolve));
		this.kept.set(key, value);
	};
	dropDraft = async (key: string) => void this.kept.delete(key);

	async finishOne() {
		this.#free.shift()?.();
		await new Promise((resolve) => setImmediate(resolve));
	}
}

const keeperOn = (desk: SlowDesk) =>
	new DraftKeeper(desk, { key: 'visit:1', form: 'visit' }, () => {});

test('[U11] the last word of every field is kept, in order, however slow the phone', async () => {
	const desk = new SlowDesk();
	const keeper = keeperOn(desk);
	keeper.keep({ value: '张', pictures: [] });
	keeper.keep({ value: '张大', pictures: [] });
	keeper.keep({ value: '张大爷', pictures: [] });
	await desk.finishOne();
	await desk.finishOne();
	await keeper.settled();
	expect(desk.writes).toEqual(['张', '张大爷']);
	expect(desk.kept.get('visit:1')).toBe('张大爷');
});

test('[U11] what was dropped does not come back by a write that was still under way', async () => {
	const desk = new SlowDesk();
	const keeper = keeperOn(desk);
	keeper.keep({ value: '张', pictures: [] });
	const dropped = keeper.drop();
	await desk.finishOne();
	await dropped;
	keeper.keep({ value: '张大爷', pictures: [] });
	await keeper.settled();
	expect(desk.kept.size).toBe(0);
	expect(desk.writes).toEqual(['张']);
});

test('[U11] a draft that cannot be kept is said once and does not stop the typing', async () => {
	const said: unknown[] = [];
	const full = {
		saveDraft: async () => {
			throw new Error('full');
		},
		dropDraft: async () => {}
	};
	const keeper = new DraftKeeper(full, { key: 'visit:1', form: 'visit' }, (cause) =>
		said.push(cause)
	);
	keeper.keep({ value: '张', pictures: [] });
	await keeper.settled();
	expect(said).toHaveLength(1);
});
