/**
 * The life of a concern as a resident may see it. It never says who wrote, and of all that staff
 * wrote only the words of the result, which were written for her.
 */
import type { ConcernHistoryLine, ConcernRow } from '#lib/projections/rows.ts';
import { satisfactionWords } from '#lib/text/codeWords.ts';
import { progressDetails, progressSteps, progressWords } from '#lib/text/progressWords.ts';

export interface ProgressLine {
	at: string;
	text: string;
}

/** @param unitNameOf the name of a unit; `''` where the code is a person's account */
export function residentProgress(
	row: Pick<ConcernRow, 'capturedAt' | 'history'>,
	unitNameOf: (code: string) => string,
	today: string
): ProgressLine[] {
	const lines = [{ at: row.capturedAt, text: progressWords.raised }];
	let isReceived = false;
	for (const line of row.history) {
		const text = line.effect ? sayLine(line, unitNameOf, today) : undefined;
		// The station adds its number to what somebody received before.
		const isAgain = line.type === 'receive' && isReceived;
		if (text === undefined || isAgain) continue;
		isReceived ||= line.type === 'receive';
		lines.push({ at: line.capturedAt, text });
	}
	return lines;
}

function sayLine(
	line: ConcernHistoryLine,
	unitNameOf: (code: string) => string,
	today: string
): string | undefined {
	const words = progressDetails;
	const { type, agreed } = line;
	if (type === 'dispatch') {
		return words.to(unitNameOf(line.handler ?? '') || progressWords.someUnit);
	}
	if (type === 'respond') return line.firstResponse === 'onsite' ? words.onsite : words.call;
	if (type === 'follow_up') {
		return line.solved === true
			? words.solved(satisfactionWords[line.satisfaction ?? 0] ?? '')
			: words.notSolved;
	}
	if (type === 'suspend' && line.until !== undefined) return words.until(line.until, today);
	if (type === 'mediate' && agreed !== undefined) return agreed ? words.agreed : words.notAgreed;
	if (type === 'deliberate' && agreed !== undefined) {
		return agreed ? words.decided : words.undecided;
	}
	return progressSteps[type];
}
