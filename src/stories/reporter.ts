/** Those who report and look in: the building head (楼栋长) and the mobile informant (流动信息员). */
import type { ConcernIntent } from '#lib/app/app.ts';
import type { CheckOutcome } from '#lib/domain/loopDocuments.ts';
import { usualConcern } from './gridWorker.ts';
import { Person, idOf } from './person.ts';

export class Reporter extends Person {
	async reports(change: Partial<ConcernIntent>): Promise<string> {
		return idOf(await this.does.raiseConcern({ ...usualConcern, door: '', ...change }));
	}
	/** What somebody asked her to look at. */
	async answersCheck(check: string, outcome: CheckOutcome, note: string): Promise<string> {
		return idOf(await this.does.answerCheck(check, { outcome, note, pictures: [] }));
	}
}
