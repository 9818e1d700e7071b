/** What a door said to a campaign, in one line for people. */
import type { CampaignAnswerDocument, CampaignDocument } from '#lib/domain/communityDocuments.ts';
import { campaignWords as words } from '#lib/text/campaignWords.ts';

/** `同意 · 两次 · 3`, or 没人. */
export function saidWords(
	{ questions }: Pick<CampaignDocument, 'questions'>,
	{ outcome, answers }: Pick<CampaignAnswerDocument, 'outcome' | 'answers'>
): string {
	if (outcome !== 'answered') return words.standing[outcome];
	const said = questions.flatMap(({ code, answer }) => {
		const value = answers[code];
		if (value === undefined) return [];
		return [valueWords(answer, String(value))];
	});
	return said.join(' · ') || words.standing.answered;
}

export function valueWords(
	answer: CampaignDocument['questions'][number]['answer'],
	value: string
): string {
	if (answer === 'opinion') return words.opinions[value] ?? value;
	return answer === 'yes_no' ? (words.yesNo[value] ?? value) : value;
}
