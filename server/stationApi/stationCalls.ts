/** The closed table of the station's own calls under /station. */
import { CouchError, notFound } from '../http/couchError.ts';
import type { Doorbell } from './doorbell.ts';
import type { Health } from './health.ts';
import type { Badges } from '../access/badges.ts';
import { badgeCalls } from './badgeCalls.ts';
import { answerMe } from './me.ts';
import type { StationCall, StationParts } from './stationCall.ts';

export interface StationCalls {
	answer: StationCall;
	/** `METHOD /path` of each: a test asks every one as everybody (T-AUTHZ). */
	names: readonly string[];
}

export function createStationCalls(
	parts: StationParts & { badges: Badges },
	{ doorbell, health }: { doorbell: Doorbell; health: Health }
): StationCalls {
	const calls = new Map<string, StationCall>([
		['GET /station/me', answerMe(parts)],
		['GET /station/health', health.answer],
		['GET /station/doorbell', doorbell.answer],
		...badgeCalls(parts.sessions, parts.badges)
	]);
	const names = [...calls.keys()];
	const answer: StationCall = async (request) => {
		const { pathname } = new URL(request.url);
		const call = calls.get(`${request.method} ${pathname}`);
		if (call) return call(request);
		const allowed = names.filter((name) => name.endsWith(` ${pathname}`));
		if (allowed.length === 0) throw notFound('missing');
		const methods = allowed.map((name) => name.split(' ')[0]).join(',');
		throw new CouchError(405, 'method_not_allowed', `Only ${methods} allowed`, { Allow: methods });
	};
	return { answer, names };
}
