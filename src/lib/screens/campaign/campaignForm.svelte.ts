/**
 * A campaign in the making: what, where, which questions, until when. Kept at every field, so that a
 * desk may be interrupted as often as desks are.
 */
import type { App } from '#lib/app/app.ts';
import { addDays, dayOf } from '#lib/domain/calendar.ts';
import type { CampaignFields, CampaignQuestion } from '#lib/domain/communityDocuments.ts';
import { draftKey, newCampaignDraft } from '#lib/screens/draft/draftPlaces.ts';
import { KeptForm } from '#lib/screens/draft/keptForm.svelte.ts';
import { campaignWords } from '#lib/text/campaignWords.ts';

export const mostQuestions = 12;
const usualDays = 14;

export interface CampaignValue extends Omit<CampaignFields, 'questions'> {
	questions: DraftQuestion[];
}
/** Options as they are typed, one a line. */
export interface DraftQuestion extends Omit<CampaignQuestion, 'options'> {
	optionsText: string;
}

type Desk = Pick<App, 'makeCampaign' | 'saveDraft' | 'dropDraft' | 'now'>;

export class CampaignForm extends KeptForm<CampaignValue> {
	#app: Desk;

	constructor(app: Desk) {
		const dueOn = addDays(dayOf(app.now()), usualDays);
		super(
			app,
			{ key: draftKey('campaign', newCampaignDraft), form: 'campaign' },
			{
				...{ title: '', words: '', where: [], dueOn },
				questions: [{ ...blankQuestion('q1'), ask: campaignWords.maker.starter, required: true }]
			}
		);
		this.#app = app;
	}

	/** As the door will see it. */
	get questions(): CampaignQuestion[] {
		return this.value.questions.map(({ optionsText, ...question }) => ({
			...question,
			options: question.answer === 'choice' ? linesOf(optionsText) : []
		}));
	}

	/** A whole grid takes the place of its buildings. */
	choosePlace(place: string, isChosen: boolean): void {
		const others = this.value.where.filter((one) => one !== place);
		const kept = place.includes('/')
			? others
			: others.filter((one) => !one.startsWith(`${place}/`));
		this.set({ where: isChosen ? [...kept, place] : others });
	}

	addQuestion(): void {
		const { questions } = this.value;
		if (questions.length >= mostQuestions) return;
		const used = new Set(questions.map(({ code }) => code));
		const free = Array.from({ length: mostQuestions }, (_, at) => `q${String(at + 1)}`).find(
			(code) => !used.has(code)
		);
		if (free) this.set({ questions: [...questions, blankQuestion(free)] });
	}

	changeQuestion(code: string, change: Partial<DraftQuestion>): void {
		const questions = this.value.questions.map((one) =>
			one.code === code ? { ...one, ...change } : one
		);
		this.set({ questions });
	}

	removeQuestion(code: string): void {
		this.set({ questions: this.value.questions.filter((one) => one.code !== code) });
	}

	moveUp(code: string): void {
		const { questions } = this.value;
		const at = questions.findIndex((one) => one.code === code);
		const [before, moved] = questions.slice(at - 1, at + 1);
		if (at < 1 || !before || !moved) return;
		this.set({ questions: questions.with(at - 1, moved).with(at, before) });
	}

	/** The id of what was made; undefined where nothing was, and `trouble` says why. */
	async save(): Promise<string | undefined> {
		const { value, questions } = this;
		const saved = await this.saving(undefined, () =>
			this.#app.makeCampaign({ ...value, questions })
		);
		return saved?.id;
	}
}

function blankQuestion(code: string): DraftQuestion {
	return { code, ask: '', answer: 'opinion', optionsText: '', required: false };
}

function linesOf(text: string): string[] {
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
}
