import { expect, test } from 'vitest';
import { accepted } from '#lib/domain/outcome.ts';
import { rightsWords } from '#lib/text/rightsWords.ts';
import { NewPersonForm } from '#lib/screens/facts/newPersonForm.svelte.ts';
import { ReplyForm } from './replyForm.svelte.ts';
import { RightsForm } from './rightsForm.svelte.ts';

const door = '150105001019-01/xk/3-2-501';
const given: unknown[] = [];
const kept = new Map<string, unknown>();
const app = {
	saveDraft: async ({ key, value }: { key: string; value: unknown }) => void kept.set(key, value),
	dropDraft: async (key: string) => void kept.delete(key),
	askRights: async (asked: unknown) => (given.push(asked), accepted({ id: '' })),
	answerRights: async (_id: string, reply: unknown) => (given.push(reply), accepted({ id: '' })),
	addResident: async (_door: string, resident: unknown) => (
		given.push(resident),
		accepted({ id: 'resident:1' })
	),
	now: () => '2026-11-23T02:00:00.000Z'
};

test('[U140] a request is of the person who asks, or of the household, and is kept while it is said', async () => {
	const form = new RightsForm(app, door);
	form.set({ request: 'erase', words: '不想留着' });
	expect(kept.has(`rights:${door}`)).toBe(true);
	expect(await form.save('resident:R')).toBe(true);
	expect(given.at(-1)).toEqual({ door, resident: 'R', request: 'erase', words: '不想留着' });
	const other = new RightsForm(app, door);
	await other.save('');
	expect(given.at(-1)).toMatchObject({ resident: '' });
});

test('[U141] a no without a reason is not sent, and what was written stays', async () => {
	const form = new ReplyForm(app, 'rights_request:A');
	const before = given.length;
	expect(await form.save('refused')).toBe(false);
	expect(form.trouble).toBe(rightsWords.desk.why);
	form.set({ note: '事情还在办' });
	expect(kept.has('reply:A')).toBe(true);
	expect(await form.save('refused')).toBe(true);
	expect(given).toHaveLength(before + 1);
	expect(kept.has('reply:A')).toBe(false);
});

test('[U142] a child that was born is of this year and cared for unless somebody says no', async () => {
	const form = new NewPersonForm(app, door, 'born');
	form.set({ name: '宝宝', gender: 'female', relation: '女' });
	expect(await form.save()).toBe('resident:1');
	expect(given.at(-1)).toEqual({
		...{ name: '宝宝', relation: '女', gender: 'female', birthYear: 2026, phone: '' },
		...{ residency: 'resident', careTags: ['pregnant_infant'] }
	});
	const moved = new NewPersonForm(app, door, 'movedIn');
	moved.set({ name: '李安', birthYear: '' });
	await moved.save();
	expect(given.at(-1)).toMatchObject({ birthYear: 0, careTags: [] });
});
