/** The clock that presses most, in words and a tone; a word always stands beside the colour. */
import type { ConcernClock } from '#lib/domain/concernClocks.ts';
import { clockWords, formatSpan, formatWait } from '#lib/text/clockWords.ts';
import { deskWords } from '#lib/text/deskWords.ts';

export interface ClockLook {
	text: string;
	tone: '' | 'good' | 'due' | 'late';
}

export function lookOf({ policy, step, state, leftMs }: ConcernClock): ClockLook {
	const word = deskWords.clockSteps[`${policy}.${step}`] ?? clockWords.steps[step];
	switch (state) {
		case 'late':
			return { text: clockWords.late(word, formatSpan(leftMs)), tone: 'late' };
		case 'near':
			return { text: deskWords.near(word, formatSpan(leftMs)), tone: 'due' };
		case 'running':
			return { text: clockWords.left(word, formatSpan(leftMs)), tone: '' };
		case 'paused':
			return { text: clockWords.paused(word), tone: '' };
		case 'done':
			return leftMs < 0
				? { text: clockWords.doneLate(word), tone: '' }
				: { text: clockWords.done(word), tone: 'good' };
	}
}

/** Since an instant, or since the moment the words are read. */
export function waited(from: string, to: string): string {
	return formatWait(Math.max(0, Date.parse(to) - Date.parse(from)));
}
