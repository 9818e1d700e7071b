import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { campaignCounts, campaignStanding, countsByBuilding, standingOfDoor } from './campaign.ts';
import { resultOf } from './campaignResults.ts';
import { checkAnswer, checkCampaign } from './checkCampaign.ts';
import type {
	CampaignAnswerFields,
	CampaignFields,
	CampaignQuestion
} from './communityDocuments.ts';
import { documentId } from './ids.ts';
import { sampleDevice, sampleDocument, sampleGrid } from './sampleDocuments.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const now = '2026-11-23T02:00:00.000Z';
const building = `${sampleGrid}/xk/3`;
const doors = ['1-101', '1-102', '2-201'].map((place) => ({
	door: `${building}-${place}`,
	building: 'xk/3'
}));
const [first, second, third] = doors.map(({ door }) => door) as [string, string, string];
const elsewhere = { door: `${sampleGrid}/xk/4-1-101`, building: 'xk/4' };
const question = (change: Partial<CampaignQuestion> = {}): CampaignQuestion => ({
	...{ code: 'q1', ask: '同意建泵房吗', answer: 'opinion', options: [], required: true },
	...change
});
const campaign: CampaignFields = {
	title: '加压泵房',
	words: '二次供水改造，要在楼东侧建加压泵房。',
	where: [building],
	questions: [question()],
	dueOn: '2026-12-10'
};
const ulid = '01KASXV2G0000000000000000Z';
const clockAt = (minute: number) =>
	`${(Date.parse(now) + minute * 60_000).toString(16).padStart(12, '0')}-0000-${sampleDevice}`;

let written = 0;
function said(door: string, minute: number, change: Partial<CampaignAnswerFields> = {}) {
	written += 1;
	return sampleDocument('campaign_answer', sha256, {
		_id: documentId.campaignAnswer(ulid, `01KASXV2G0${String(written).padStart(16, '0')}`),
		...{ campaign: ulid, door, clock: clockAt(minute), ...change }
	});
}
const endAt = (minute: number, id = 1) =>
	sampleDocument('campaign_end', sha256, {
		_id: documentId.campaignEnd(ulid, `01KASXV2G0000000000000000${String(id)}`),
		...{ campaign: ulid, clock: clockAt(minute), note: `第${String(id)}次` }
	});

describe('checkCampaign', () => {
	const refusalOf = (change: Partial<CampaignFields>) => {
		const checked = checkCampaign({ ...campaign, ...change }, { now });
		return checked.ok ? undefined : checked.refusal;
	};

	test('[C130] a campaign that can be asked is taken, tidied', () => {
		const checked = checkCampaign(
			{ ...campaign, title: ' 加压泵房 ', where: [building, building] },
			{ now }
		);
		expect(checked).toEqual({ ok: true, value: campaign });
		const choice = question({ answer: 'choice', options: [' 一次 ', '', '两次'] });
		const chosen = checkCampaign({ ...campaign, questions: [choice] }, { now });
		expect(chosen.ok && chosen.value.questions[0]?.options).toEqual(['一次', '两次']);
	});

	test('[C130] what cannot be asked is refused by what is missing', () => {
		expect(refusalOf({ title: ' ' })).toEqual({ kind: 'title_missing', field: 'title' });
		expect(refusalOf({ where: [] })).toEqual({ kind: 'where_missing', field: 'where' });
		expect(refusalOf({ questions: [] })?.kind).toBe('question_missing');
		expect(refusalOf({ questions: [question({ ask: '' })] })).toEqual({
			...{ kind: 'question_missing', field: 'q1' }
		});
		for (const options of [[], ['一次'], ['一次', '一次']]) {
			expect(refusalOf({ questions: [question({ answer: 'choice', options })] })?.kind).toBe(
				'options'
			);
		}
		const photos = ['q1', 'q2'].map((code) => question({ code, answer: 'photo' }));
		expect(refusalOf({ questions: photos })).toEqual({ kind: 'one_photo', field: 'q2' });
		expect(refusalOf({ questions: [question(), question()] })?.kind).toBe('shape');
		const many = Array.from({ length: 13 }, (_, at) => question({ code: `q${String(at + 1)}` }));
		expect(refusalOf({ questions: many })?.kind).toBe('shape');
		expect(refusalOf({ where: ['somewhere'] })?.kind).toBe('shape');
		expect(refusalOf({ dueOn: '2026-11-22' })?.kind).toBe('until');
		expect(refusalOf({ dueOn: '2028-11-22' })?.kind).toBe('until');
		expect(refusalOf({ words: '11010519491231002X' })?.kind).toBe('id_number');
	});
});

describe('checkAnswer', () => {
	const asked = (questions: CampaignQuestion[]) => ({ where: campaign.where, questions });
	const given = (answers: CampaignAnswerFields['answers'], photos: string[] = []) => ({
		...{ door: first, outcome: 'answered' as const, answers, note: ' 怕吵 ', photos }
	});
	const refusalOf = (questions: CampaignQuestion[], answer: ReturnType<typeof given>) => {
		const checked = checkAnswer(asked(questions), answer);
		return checked.ok ? undefined : checked.refusal;
	};

	test('[C131] each kind of question takes its kind of answer and no other', () => {
		const fits: [
			CampaignQuestion['answer'],
			string | number | boolean,
			string | number | boolean
		][] = [
			['opinion', 'against', 'maybe'],
			['yes_no', false, 'false'],
			['choice', '两次', '三次'],
			['number', 3, 2.5],
			['text', '夜里水压低', true]
		];
		for (const [answer, right, wrong] of fits) {
			const one = question({ answer, options: answer === 'choice' ? ['一次', '两次'] : [] });
			expect(refusalOf([one], given({ q1: right })), answer).toBeUndefined();
			expect(refusalOf([one], given({ q1: wrong })), answer).toEqual({
				...{ kind: 'answer_wrong', field: 'q1' }
			});
		}
		expect(refusalOf([question()], given({ q1: 'for', q9: 'for' }))?.field).toBe('q9');
		const optional = question({ answer: 'photo', required: false });
		expect(refusalOf([optional], given({ q1: 'x' }))?.kind).toBe('answer_wrong');
	});

	test('[C131] what must be answered is named where it is missing, a picture too', () => {
		expect(refusalOf([question()], given({}))).toEqual({ kind: 'answer_missing', field: 'q1' });
		expect(refusalOf([question({ answer: 'text' })], given({ q1: '  ' }))?.kind).toBe(
			'answer_missing'
		);
		expect(refusalOf([question({ required: false })], given({}))).toBeUndefined();
		const photo = question({ answer: 'photo' });
		expect(refusalOf([photo], given({}))?.kind).toBe('answer_missing');
		expect(refusalOf([photo], given({}, [`photo:${'ab'.repeat(32)}`]))).toBeUndefined();
	});

	test('[C131] who was not met has answered nothing, and a door that is not asked says nothing', () => {
		const nobody = { ...given({ q1: 'for' }), outcome: 'no_answer' as const };
		expect(checkAnswer(asked([question()]), nobody)).toEqual({
			ok: true,
			value: { ...nobody, answers: {}, note: '怕吵' }
		});
		expect(refusalOf([question()], { ...given({ q1: 'for' }), door: elsewhere.door })).toEqual({
			...{ kind: 'campaign_door', field: 'door' }
		});
		const told = { ...given({ q1: 'for' }), note: '11010519491231002X' };
		expect(refusalOf([question()], told)?.kind).toBe('id_number');
	});
});

describe('campaignStanding', () => {
	test('[C132] the later answer of a door holds whatever the order of arrival, the earlier is kept', () => {
		const nobody = said(first, 1, { outcome: 'no_answer', answers: {} });
		const against = said(first, 2, { answers: { q1: 'against' } });
		const changed = said(first, 3, { answers: { q1: 'for' } });
		for (const answers of [
			[nobody, against, changed],
			[changed, nobody, against],
			[against, changed, nobody, changed]
		]) {
			const { byDoor } = campaignStanding(campaign, [], answers);
			expect(byDoor.get(first)?.holds._id).toBe(changed._id);
			expect(byDoor.get(first)?.earlier.map(({ _id }) => _id)).toEqual([nobody._id, against._id]);
		}
	});

	test('[C133] what comes after the end, or from elsewhere, is kept and changes nothing', () => {
		const intime = said(first, 5, { answers: { q1: 'against' } });
		const late = said(first, 20);
		const stray = said(elsewhere.door, 1);
		const standing = campaignStanding(campaign, [endAt(30, 2), endAt(10)], [late, stray, intime]);
		expect(standing.ended?.note).toBe('第1次');
		expect(standing.byDoor.get(first)?.holds._id).toBe(intime._id);
		expect(standing.aside.map(({ _id }) => _id)).toEqual([stray._id, late._id]);
	});

	test('[C134] every door that is to be asked is counted once, by building too', () => {
		const standing = campaignStanding(
			campaign,
			[],
			[said(first, 1), said(second, 2, { outcome: 'refused', answers: {} })]
		);
		const counts = { all: 3, answered: 1, no_answer: 0, refused: 1, not_asked: 1 };
		expect(campaignCounts(campaign, standing, [...doors, elsewhere])).toEqual(counts);
		expect(countsByBuilding(campaign, standing, [...doors, elsewhere])).toEqual([
			{ building: 'xk/3', counts }
		]);
		expect(standingOfDoor(standing, third)).toBe('not_asked');
	});
});

describe('resultOf', () => {
	const standing = (...answers: ReturnType<typeof said>[]) =>
		campaignStanding(campaign, [], answers);

	test('[C135] opinions are counted with the reasons of each door', () => {
		const result = resultOf(
			question(),
			standing(
				said(first, 1, { answers: { q1: 'for' }, note: '早该改了' }),
				said(second, 2, { answers: { q1: 'against' }, note: '窗户正对着' }),
				said(third, 3, { answers: {}, outcome: 'no_answer' })
			)
		);
		expect(result).toEqual({
			kind: 'counts',
			counts: [
				{ value: 'for', count: 1 },
				{ value: 'neutral', count: 0 },
				{ value: 'against', count: 1 }
			],
			voices: [
				{ door: first, value: 'for', note: '早该改了' },
				{ door: second, value: 'against', note: '窗户正对着' }
			]
		});
	});

	test('[C135] only the answer that holds counts, in every kind of question', () => {
		const photo = `photo:${'ab'.repeat(32)}`;
		const all = standing(
			said(first, 1, { answers: { q1: 9, q2: true, q3: '旧', q4: '一次' } }),
			said(first, 2, {
				answers: { q1: 3, q2: false, q3: '夜里没水', q4: '两次' },
				photos: [photo]
			}),
			said(second, 3, { answers: { q1: 1, q2: false, q4: '两次' } })
		);
		const of = (code: string, answer: CampaignQuestion['answer'], options: string[] = []) =>
			resultOf(question({ code, answer, options }), all);
		expect(of('q1', 'number')).toEqual({ kind: 'numbers', said: 2, sum: 4, least: 1, most: 3 });
		expect(of('q2', 'yes_no')).toMatchObject({
			counts: [{ count: 0 }, { value: 'false', count: 2 }]
		});
		expect(of('q3', 'text')).toEqual({
			...{ kind: 'texts', voices: [{ door: first, value: '夜里没水', note: '' }] }
		});
		expect(of('q4', 'choice', ['一次', '两次'])).toMatchObject({
			counts: [{ count: 0 }, { count: 2 }]
		});
		expect(of('q5', 'photo')).toEqual({
			kind: 'photos',
			doors: [{ door: first, photos: [photo] }]
		});
		expect(of('q6', 'number')).toEqual({ kind: 'numbers', said: 0, sum: 0, least: 0, most: 0 });
	});
});
