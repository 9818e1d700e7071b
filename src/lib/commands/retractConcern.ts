/** Takes a concern back that was raised by mistake. Once somebody has worked on it, it is withdrawn instead. */
import type { ConcernStateCode } from '#lib/domain/concernStates.ts';
import type { AmendmentDocument } from '#lib/domain/documents.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { refused } from '#lib/domain/outcome.ts';
import type { Retractable, RetractionRefusal } from './retraction.ts';
import { writeRetraction } from './retraction.ts';
import type { WritingDesk } from './writingDesk.ts';

export interface RetractableConcern extends Retractable {
	state: ConcernStateCode;
	handler: string;
}

export async function retractConcern(
	concern: RetractableConcern,
	desk: WritingDesk
): Promise<Outcome<AmendmentDocument, RetractionRefusal | { kind: 'not_allowed' }>> {
	const isUntouched =
		concern.state === 'reported' ||
		(concern.state === 'self_handling' && concern.handler === desk.account);
	if (!isUntouched) return refused({ kind: 'not_allowed' });
	return await writeRetraction(concern, 'concern', desk);
}
