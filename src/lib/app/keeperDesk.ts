/**
 * Asks the station what whoever keeps it may ask: how it is, and what becomes of what was refused.
 * Only the page asks; nothing of it is kept on this device.
 */
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { Question, StationLine } from '#lib/replication/stationLine.ts';
import { ask } from '#lib/replication/stationLine.ts';
import { failureOf } from './failures.ts';
import type {
	KeeperAnswer,
	KeeperDesk,
	KeeperRefusal,
	RefusedContent,
	StationOverview
} from './keptStation.ts';

export function openKeeperDesk(line: StationLine): KeeperDesk {
	const itemPath = (item: string) => `/quarantine/${item}`;

	async function asked<T>(path: string, question: Question = {}): KeeperAnswer<T> {
		try {
			const { status, value } = await ask(line, `/station/keeper${path}`, {
				...question,
				readable: [400, 403, 409, 422, 429]
			});
			const refusal = refusalOf(status, value);
			return refusal ? refused(refusal) : accepted(value as T);
		} catch (cause) {
			return refused(failureOf(cause).kind);
		}
	}
	const post = async (path: string, body: unknown = {}) =>
		asked<unknown>(path, { method: 'POST', body: JSON.stringify(body) });

	return {
		overview: () => asked<StationOverview>('/overview'),
		look: (item) => asked<RefusedContent>(itemPath(item)),
		accept: (item) => post(`${itemPath(item)}/accept`),
		giveBack: (item) => post(`${itemPath(item)}/return`),
		repair: (item, value) => post(`${itemPath(item)}/repair`, { value }),
		grant: (lead) => post('/grant', lead),
		endGrant: () => post('/grant/end')
	};
}

function refusalOf(status: number, value: unknown): KeeperRefusal | undefined {
	const { reason } = (value ?? {}) as { reason?: unknown };
	switch (status) {
		case 400:
			return 'station_refused';
		case 403:
			return reason === 'content' ? 'no_grant' : reason === 'lead' ? 'not_lead' : 'station_refused';
		case 409:
			return 'decided';
		case 422:
			return reason === 'feed' ? 'fits_nowhere' : 'still_wrong';
		case 429:
			return 'too_many_attempts';
		default:
			return undefined;
	}
}
