import { expect, test } from 'vitest';
import type { Draft } from '#lib/app/app.ts';
import { accepted } from '#lib/domain/outcome.ts';
import { deskDraft, draftKey, draftPath, reportDraft } from '#lib/screens/draft/draftPlaces.ts';
import { RaiseForm } from './raiseForm.svelte.ts';

function deskOf(drafts: Map<string, Omit<Draft, 'savedAt'>>) {
	return {
		raiseConcern: async () => accepted({ id: 'concern:1' }),
		saveDraft: async (draft: Omit<Draft, 'savedAt'>) => void drafts.set(draft.key, draft),
		dropDraft: async (key: string) => void drafts.delete(key)
	};
}

test('[U11] what the desk began to register is kept, taken up again, and gone when it is saved', async () => {
	const drafts = new Map<string, Omit<Draft, 'savedAt'>>();
	const form = new RaiseForm(deskOf(drafts));
	form.set({ category: 'utility.heating', text: '电话说暖气不热' });
	await Promise.resolve();
	const kept = drafts.get(draftKey('concern', deskDraft));
	expect(kept?.value).toMatchObject({ text: '电话说暖气不热' });
	const again = new RaiseForm(deskOf(drafts));
	again.takeUp(kept as Draft);
	expect(again.value.text).toBe('电话说暖气不热');
	expect(await again.save()).toBe('concern:1');
	expect(drafts.size).toBe(0);
});

test('[U11] the forms of several hats on one phone do not take one another’s draft', () => {
	const forms = ['', reportDraft, deskDraft].map((where) => draftKey('concern', where));
	expect(new Set(forms).size).toBe(3);
	expect(forms.map((key) => draftPath({ key, form: 'concern' }))).toEqual([
		'/report',
		'/report',
		'/desk/new'
	]);
});
