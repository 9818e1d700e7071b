// What the station holds, asked over its own doors by somebody who is no phone: the harness's side of
// every "delivered once". It only reads.
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { demoPassword } from './stationFixture.ts';

/** Documents that phones wrote into a feed since the books were opened, one row each. */
export interface StationBooks {
	written(): Promise<LedgerDocument[]>;
	/** Asks a path with the account's session. */
	ask(path: string): Promise<Response>;
}

export async function openBooks(url: string, account: string, feed: string): Promise<StationBooks> {
	const signIn = await fetch(`${url}/db/_session`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ name: account, password: demoPassword })
	});
	const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0];
	if (!signIn.ok || !cookie) throw new Error(`${account} cannot sign in: ${signIn.status}`);
	const ask = (path: string) => fetch(`${url}${path}`, { headers: { Cookie: cookie } });

	/** From the beginning each time: a station that was killed counts anew. */
	async function all(): Promise<LedgerDocument[]> {
		const answer = await ask(`/db/${feed}/_changes?include_docs=true`);
		if (!answer.ok) throw new Error(`No changes of ${feed}: ${answer.status}`);
		const { results } = (await answer.json()) as { results: { doc: LedgerDocument }[] };
		return results.map(({ doc }) => doc);
	}

	const before = new Set((await all()).map(({ _id }) => _id));
	return {
		ask,
		async written() {
			return (await all()).filter(({ _id, deviceSeq }) => !before.has(_id) && deviceSeq);
		}
	};
}

/** What would be wrong: a number given twice, or a number missing, in the writing of one device. */
export function faultsOfNumbers(documents: readonly LedgerDocument[]): string[] {
	const faults: string[] = [];
	for (const [device, own] of Map.groupBy(documents, (document) => document.device)) {
		const numbers = own.map(({ deviceSeq = 0 }) => deviceSeq).sort((a, b) => a - b);
		for (const [index, number] of numbers.entries()) {
			if (number !== index + 1) {
				faults.push(`${device}: ${String(index + 1)} expected, ${String(number)} there`);
				break;
			}
		}
	}
	return faults;
}

/**
 * Holds the visits and concerns a station has against what was tapped and what was called saved, all
 * by the door's label: nothing acknowledged may be missing, nothing there more often than tapped.
 */
export function faultsOfSaved(
	documents: readonly LedgerDocument[],
	{ tapped, acknowledged }: { tapped: readonly string[]; acknowledged: readonly string[] }
): string[] {
	const made = documents.filter(({ kind }) => kind === 'visit' || kind === 'concern');
	const there = countOf(made.map((one) => ('door' in one ? one.door.split('/').at(-1) : '') ?? ''));
	const said = countOf(acknowledged.map((text) => /：(\S+)/.exec(text)?.[1] ?? text));
	const asked = countOf(tapped);
	const lost = [...said].filter(([label, count]) => (there.get(label) ?? 0) < count);
	const twice = [...there].filter(([label, count]) => (asked.get(label) ?? 0) < count);
	return [
		...lost.map(([label]) => `${label} was called saved and is not there`),
		...twice.map(([label]) => `${label} is there more often than it was tapped`)
	];
}

function countOf(labels: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
	return counts;
}

/** Pictures of which the station has the words and not the bytes. */
export async function photosMissing(books: StationBooks, media: string): Promise<string[]> {
	const missing: string[] = [];
	for (const document of await books.written()) {
		if (document.kind !== 'photo') continue;
		const name = document._id.slice('photo:'.length);
		const answer = await books.ask(`/db/${media}/photo:${name}/${name}`);
		if (answer.status !== 200) missing.push(`${document._id}: ${answer.status}`);
		await answer.body?.cancel();
	}
	return missing;
}
