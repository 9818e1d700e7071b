/**
 * Where a request goes: which room answers which address, as whom it may be asked from elsewhere, and
 * what stands on every answer. It knows the rooms by their calls only.
 */
import { checkPath } from '#lib/domain/badge.ts';
import type { AccessStore } from './access/accessStore.ts';
import type { DeviceMeetings } from './access/deviceMeetings.ts';
import { peerOf } from './access/peer.ts';
import { assertSameOrigin } from './access/sameOrigin.ts';
import type { Sessions } from './access/sessions.ts';
import { adminMount } from './admin/adminCalls.ts';
import { exportMount } from './exports/exportCalls.ts';
import { errorResponse } from './http/couchError.ts';
import type { CrossOrigin } from './http/crossOrigin.ts';
import { keeperMount } from './keeper/keeperCalls.ts';
import { everywhere, overTls } from './shell/securityHeaders.ts';
import type { RequestWatch } from './stationApi/requestWatch.ts';

type Answer = (request: Request) => Promise<Response>;

export interface FrontDoorParts {
	access: Pick<AccessStore, 'settled'>;
	sessions: Sessions;
	meetings: Pick<DeviceMeetings, 'note'>;
	watch: Pick<RequestWatch, 'answered'>;
	crossOrigin: CrossOrigin;
	rooms: {
		check: Answer;
		couch: Answer;
		keeper: Answer;
		exports: Answer;
		station: Answer;
		metrics: Answer;
		/** Without a token there are no such calls. */
		admin: Answer | undefined;
	};
	/** Every address that is not the station's own. */
	shell: Answer;
	onDefect: (error: unknown) => void;
}

/** Answers everything; it throws only StorageBroken. */
export function openFrontDoor(parts: FrontDoorParts): Answer {
	const { access, sessions, meetings, watch, crossOrigin, rooms, shell, onDefect } = parts;

	async function answer(request: Request): Promise<Response> {
		const preflight = crossOrigin.preflight(request);
		if (preflight) return preflight;
		const { pathname } = new URL(request.url);
		if (pathname.startsWith(checkPath)) {
			// Whoever scans a badge is nobody here, also where she is signed in.
			request.headers.delete('cookie');
			return rooms.check(request);
		}
		// A page from elsewhere never acts with a person's cookie.
		if (crossOrigin.originOf(request) === undefined) assertSameOrigin(request);
		else request.headers.delete('cookie');
		await sessions.meet(request);
		if (pathname === '/db' || pathname.startsWith('/db/')) return rooms.couch(request);
		if (rooms.admin && pathname.startsWith(`${adminMount}/`)) return rooms.admin(request);
		if (pathname.startsWith(`${keeperMount}/`)) return rooms.keeper(request);
		if (pathname.startsWith(`${exportMount}/`)) return rooms.exports(request);
		if (pathname.startsWith('/station/')) return rooms.station(request);
		if (pathname === '/metrics') return rooms.metrics(request);
		return shell(request);
	}

	return async (request) => {
		const beganMs = performance.now();
		const response = await answer(request)
			.catch((error: unknown) => errorResponse(error, onDefect))
			.then(async (answered) => {
				await access.settled();
				return answered;
			})
			.catch((error: unknown) => errorResponse(error, onDefect));
		for (const [name, value] of Object.entries(everywhere)) response.headers.set(name, value);
		if (peerOf(request).secure) response.headers.set(...overTls);
		const origin = crossOrigin.originOf(request);
		if (origin !== undefined) crossOrigin.allow(response, origin);
		meetings.note(request, response.status);
		watch.answered(request, response.status, performance.now() - beganMs);
		const renewal = sessions.renewalFor(request);
		if (renewal !== undefined) response.headers.append('Set-Cookie', renewal);
		return response;
	};
}
