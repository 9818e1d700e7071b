import { expect, test } from 'vitest';
import type { CampaignFields } from '#lib/domain/communityDocuments.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { refusalWords } from '#lib/text/reasonWords.ts';
import { AnswerForm } from './answerForm.svelte.ts';
import { CampaignForm } from './campaignForm.svelte.ts';

const drafts = () => {
	const kept = new Map<string, unknown>();
	return {
		kept,
		saveDraft: async ({ key, value }: { key: string; value: unknown }) => void kept.set(key, value),
		dropDraft: async (key: string) => void kept.delete(key)
	};
};
const now = () => '2026-11-23T02:00:00.000Z';
const grid = '150105001019-01';

test('[U135] a campaign is kept while it is made, and sent as the door will see it', async () => {
	const desk = drafts();
	const sent: CampaignFields[] = [];
	const form = new CampaignForm({
		...desk,
		now,
		makeCampaign: async (campaign: CampaignFields) => {
			sent.push(campaign);
			return sent.length === 1
				? refused({ kind: 'title_missing', field: 'title' })
				: accepted({ id: 'campaign:1' });
		}
	});
	form.choosePlace(`${grid}/xk/3`, true);
	form.choosePlace(`${grid}/xk/4`, true);
	form.choosePlace(grid, true);
	expect(form.value.where).toEqual([grid]);
	form.choosePlace(grid, false);
	form.choosePlace(`${grid}/xk/3`, true);
	form.addQuestion();
	form.changeQuestion('q2', {
		ask: '一天停几次水',
		answer: 'choice',
		optionsText: '一次\n\n 两次 '
	});
	form.moveUp('q2');
	expect(await form.save()).toBeUndefined();
	expect(form.trouble).toBe(refusalWords.title_missing);
	expect(desk.kept.has('campaign:new')).toBe(true);
	form.set({ title: '泵房' });
	expect(await form.save()).toBe('campaign:1');
	expect(desk.kept.size).toBe(0);
	expect(sent[1]).toMatchObject({ title: '泵房', where: [`${grid}/xk/3`], dueOn: '2026-12-07' });
	expect(sent[1]?.questions.map(({ code, options }) => ({ code, options }))).toEqual([
		{ code: 'q2', options: ['一次', '两次'] },
		{ code: 'q1', options: [] }
	]);
});

test('[U135] there are never more than twelve questions, each with a code of its own', () => {
	const form = new CampaignForm({
		...drafts(),
		now,
		makeCampaign: async () => accepted({ id: '' })
	});
	for (let added = 0; added < 20; added += 1) form.addQuestion();
	form.removeQuestion('q5');
	form.addQuestion();
	const codes = form.value.questions.map(({ code }) => code);
	expect(codes).toHaveLength(12);
	expect(new Set(codes).size).toBe(12);
});

test('[U136] an answer is kept at every tap, names what is missing, and begins with what was said before', async () => {
	const desk = drafts();
	const given: unknown[] = [];
	const app = {
		...desk,
		answerCampaign: async (_id: string, answer: unknown) => {
			given.push(answer);
			return accepted({ id: 'campaign_answer:1' });
		}
	};
	const questions = [
		{ code: 'q1', ask: '同意吗', answer: 'opinion' as const, options: [], required: true },
		{ code: 'q2', ask: '几口人', answer: 'number' as const, options: [], required: false }
	];
	const door = `${grid}/xk/3-2-501`;
	const campaign = { _id: 'campaign:C', questions };
	const form = new AnswerForm(app, campaign, door, undefined);
	form.say('q2', '三');
	expect(desk.kept.has(`answer:C:${door}`)).toBe(true);
	expect(await form.save()).toBe(false);
	expect(form.trouble).toContain('同意吗');
	form.say('q1', 'against');
	expect(await form.save()).toBe(false);
	expect(form.trouble).toContain('几口人');
	form.say('q2', '3');
	expect(await form.save()).toBe(true);
	expect(given).toEqual([
		{
			...{ door, outcome: 'answered', answers: { q1: 'against', q2: 3 }, note: '' },
			...{ kept: [], pictures: [] }
		}
	]);
	expect(desk.kept.size).toBe(0);
	const before = { answers: { q1: 'against' }, note: '怕吵', photos: ['photo:1'] };
	const again = new AnswerForm(app, campaign, door, before);
	expect(again.value).toEqual({ answers: { q1: 'against' }, note: '怕吵', kept: ['photo:1'] });
});
