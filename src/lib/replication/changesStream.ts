/**
 * Asks a feed for what is new and hands it on while it arrives, so that the first households can be
 * drawn before the last have left the station. Resumable at any row.
 */
import type { ChangeRow, ChangesTail } from './changesReader.ts';
import { openChangesReader } from './changesReader.ts';
import type { StationLine } from './stationLine.ts';
import { asTrouble, databasePath, openAnswer } from './stationLine.ts';
import { startLimit } from './timeLimit.ts';
import { MeetingTrouble } from './trouble.ts';

/** Rows handed on at once: at first so few that something is soon seen, then so many that writing is quick. */
const firstPortion = 200;
const laterPortion = 1_000;
/** On a thin line what has come is handed on after this long, however little it is. */
const patienceMs = 500;

export interface ChangesQuestion {
	feed: string;
	/** `''` for the beginning. */
	since: string;
	limit: number;
	/** Called one after the other; what it throws ends the reading. */
	onRows: (rows: ChangeRow[]) => Promise<void>;
	/** Ends the reading when the house closes. */
	signal: AbortSignal;
}

export async function streamChanges(
	line: StationLine,
	question: ChangesQuestion
): Promise<ChangesTail> {
	const { feed, since, limit, onRows } = question;
	const words = new URLSearchParams({
		since: since || '0',
		limit: String(limit),
		include_docs: 'true'
	});
	const silence = startLimit(line.limitMs, question.signal);
	let stream: ReadableStreamDefaultReader<Uint8Array> | undefined;
	try {
		const path = `${databasePath(feed)}/_changes?${words.toString()}`;
		const answer = await openAnswer(line, path, {}, silence);
		if (!answer.body) throw new MeetingTrouble('station_unreachable', 'an empty answer');
		const reading = answer.body.getReader();
		stream = reading;
		const decoder = new TextDecoder();
		const reader = openChangesReader();
		let rows: ChangeRow[] = [];
		let portion = firstPortion;
		let handedMs = line.nowMs();
		while (stream) {
			const { done, value } = await heard(silence.within(reading.read()));
			silence.touch();
			rows.push(...read(() => reader.read(value ? decoder.decode(value, { stream: true }) : '')));
			if (done) stream = undefined;
			const waits = rows.length < portion && line.nowMs() - handedMs < patienceMs;
			if (rows.length === 0 || (waits && !done)) continue;
			// Writing takes its own time; only the station's silence counts.
			silence.pause();
			await onRows(rows);
			silence.touch();
			rows = [];
			portion = laterPortion;
			handedMs = line.nowMs();
		}
		const tail = read(() => reader.tail());
		if (!tail) throw new MeetingTrouble('station_unreachable', 'the answer ended early');
		return tail;
	} finally {
		silence.clear();
		await stream?.cancel().catch(() => undefined);
	}
}

/** What arrives or not is the world's; what `onRows` throws is not, and keeps its own name. */
async function heard<T>(listening: Promise<T>): Promise<T> {
	try {
		return await listening;
	} catch (cause) {
		throw asTrouble(cause, 'the answer broke off');
	}
}

function read<T>(reading: () => T): T {
	try {
		return reading();
	} catch (cause) {
		throw new MeetingTrouble('not_the_station', 'no list of changes', { cause });
	}
}
