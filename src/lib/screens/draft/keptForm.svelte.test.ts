import { expect, test } from 'vitest';
import type { Draft, Saved } from '#lib/app/app.ts';
import type { SoundIntent } from '#lib/app/speaking.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { KeptForm } from './keptForm.svelte.ts';

/** A form that asks for nothing. */
class AnyForm extends KeptForm<{ note: string }> {
	written: SoundIntent[][] = [];
	/** What the rules say to it. */
	no: { kind: string; field?: string } | undefined;

	async save(): Promise<boolean> {
		const write = async (): Promise<Saved<true>> => {
			if (this.no) return refused(this.no);
			this.written.push(this.sounds);
			return accepted(true);
		};
		return (await this.saving(undefined, write)) !== undefined;
	}
}

function opened() {
	const kept: Omit<Draft, 'savedAt'>[] = [];
	const app = {
		saveDraft: async (draft: Omit<Draft, 'savedAt'>) => void kept.push(draft),
		dropDraft: async () => undefined
	};
	return { kept, form: new AnyForm(app, { key: 'visit:a', form: 'visit' }, { note: '' }) };
}
const sound = (seconds: number): SoundIntent => ({ blob: new Blob(['said']), seconds });

test('[U120] what is said is kept in the draft beside words and pictures, and taken up again', async () => {
	const { kept, form } = opened();
	form.setSounds([sound(3)]);
	form.set({ note: '灯坏了' });
	await Promise.resolve();
	await Promise.resolve();
	expect(kept.at(-1)?.sounds).toEqual([sound(3)]);
	const again = opened().form;
	again.takeUp({ value: { note: '灯坏了' }, pictures: [], sounds: [sound(3)] });
	expect([again.sounds, again.isTouched]).toEqual([[sound(3)], true]);
	again.takeUp({ value: {}, pictures: [] });
	expect(again.sounds).toEqual([]);
});

test('[U121] saving while somebody speaks brings it to an end first, and takes the whole of it', async () => {
	const { form } = opened();
	form.setSounds([sound(5)]);
	form.speaking(async () => form.setSounds([sound(8)]));
	expect(await form.save()).toBe(true);
	form.speaking(undefined);
	expect(await form.save()).toBe(true);
	expect(form.written).toEqual([[sound(8)], [sound(8)]]);
});

test('[U11] a draft that is read late does not lie over what is being written', async () => {
	const kept = { value: { note: '先前写的' }, pictures: [], sounds: [] } as unknown as Draft;
	const app = { draft: async () => kept };
	const { form } = opened();
	expect([await form.resume(app), form.value.note]).toEqual([true, '先前写的']);
	const busy = opened().form;
	const reading = busy.resume(app);
	busy.set({ note: '灯' });
	expect([await reading, busy.value.note]).toEqual([false, '灯']);
	const other = opened().form;
	expect(await other.resume(app, ({ note }) => note === '别的')).toBe(false);
	expect(other.isTouched).toBe(false);
});

test('[U218] what the rules refuse is found by its field, else by the kind of the no', async () => {
	const { form } = opened();
	form.no = { kind: 'name_missing', field: 'name' };
	expect([await form.save(), form.lack]).toEqual([false, { field: 'name' }]);
	form.no = { kind: 'storage_full' };
	expect([await form.save(), form.lack]).toEqual([false, { field: 'storage_full' }]);
	form.set({ note: '灯' });
	expect([form.trouble, form.lack]).toEqual(['', undefined]);
});

test('[U222] the way to throw a form away is there from its first letter on', () => {
	const { form } = opened();
	const isOffered = $derived(form.isTouched);
	expect(isOffered).toBe(false);
	form.set({ note: '灯' });
	expect(isOffered).toBe(true);
});
