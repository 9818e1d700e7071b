/** The closed table of the station's own calls under /station. */
import { CouchError, notFound } from '../http/couchError.ts';
import type { Doorbell } from './doorbell.ts';
import type { Health } from './health.ts';
import { answerMe } from './me.ts';
import type { StationCall, StationParts } from './stationCall.ts';

export interface StationCalls {
	answer: StationCall;
	/** `METHOD /path` of each: a test asks every one as everybody (T-AUTHZ). */
	names: readonly string[];
}

export function createStationCalls(
	parts: StationParts,
	{ doorbell, health }: { doorbell: Doorbell; health: Health }
): StationCalls {
	const calls = new Map<string, StationCall>([
		['/station/me', answerMe(parts)],
		['/station/health', health.answer],
		['/station/doorbell', doorbell.answer]
	]);
	const names = [...calls.keys()].map((path) => `GET ${path}`);
	const answer: StationCall = async (request) => {
		const call = calls.get(new URL(request.url).pathname);
		if (!call) throw notFound('missing');
		if (request.method !== 'GET') {
			throw new CouchError(405, 'method_not_allowed', 'Only GET allowed', { Allow: 'GET' });
		}
		return call(request);
	};
	return { answer, names };
}
