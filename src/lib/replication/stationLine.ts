/**
 * The rim between the phone and its station: one request, one time limit, one answer that is
 * checked before anybody believes it. Every failure of the world leaves here as MeetingTrouble.
 */
import type { TimeLimit } from './timeLimit.ts';
import { startLimit } from './timeLimit.ts';
import { fineStatuses, MeetingTrouble, troubleOf } from './trouble.ts';

export interface StationLine {
	/** `fetch`, or the handler of a station in the same process. */
	fetch: (request: Request) => Promise<Response>;
	/** Where the station stands, without a slash at the end. */
	origin: string;
	device: string;
	/** Version of the app; the station's keeper sees which phones are behind. */
	app?: string;
	/** What this phone has not delivered; undefined while it is not known. */
	holds?: () => Holds | undefined;
	/** Longest wait for a short answer, and longest silence within a long one. */
	limitMs: number;
	/** Told of every word of the station; `date` is its header, `''` where absent. */
	heard?: (answer: { date: string; sentMs: number; receivedMs: number }) => void;
	nowMs: () => number;
}

/** Counts for the station's keeper, never what is in it. */
export interface Holds {
	waiting: number;
	refused: number;
	pictures: number;
}

export interface Question {
	method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
	body?: string | Blob;
	contentType?: string;
	accept?: string;
	/** Statuses the caller decides about, whatever form their body has (413 of some proxy). */
	whatever?: readonly number[];
	/** Statuses the caller decides about where the station itself says them. */
	readable?: readonly number[];
	/** How many documents leave the phone with this question, if all goes well. */
	leaves?: number;
	/** Pictures take their time on a thin line. */
	limitMs?: number;
}

/** Sends the question and judges the head of the answer; the body is the caller's, within `limit`. */
export async function openAnswer(
	line: StationLine,
	path: string,
	question: Question,
	limit: TimeLimit
): Promise<Response> {
	const headers = new Headers({
		Accept: question.accept ?? 'application/json',
		'X-Qingge-Device': line.device
	});
	sayHowWeAre(headers, line, question);
	if (question.body !== undefined) {
		headers.set('Content-Type', question.contentType ?? 'application/json');
	}
	const request = new Request(`${line.origin}${path}`, {
		method: question.method ?? 'GET',
		headers,
		cache: 'no-store',
		signal: limit.signal,
		...(question.body === undefined ? {} : { body: question.body })
	});
	const sentMs = line.nowMs();
	const answer = await limit.within(line.fetch(request)).catch((cause: unknown) => {
		throw asTrouble(cause, 'no answer');
	});
	const head = {
		status: answer.status,
		contentType: answer.headers.get('content-type') ?? '',
		redirected: answer.redirected,
		retryAfter: answer.headers.get('retry-after') ?? ''
	};
	const trouble = question.whatever?.includes(head.status)
		? undefined
		: troubleOf(head, [...fineStatuses, ...(question.readable ?? [])]);
	if (trouble) {
		// Lets go of the connection; what the body says is nobody's business any more.
		await answer.body?.cancel().catch(() => undefined);
		throw trouble;
	}
	const date = answer.headers.get('date') ?? '';
	line.heard?.({ date, sentMs, receivedMs: line.nowMs() });
	return answer;
}

/** Rides on calls that are made anyway, so that it costs no request. */
function sayHowWeAre(
	headers: Headers,
	{ app, holds }: StationLine,
	{ leaves = 0 }: Question
): void {
	if (app === undefined) return;
	headers.set('X-Qingge-App', app);
	const held = holds?.();
	if (!held) return;
	const waiting = Math.max(0, held.waiting - leaves);
	headers.set('X-Qingge-Holds', `${waiting},${held.refused},${held.pictures}`);
}

export interface JsonAnswer {
	status: number;
	/** Undefined where the body is no JSON and the status is one the caller takes in any form. */
	value: unknown;
}

/** A question with a short answer. */
export async function ask(
	line: StationLine,
	path: string,
	question: Question = {}
): Promise<JsonAnswer> {
	const limit = startLimit(question.limitMs ?? line.limitMs);
	try {
		const answer = await openAnswer(line, path, question, limit);
		const text = await limit.within(answer.text());
		return { status: answer.status, value: parseJson(text, question, answer.status) };
	} catch (cause) {
		throw asTrouble(cause, 'the answer broke off');
	} finally {
		limit.clear();
	}
}

function parseJson(text: string, question: Question, status: number): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		if (question.whatever?.includes(status)) return undefined;
		throw cause;
	}
}

/** Whatever broke while speaking with the station, as trouble. */
export function asTrouble(cause: unknown, detail: string): MeetingTrouble {
	if (cause instanceof MeetingTrouble) return cause;
	return new MeetingTrouble('station_unreachable', detail, { cause });
}

export function databasePath(database: string): string {
	return `/db/${encodeURIComponent(database)}`;
}
