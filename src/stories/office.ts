/** Those who send concerns on: the community's desk, its lead, and the street that whistles. */
import type { ConcernIntent } from '#lib/app/app.ts';
import type { Part } from '#lib/commands/splitConcern.ts';
import { documentId } from '#lib/domain/ids.ts';
import { usualConcern } from './gridWorker.ts';
import { Person, idOf } from './person.ts';

/** 社区: staff and lead sit at the same desk; the lead alone may suspend. */
export class Desk extends Person {
	/** Somebody came to the office, or called. */
	async takesDown(change: Partial<ConcernIntent>): Promise<string> {
		return idOf(await this.does.raiseConcern({ ...usualConcern, ...change }));
	}
	async sends(concern: string, handler: string, note = '', contact?: string): Promise<string> {
		return this.takes(concern, {
			...{ type: 'dispatch', handler, note },
			...(contact === undefined ? {} : { contact })
		});
	}
	async asksWhistle(concern: string, note: string): Promise<string> {
		return this.takes(concern, { type: 'request_whistle', note });
	}
	/** Answers the ids of the halves. */
	async splits(concern: string, parts: Part[]): Promise<string[]> {
		idOf(await this.does.splitConcern(concern, parts));
		const split = this.written.findLast((one) => one.kind === 'event' && one.type === 'split');
		return split?.kind === 'event' ? (split.parts ?? []).map(documentId.concern) : [];
	}
	async suspends(concern: string, until: string, note: string): Promise<string> {
		return this.takes(concern, { type: 'suspend', until, note });
	}
	/** 小板凳议事会. */
	async holdsCouncil(concern: string, note: string, agreed: boolean): Promise<string> {
		return this.takes(concern, { type: 'deliberate', note, agreed });
	}
	/** By telephone, for those who did not handle it. */
	async asksHowItWas(concern: string, satisfaction: number, door: string): Promise<string> {
		const solved = satisfaction >= 3;
		return this.takes(concern, { type: 'follow_up', solved, satisfaction, door });
	}
}

export class Street extends Person {
	/** The first one leads. */
	async whistles(concern: string, handlers: string[], note = ''): Promise<string> {
		return this.takes(concern, { type: 'blow_whistle', handlers, onsite: true, note });
	}
}
