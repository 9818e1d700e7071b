/**
 * The three answers a resident can give at the door, and what they mean for the concern. From 3
 * (一般) on it may close; 不满意 reopens it.
 */

export interface Satisfaction {
	word: 'satisfied' | 'soSo' | 'unsatisfied';
	solved: boolean;
	/** 1–5 */
	satisfaction: number;
	look: 'soft' | '' | 'danger';
}

export const satisfactions: readonly Satisfaction[] = [
	{ word: 'satisfied', solved: true, satisfaction: 5, look: 'soft' },
	{ word: 'soSo', solved: true, satisfaction: 3, look: '' },
	{ word: 'unsatisfied', solved: false, satisfaction: 1, look: 'danger' }
];

/** What the resident's own finger said, from 1 to 5. */
export function saidBy(satisfaction: number): Satisfaction {
	const [best, middle, worst] = satisfactions as [Satisfaction, Satisfaction, Satisfaction];
	return { ...(satisfaction > 3 ? best : satisfaction < 3 ? worst : middle), satisfaction };
}
