/** Whether a campaign can be put to doors, and whether what a door said answers what was asked. */
import { addDays, dayOf } from './calendar.ts';
import type {
	CampaignAnswerFields,
	CampaignFields,
	CampaignQuestion
} from './communityDocuments.ts';
import { isWhere } from './communityDocuments.ts';
import { opinions } from './campaignResults.ts';
import { campaignAnswerShape, campaignShape } from './communityShapes.ts';
import { holdsIdNumber } from './idNumber.ts';
import type { Outcome } from './outcome.ts';
import { accepted, refused } from './outcome.ts';

export type CampaignRefusal =
	| { kind: 'title_missing'; field: 'title' }
	| { kind: 'where_missing'; field: 'where' }
	| { kind: 'question_missing'; field: string }
	/** A choice between fewer than two, or of the same word twice. */
	| { kind: 'options'; field: string }
	/** Pictures of one record are one heap, so no two questions may ask for them. */
	| { kind: 'one_photo'; field: string }
	| { kind: 'until'; field: 'dueOn' }
	| { kind: 'id_number'; field: string }
	| { kind: 'shape'; field: string };

export function checkCampaign(
	intent: CampaignFields,
	{ now }: { now: string }
): Outcome<CampaignFields, CampaignRefusal> {
	const campaign: CampaignFields = {
		...intent,
		title: intent.title.trim(),
		words: intent.words.trim(),
		where: [...new Set(intent.where)].sort(),
		questions: intent.questions.map(tidied)
	};
	const { title, words, where, questions, dueOn } = campaign;
	if (title === '') return refused({ kind: 'title_missing', field: 'title' });
	if (where.length === 0) return refused({ kind: 'where_missing', field: 'where' });
	if (questions.length === 0) return refused({ kind: 'question_missing', field: 'questions' });
	const wrong = questions.map(questionRefusal).find((refusal) => refusal !== undefined);
	if (wrong) return refused(wrong);
	const [, second] = questions.filter(({ answer }) => answer === 'photo');
	if (second) return refused({ kind: 'one_photo', field: second.code });
	const today = dayOf(now);
	if (dueOn < today || dueOn > addDays(today, 366)) {
		return refused({ kind: 'until', field: 'dueOn' });
	}
	const texts = [title, words, ...questions.flatMap(({ ask, options }) => [ask, ...options])];
	if (texts.some(holdsIdNumber)) return refused({ kind: 'id_number', field: 'words' });
	const field = firstWrong(campaign, campaignShape);
	const isTwice = new Set(questions.map(({ code }) => code)).size < questions.length;
	if (field !== undefined || isTwice) {
		return refused({ kind: 'shape', field: field ?? 'questions' });
	}
	return accepted(campaign);
}

function tidied(question: CampaignQuestion): CampaignQuestion {
	const options = question.options.map((option) => option.trim()).filter((option) => option !== '');
	return {
		...question,
		ask: question.ask.trim(),
		options: question.answer === 'choice' ? options : []
	};
}

function questionRefusal({
	code,
	ask,
	answer,
	options
}: CampaignQuestion): CampaignRefusal | undefined {
	if (ask === '') return { kind: 'question_missing', field: code };
	const isChoice = answer !== 'choice' || new Set(options).size >= Math.max(2, options.length);
	return isChoice ? undefined : { kind: 'options', field: code };
}

export type CampaignAnswerRefusal =
	| { kind: 'campaign_door'; field: 'door' }
	/** Of a question that must be answered, or of one that takes another kind of answer. */
	| { kind: 'answer_missing' | 'answer_wrong'; field: string }
	| { kind: 'id_number'; field: string }
	| { kind: 'shape'; field: string };

/** Who was not met or would not answer has answered nothing. */
export function checkAnswer(
	{ where, questions }: Pick<CampaignFields, 'where' | 'questions'>,
	intent: Omit<CampaignAnswerFields, 'campaign'>
): Outcome<Omit<CampaignAnswerFields, 'campaign'>, CampaignAnswerRefusal> {
	if (!isWhere(where, intent.door)) return refused({ kind: 'campaign_door', field: 'door' });
	const isAnswered = intent.outcome === 'answered';
	const answer = {
		...intent,
		note: intent.note.trim(),
		answers: isAnswered ? filledIn(intent.answers) : {},
		photos: isAnswered ? intent.photos : []
	};
	if (isAnswered) {
		const refusal = questions
			.map((question) => answerRefusal(question, answer))
			.find((one) => one !== undefined);
		if (refusal) return refused(refusal);
	}
	const asked = new Set(questions.map(({ code }) => code));
	const stray = Object.keys(answer.answers).find((code) => !asked.has(code));
	if (stray !== undefined) return refused({ kind: 'answer_wrong', field: stray });
	const texts = [answer.note, ...Object.values(answer.answers)].map(String);
	if (texts.some(holdsIdNumber)) return refused({ kind: 'id_number', field: 'note' });
	const { campaign: _its, ...shape } = campaignAnswerShape;
	const field = firstWrong(answer, shape);
	return field === undefined ? accepted(answer) : refused({ kind: 'shape', field });
}

function filledIn(answers: CampaignAnswerFields['answers']): CampaignAnswerFields['answers'] {
	return Object.fromEntries(
		Object.entries(answers)
			.map(([code, value]) => [code, typeof value === 'string' ? value.trim() : value] as const)
			.filter(([, value]) => value !== '')
	);
}

function answerRefusal(
	question: CampaignQuestion,
	{ answers, photos }: Pick<CampaignAnswerFields, 'answers' | 'photos'>
): CampaignAnswerRefusal | undefined {
	const { code, answer, required } = question;
	const value = answers[code];
	const isThere = answer === 'photo' ? photos.length > 0 : value !== undefined;
	if (required && !isThere) return { kind: 'answer_missing', field: code };
	const fits = value === undefined || fitsQuestion(question, value);
	return fits ? undefined : { kind: 'answer_wrong', field: code };
}

function fitsQuestion(
	{ answer, options }: CampaignQuestion,
	value: string | number | boolean
): boolean {
	switch (answer) {
		case 'yes_no':
			return typeof value === 'boolean';
		case 'choice':
			return options.includes(String(value));
		case 'opinion':
			return opinions.some((opinion) => opinion === value);
		case 'number':
			return Number.isInteger(value);
		case 'text':
			return typeof value === 'string';
		case 'photo':
			return false;
	}
}

function firstWrong(
	record: object,
	shape: Readonly<Record<string, (value: unknown) => boolean>>
): string | undefined {
	return Object.entries(record).find(([field, value]) => shape[field]?.(value) !== true)?.[0];
}
