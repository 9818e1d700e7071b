/**
 * `GET /station/doorbell`: one open line per phone that tells of news in all its feeds. Small news
 * come with their rows, so that nothing needs to be asked; the text is made once for all who listen.
 */
import { feedsOf } from '../access/feedGrants.ts';
import { notSignedIn } from '../access/gate.ts';
import { unfiltered } from '../http/changesFilter.ts';
import { everySeq, sharedChangeText, withSeq } from '../http/changeText.ts';
import type { Commit, DocumentStore } from '../storage/documentStore.ts';
import type { StationCall, StationParts } from './stationCall.ts';

/** The phone takes 45 s of silence for a dead line. */
export const signOfLifeMs = 20_000;
/** Above this a phone reads the changes itself, compressed and in pages. */
const mostRows = 20;
const mostRowCharacters = 32 * 1024;
/** A line whose reader takes nothing is cut; the phone rings again and reads on. */
const mostWaiting = 256;
/** Tabs of one sign-in; the oldest line makes room. */
const linesPerSession = 8;

interface Line {
	tokenHash: string;
	account: string;
	device: string | null;
	feeds: ReadonlySet<string>;
	send: (text: Uint8Array) => void;
	cut: () => void;
}

export interface Doorbell {
	answer: StationCall;
	/** Devices of the lines that stand; null for one that did not say. */
	listening(): (string | null)[];
	close(): void;
}

const style = {
	allLeaves: false,
	includeDocs: true,
	conflicts: false,
	attachments: false,
	filter: unfiltered
};
const encoder = new TextEncoder();
const event = (name: string, data: string) => encoder.encode(`event: ${name}\ndata: ${data}\n\n`);
const signOfLife = encoder.encode(': still here\n\n');

export function openDoorbell(parts: StationParts): Doorbell {
	const { storage, access, sessions, community, nowMs, ensureFeeds } = parts;
	const lines = new Set<Line>();
	const watched = new Map<string, () => void>();

	const cutEnded = () => {
		for (const line of lines) if (!sessions.isAlive(line.tokenHash)) line.cut();
	};
	/** Whoever lost a feed rings again, and hears of what she still has. */
	const cutMoved = () => {
		for (const line of lines) {
			const grants = access.account(line.account)?.grants ?? [];
			const held = new Set(feedsOf(grants, community()).map(({ feed }) => feed));
			if ([...line.feeds].some((feed) => !held.has(feed))) line.cut();
		}
	};
	const stopHearingEnds = sessions.onEnd(cutEnded);
	const pulse = setInterval(() => {
		cutEnded();
		cutMoved();
		for (const line of lines) line.send(signOfLife);
	}, signOfLifeMs).unref();

	function watch(store: DocumentStore): void {
		if (watched.has(store.name)) return;
		watched.set(
			store.name,
			store.onCommit((commit) => {
				const listening = [...lines].filter((line) => line.feeds.has(store.name));
				if (listening.length === 0) return;
				const news = event('news', newsText(store, commit));
				for (const line of listening) line.send(news);
			})
		);
	}

	function hang(
		{ tokenHash, account, device }: Pick<Line, 'tokenHash' | 'account' | 'device'>,
		feeds: readonly string[]
	): [Line, ReadableStream<Uint8Array>] {
		let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
		const body = new ReadableStream<Uint8Array>(
			{
				start(given) {
					controller = given;
				},
				cancel() {
					lines.delete(line);
				}
			},
			{ highWaterMark: mostWaiting }
		);
		const line: Line = {
			tokenHash,
			account,
			device,
			feeds: new Set(feeds),
			send(text) {
				if ((controller?.desiredSize ?? 0) <= 0) line.cut();
				else controller?.enqueue(text);
			},
			cut() {
				if (lines.delete(line)) controller?.close();
			}
		};
		lines.add(line);
		const ofSession = [...lines].filter((one) => one.tokenHash === tokenHash);
		for (const oldest of ofSession.slice(0, -linesPerSession)) oldest.cut();
		return [line, body];
	}

	async function storesOf(feeds: readonly { feed: string }[]): Promise<DocumentStore[]> {
		const stores = await Promise.all(feeds.map(({ feed }) => storage.open(feed)));
		return stores.filter((store) => store !== undefined);
	}

	return {
		async answer(request) {
			const session = sessions.find(request);
			if (!session) throw notSignedIn();
			await ensureFeeds(session.account.grants);
			const stores = await storesOf(feedsOf(session.account.grants, community()));
			stores.forEach(watch);
			const places = await Promise.all(stores.map((store) => store.standing()));
			// From here to the line nothing waits, so no commit falls between hello and the first news.
			const names = stores.map(({ name }) => name);
			const feeds = Object.fromEntries(names.map((name, at) => [name, places[at]]));
			const { tokenHash, account, device } = session;
			const [line, body] = hang({ tokenHash, account: account.name, device }, names);
			line.send(event('hello', JSON.stringify({ now: new Date(nowMs()).toISOString(), feeds })));
			return new Response(body, {
				headers: {
					'Content-Type': 'text/event-stream',
					'Cache-Control': 'no-store',
					'X-Accel-Buffering': 'no'
				}
			});
		},
		listening: () => [...lines].map(({ device }) => device),
		close() {
			clearInterval(pulse);
			stopHearingEnds();
			for (const forget of watched.values()) forget();
			for (const line of lines) line.cut();
		}
	};
}

/** `{feed, since, seq, rows?}`; rows as `_changes?include_docs=true` gives them. */
function newsText(store: DocumentStore, commit: Commit): string {
	const { rows } = commit;
	const head = `{"feed":${JSON.stringify(store.name)},"since":"${commit.since}","seq":"${commit.seq}"`;
	if (rows.length > mostRows) return `${head}}`;
	const texts: string[] = [];
	let characters = 0;
	for (const row of rows) {
		const text = sharedChangeText(store, row, style);
		// What has to be read first is fetched by whoever wants it.
		if (typeof text !== 'string') return `${head}}`;
		characters += text.length;
		if (characters > mostRowCharacters) return `${head}}`;
		texts.push(withSeq(text, row, everySeq));
	}
	return `${head},"rows":[${texts.join(',')}]}`;
}
