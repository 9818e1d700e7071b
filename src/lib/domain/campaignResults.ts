/**
 * What the doors said to each question of a campaign. It speaks of doors only; who lives behind one
 * is nowhere in it.
 */
import type { CampaignStanding } from './campaign.ts';
import type { CampaignAnswerDocument, CampaignQuestion } from './communityDocuments.ts';
import type { DoorId } from './ids.ts';

export const opinions = ['for', 'neutral', 'against'] as const;

export interface Voice {
	door: DoorId;
	value: string;
	/** Reasons given at this door, `''` where there are none. */
	note: string;
}

export type QuestionResult =
	| { kind: 'counts'; counts: { value: string; count: number }[]; voices: Voice[] }
	| { kind: 'numbers'; said: number; sum: number; least: number; most: number }
	| { kind: 'texts'; voices: Voice[] }
	| { kind: 'photos'; doors: { door: DoorId; photos: string[] }[] };

/** Only answers that hold are counted. */
export function resultOf(question: CampaignQuestion, standing: CampaignStanding): QuestionResult {
	const given = [...standing.byDoor.values()]
		.map(({ holds }) => holds)
		.filter(({ outcome }) => outcome === 'answered');
	switch (question.answer) {
		case 'yes_no':
			return countsOf(['true', 'false'], question, given);
		case 'choice':
			return countsOf(question.options, question, given);
		case 'opinion':
			return countsOf(opinions, question, given);
		case 'number':
			return numbersOf(question, given);
		case 'text':
			return { kind: 'texts', voices: voicesOf(question, given) };
		case 'photo':
			return {
				kind: 'photos',
				doors: given
					.filter(({ photos }) => photos.length > 0)
					.map(({ door, photos }) => ({ door, photos }))
			};
	}
}

function voicesOf({ code }: CampaignQuestion, given: readonly CampaignAnswerDocument[]): Voice[] {
	return given.flatMap(({ door, answers, note }) => {
		const value = answers[code];
		return value === undefined ? [] : [{ door, value: String(value), note }];
	});
}

function countsOf(
	values: readonly string[],
	question: CampaignQuestion,
	given: readonly CampaignAnswerDocument[]
): QuestionResult {
	const voices = voicesOf(question, given);
	const counts = values.map((value) => ({
		value,
		count: voices.filter((voice) => voice.value === value).length
	}));
	return { kind: 'counts', counts, voices };
}

function numbersOf(
	{ code }: CampaignQuestion,
	given: readonly CampaignAnswerDocument[]
): QuestionResult {
	const all = given.map(({ answers }) => answers[code]).filter((n) => typeof n === 'number');
	const sum = all.reduce((total, one) => total + one, 0);
	const least = all.length === 0 ? 0 : Math.min(...all);
	const most = all.length === 0 ? 0 : Math.max(...all);
	return { kind: 'numbers', said: all.length, sum, least, most };
}
