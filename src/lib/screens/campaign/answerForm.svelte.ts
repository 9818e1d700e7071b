/**
 * What one door says to a campaign, as it is being said. Kept at every tap; said again later it
 * begins with what was said before.
 */
import type { App } from '#lib/app/app.ts';
import type {
	CampaignAnswerDocument,
	CampaignAnswerFields,
	CampaignDocument,
	CampaignQuestion
} from '#lib/domain/communityDocuments.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import { localPart } from '#lib/domain/ids.ts';
import { draftKey } from '#lib/screens/draft/draftPlaces.ts';
import type { Lack } from '#lib/screens/draft/keptForm.svelte.ts';
import { KeptForm } from '#lib/screens/draft/keptForm.svelte.ts';
import { campaignWords } from '#lib/text/campaignWords.ts';

export interface AnswerValue {
	/** As typed; a number stays text until it is saved. */
	answers: CampaignAnswerFields['answers'];
	note: string;
	/** Ids of earlier pictures that still hold. */
	kept: string[];
}

type Desk = Pick<App, 'answerCampaign' | 'saveDraft' | 'dropDraft'>;
type Before = Pick<CampaignAnswerDocument, 'answers' | 'note' | 'photos'>;

export class AnswerForm extends KeptForm<AnswerValue> {
	#app: Desk;
	#campaign: Pick<CampaignDocument, '_id' | 'questions'>;
	#door: DoorId;

	constructor(
		app: Desk,
		campaign: Pick<CampaignDocument, '_id' | 'questions'>,
		door: DoorId,
		before: Before | undefined
	) {
		super(
			app,
			{ key: answerDraftKey(campaign._id, door), form: 'answer' },
			{
				answers: before?.answers ?? {},
				note: before?.note ?? '',
				kept: before?.photos ?? []
			}
		);
		this.#app = app;
		this.#campaign = campaign;
		this.#door = door;
	}

	say(code: string, value: string | number | boolean): void {
		this.set({ answers: { ...this.value.answers, [code]: value } });
	}

	/** True when it was written; else the trouble is said. */
	async save(): Promise<boolean> {
		const { answers, note, kept } = this.value;
		const numbers = this.#numbers(answers);
		const written = await this.saving(this.#missing(numbers), () =>
			this.#app.answerCampaign(this.#campaign._id, {
				...{ door: this.#door, outcome: 'answered', answers: numbers, note: note.trim(), kept },
				pictures: this.pictures.map((blob) => ({ blob }))
			})
		);
		return written !== undefined;
	}

	/** An empty field of numbers says nothing. */
	#numbers(answers: AnswerValue['answers']): AnswerValue['answers'] {
		return Object.fromEntries(
			Object.entries(answers).flatMap(([code, value]) => {
				if (!this.#isNumber(code) || typeof value !== 'string') return [[code, value]];
				return value.trim() === '' ? [] : [[code, Number(value)]];
			})
		);
	}

	#isNumber(code: string): boolean {
		return this.#campaign.questions.some((one) => one.code === code && one.answer === 'number');
	}

	#missing(answers: AnswerValue['answers']): Lack | undefined {
		const isThere = ({ code, answer }: CampaignQuestion) =>
			answer === 'photo'
				? this.pictures.length + this.value.kept.length > 0
				: String(answers[code] ?? '').trim() !== '';
		const { questions } = this.#campaign;
		const missing = questions.find((question) => question.required && !isThere(question));
		if (missing) return { field: missing.code, words: campaignWords.door.missing(missing.ask) };
		const wrong = questions.find(
			({ code, answer }) =>
				answer === 'number' && answers[code] !== undefined && !Number.isInteger(answers[code])
		);
		return wrong && { field: wrong.code, words: campaignWords.door.wrong(wrong.ask) };
	}
}

export function answerDraftKey(campaign: string, door: DoorId): string {
	return draftKey('answer', `${localPart(campaign)}:${door}`);
}
