/** What residents ask about their own data, each with the community's last word on it. */
import type {
	RightsAnswerDocument,
	RightsRequestDocument
} from '#lib/domain/communityDocuments.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import type { ProjectionDatabase } from './database.ts';
import { keptAt, keptOf } from './keptPapers.ts';

export interface RightsRow {
	request: RightsRequestDocument;
	/** Undefined as long as it waits. */
	answer: RightsAnswerDocument | undefined;
	/** `兴康小区3号楼 3-2-501`, or the door's id where the door is not known here. */
	place: string;
}

/** Instant at which the community last agreed to erase somebody at this door; `''` where it never did. */
export async function erasedAt(database: ProjectionDatabase, door: DoorId): Promise<string> {
	const rows = await rightsRequests(database, door);
	const agreed = rows.flatMap(({ request, answer }) =>
		request.request === 'erase' && answer?.outcome === 'done' ? [answer.capturedAt] : []
	);
	return agreed.sort().at(-1) ?? '';
}

/** Those that wait come first, the oldest of them before the others; then the answered, newest first. */
export async function rightsRequests(
	database: ProjectionDatabase,
	door?: DoorId
): Promise<RightsRow[]> {
	const requests =
		door === undefined
			? await keptOf(database, 'rights_request')
			: await keptAt(database, 'rights_request', door);
	const rows = await Promise.all(
		requests.map(async ({ document: request }): Promise<RightsRow> => {
			const [answers, row] = await Promise.all([
				keptOf(database, 'rights_answer', request._id),
				database.doors.get(request.door)
			]);
			const place = row ? `${row.buildingName} ${row.label}` : request.door;
			return { request, answer: answers.at(-1)?.document, place };
		})
	);
	const waiting = rows.filter(({ answer }) => answer === undefined);
	const answered = rows.filter(({ answer }) => answer !== undefined);
	return [...waiting, ...answered.reverse()];
}
