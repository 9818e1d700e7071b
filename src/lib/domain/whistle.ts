/**
 * 吹哨报到: the community asks, the street blows, departments report in. The first one whistled for
 * leads, the others support.
 */
import type { EventDocument } from './documents.ts';
import type { NoEffect } from './noEffect.ts';
import type { Standing } from './standing.ts';

/** DOMAIN 5.1: the third return or reopening goes up. */
const whistleAfter = 3;

/** Until the whistle was blown, nobody is sent there again. */
export function isWhistleDue({ sinceWhistle: { returns, reopens } }: Standing): boolean {
	return returns >= whistleAfter || reopens >= whistleAfter;
}

export function whistled(
	standing: Standing,
	moved: Standing,
	event: EventDocument
): Standing | NoEffect {
	const [lead, ...others] = [...new Set(event.handlers)];
	if (lead === undefined) return 'not_allowed';
	return {
		...moved,
		handler: lead,
		lastHandler: standing.handler === '' ? standing.lastHandler : standing.handler,
		supporters: others,
		joined: [],
		workers: [],
		order: event.note === '' ? standing.order : event.note,
		isWhistleAsked: false,
		sinceWhistle: { returns: 0, reopens: 0 },
		handedAt: event.capturedAt,
		whistledAt: event.capturedAt,
		acceptedAt: '',
		respondedAt: '',
		joinedAt: '',
		resolvedAt: '',
		closedAt: '',
		firstResponse: ''
	};
}

export function reportedIn(
	standing: Standing,
	moved: Standing,
	event: EventDocument
): Standing | NoEffect {
	const unit = event.handler ?? '';
	const isAsked = [standing.handler, ...standing.supporters].includes(unit);
	if (standing.whistledAt === '' || !isAsked) return 'not_asked';
	if (standing.joined.includes(unit)) return 'already';
	return {
		...moved,
		joined: [...standing.joined, unit],
		joinedAt: standing.joinedAt === '' ? event.capturedAt : standing.joinedAt
	};
}
