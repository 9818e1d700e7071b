/**
 * Listens at the station for news of all feeds over one connection, so that a phone that is up to
 * date asks nothing. Reads the stream itself rather than by EventSource: that one neither notices a
 * line that fell silent nor names the device in a header.
 */
import type { ChangeRow } from './changesReader.ts';
import { openEventReader } from './eventStream.ts';
import { alreadyRead } from './sequence.ts';
import type { StationLine } from './stationLine.ts';
import { asTrouble, openAnswer } from './stationLine.ts';
import { startLimit } from './timeLimit.ts';
import { MeetingTrouble } from './trouble.ts';

export interface Hello {
	/** Station time, ISO. */
	now: string;
	feeds: Record<string, string>;
	sentMs: number;
	receivedMs: number;
}

export interface News {
	feed: string;
	since: string;
	seq: string;
	/** The rows from `since` to `seq`, where they are few. */
	rows?: ChangeRow[];
}

export interface Ears {
	/** Something was heard, if only that the line still stands. */
	sound(): void;
	hello(hello: Hello): void;
	news(news: News): void;
}

/** The station says something every 20 s; twice that and a little more means that the line is dead. */
const silenceMs = 45_000;

/** Resolves never; ends by trouble, or when `signal` calls it off. */
export async function listenToDoorbell(
	line: StationLine,
	ears: Ears,
	signal: AbortSignal
): Promise<never> {
	const silence = startLimit(silenceMs, signal);
	let stream: ReadableStreamDefaultReader<Uint8Array> | undefined;
	try {
		const sentMs = line.nowMs();
		const question = { accept: 'text/event-stream' };
		const answer = await openAnswer(line, '/station/doorbell', question, silence);
		if (!answer.body) throw new MeetingTrouble('station_unreachable', 'an empty answer');
		stream = answer.body.getReader();
		const decoder = new TextDecoder();
		const readEvents = openEventReader();
		for (;;) {
			const { done, value } = await silence.within(stream.read());
			if (done) throw new MeetingTrouble('station_unreachable', 'the doorbell fell silent');
			silence.touch();
			ears.sound();
			for (const event of readEvents(decoder.decode(value, { stream: true }))) {
				const said: unknown = JSON.parse(event.data);
				if (event.name === 'hello') {
					const receivedMs = line.nowMs();
					ears.hello({ ...(said as Hello), sentMs, receivedMs });
				} else if (event.name === 'news') ears.news(said as News);
			}
		}
	} catch (cause) {
		throw asTrouble(cause, 'the doorbell broke off');
	} finally {
		silence.clear();
		await stream?.cancel().catch(() => undefined);
	}
}

export type Ring = 'nothing' | 'take' | 'pull';

/** What a ring means for a phone that has read the feed up to `ours`. */
export function answerToRing(ours: string, news: News): Ring {
	if (alreadyRead(ours, news.seq)) return 'nothing';
	return news.rows && news.since === ours ? 'take' : 'pull';
}
