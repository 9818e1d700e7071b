/**
 * Carries pictures and sounds to the station, after the records that speak of them and two at a time:
 * a text never waits for either. Each is named by its hash, so sending it twice is harmless. What is
 * said here of pictures holds for sounds.
 */
import { documentId } from '#lib/domain/ids.ts';
import type { Receipt } from '#lib/ledger/ledger.ts';
import type { Drawing } from './drawing.ts';
import type { FeedRoom } from './feedRoom.ts';
import type { StationLine } from './stationLine.ts';
import { asTrouble, databasePath, openAnswer } from './stationLine.ts';
import { startLimit } from './timeLimit.ts';
import { fineStatuses, MeetingTrouble } from './trouble.ts';

interface WaitingPicture {
	sha256: string;
	contentType: string;
	blob: Blob;
	/** Sent before without an answer: it may be there already. */
	tried: boolean;
	refused: boolean;
}

/** The pictures this phone still holds for the station; realised in the device database. */
export interface PicturesWaiting {
	ofFeed(feed: string): Promise<WaitingPicture[]>;
	markTried(sha256: string): Promise<void>;
	settled(sha256: string, state: Receipt['state'], at: string): Promise<void>;
	/** Refused pictures of the feed wait again. */
	offerAgain(feed: string): Promise<void>;
	/** Delivered ones that are still here wait again. */
	offerDelivered(feed: string): Promise<void>;
}

/** 200 KB on a line of 2 KB a second; a sound may be five times that. */
const limitMs = 120_000;
const bytesInLimit = 200 * 1024;
function limitFor({ blob }: WaitingPicture): number {
	return limitMs * Math.max(1, blob.size / bytesInLimit);
}
const atOnce = 2;

export interface PicturesOutParts {
	room: FeedRoom;
	line: StationLine;
	drawing: Drawing;
	pictures: PicturesWaiting;
	now: () => string;
}

export async function sendPictures(parts: PicturesOutParts): Promise<void> {
	const { room, pictures } = parts;
	const ready = (await pictures.ofFeed(room.feed)).filter(
		(picture) => !picture.refused && room.outbox.stateOf(idOf(picture)) === 'delivered'
	);
	let trouble: unknown;
	const carry = async () => {
		for (let next = ready.shift(); next && !trouble; next = ready.shift()) {
			await sendPicture(parts, next).catch((cause: unknown) => {
				trouble = cause;
			});
		}
	};
	await Promise.all(Array.from({ length: atOnce }, carry));
	if (trouble) throw trouble as Error;
}

async function sendPicture(parts: PicturesOutParts, picture: WaitingPicture): Promise<void> {
	const { room, line, drawing, pictures, now } = parts;
	const reason =
		picture.tried && (await isThere(room, line, picture)) ? '' : await put(parts, picture);
	const state = reason === '' ? 'delivered' : 'refused';
	const id = idOf(picture);
	const rev = (await room.ledger.get(id))?._rev ?? '';
	const receipt: Receipt = { id, rev, of: 'picture', state, reason, at: now() };
	await room.outbox.settle([receipt]);
	await pictures.settled(picture.sha256, state, receipt.at);
	await drawing.settled(room.feed, [receipt]);
}

function isSound({ contentType }: WaitingPicture): boolean {
	return contentType.startsWith('audio/');
}

/** Of the document that speaks of it. */
function idOf(picture: WaitingPicture): string {
	return (isSound(picture) ? documentId.sound : documentId.photo)(picture.sha256);
}

function pathOf(room: FeedRoom, picture: WaitingPicture): string {
	return `${databasePath(room.media)}/${idOf(picture)}/${picture.sha256}`;
}

/** Answers why the station refuses the picture, `''` where it holds it. */
async function put(parts: PicturesOutParts, picture: WaitingPicture): Promise<string> {
	const { room, line, pictures } = parts;
	const limit = startLimit(limitFor(picture));
	try {
		await pictures.markTried(picture.sha256);
		const answer = await openAnswer(
			line,
			pathOf(room, picture),
			{
				method: 'PUT',
				body: picture.blob,
				contentType: picture.contentType,
				whatever: [413],
				readable: [400, 403, 409, 412, 415, 422]
			},
			limit
		);
		await limit.within(answer.text());
		if (fineStatuses.includes(answer.status)) return '';
		if (answer.status === 409 || answer.status === 412) {
			if (await isThere(room, line, picture)) return '';
			throw new MeetingTrouble('station_unreachable', 'the picture is and is not there');
		}
		return answer.status === 413 ? 'too_large' : answer.status === 403 ? 'scope' : 'shape';
	} catch (cause) {
		throw asTrouble(cause, 'the picture broke off');
	} finally {
		limit.clear();
	}
}

async function isThere(
	room: FeedRoom,
	line: StationLine,
	picture: WaitingPicture
): Promise<boolean> {
	const limit = startLimit(line.limitMs);
	try {
		const question = { method: 'HEAD', whatever: [200, 404] } as const;
		const answer = await openAnswer(line, pathOf(room, picture), question, limit);
		if (answer.status === 404) return false;
		// A portal's page says 200 to everything; the picture itself has a type and a size.
		const type = answer.headers.get('content-type') ?? '';
		if (!type.startsWith(isSound(picture) ? 'audio/' : 'image/'))
			throw new MeetingTrouble('not_the_station', type);
		const size = answer.headers.get('content-length');
		return size === null || Number(size) === picture.blob.size;
	} finally {
		limit.clear();
	}
}
