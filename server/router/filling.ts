/**
 * Brings into a new feed what was there before it: open concerns whatever their age, and of the rest
 * what is younger than the window. A feed that is filled says so itself; until then it is done again.
 */
import { isEnded } from '#lib/domain/concernStates.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { DocumentKind } from '#lib/domain/envelope.ts';
import { communityOfLedger } from '#lib/domain/feeds.ts';
import { localPart } from '#lib/domain/ids.ts';
import type { Reader } from '#lib/domain/routing.ts';
import { routesFor } from '#lib/domain/routing.ts';
import type { DocumentRow, DocumentStore, StationStorage } from '../storage/documentStore.ts';
import { editOf } from '../storage/ledgerEdit.ts';
import { documentOf } from '../storage/ledgerReading.ts';
import { copiesOfMatter, copyFor } from './cutting.ts';
import type { Copy } from './delivery.ts';
import { copyOf, deliverCopies } from './delivery.ts';
import type { Division } from './leases.ts';
import type { WholeMatter } from './matters.ts';
import { matterOf } from './matters.ts';

export interface FillingParts {
	storage: StationStorage;
	division: Division;
	databases: readonly string[];
	readers: readonly Reader[];
	windowFrom: () => string;
}

/** The `_local` document of a feed that was filled. */
const filledMark = 'filled';
const pageRows = 200;
/** What holds until something newer is said, whatever its age. */
const lasting = ['door', 'organisation', 'settings', 'places', 'export_profile'] as const;
const isLasting: ReadonlySet<DocumentKind> = new Set(lasting);
/** What a new feed begins with beside its concerns. */
const beside = [
	...lasting,
	...(['check', 'check_answer', 'campaign', 'campaign_end', 'campaign_answer'] as const),
	...(['rights_request', 'rights_answer', 'export_run', 'tally'] as const)
] as const;

export async function fillFeeds(parts: FillingParts): Promise<void> {
	const { storage, division, databases, readers, windowFrom } = parts;
	const ledgerName = databases.find((name) => communityOfLedger(name) !== undefined);
	// Whoever carries the ledger fills, so that nothing falls between filling and carrying.
	if (ledgerName === undefined || !division.owns(ledgerName)) return;
	const ledger = await storage.open(ledgerName);
	const fresh = await freshOf(storage, databases);
	if (!ledger || fresh.length === 0) return;
	const from = windowFrom();
	const targets = fresh.map((store): Target => {
		return { store, reader: readers.find(({ feed }) => feed === store.name) };
	});

	// Each concern is read once, however many feeds there are.
	await eachPage(ledger, 'concern:', async (rows) => {
		const news = new Map<DocumentStore, Copy[]>();
		for (const { id } of rows) {
			const matter = await matterOf(ledger, localPart(id));
			if (!matter || !isWithin(matter, from)) continue;
			for (const { store, reader } of targets) {
				const copies = reader
					? copiesOfMatter(matter, reader)
					: wholeOf(matter, store.name, ledgerName);
				if (copies.length > 0) news.set(store, [...(news.get(store) ?? []), ...copies]);
			}
		}
		for (const [store, those] of news) await deliverCopies(store, those);
	});
	for (const kind of beside) {
		await eachPage(ledger, `${kind}:`, async (rows) => {
			const documents = rows.flatMap((row): [LedgerDocument, DocumentRow][] => {
				const document = documentOf(row);
				return document && isYoung(document, from) ? [[document, row]] : [];
			});
			for (const { store, reader } of targets) {
				const copies = documents.flatMap(([document, row]): Copy[] => {
					const copy = reader && copyFor(document, reader);
					if (reader) return copy ? [copy] : [];
					const isForAll = routesFor(document, { from: ledgerName }).includes(store.name);
					return isForAll ? [{ id: row.id, edit: copyOf(row), instead: false }] : [];
				});
				if (copies.length > 0) await deliverCopies(store, copies);
			}
		});
	}
	for (const { store } of targets) await store.writeLocal(filledMark, JSON.stringify({ from }));
}

interface Target {
	store: DocumentStore;
	/** Undefined for the community's, which is whole. */
	reader: Reader | undefined;
}

/** A grid's feed was there from the beginning of its community. */
async function freshOf(
	storage: StationStorage,
	databases: readonly string[]
): Promise<DocumentStore[]> {
	const fresh: DocumentStore[] = [];
	for (const name of databases) {
		if (!name.startsWith('feed-') || name.startsWith('feed-grid-')) continue;
		const store = await storage.open(name);
		if (store && !(await store.local(filledMark))) fresh.push(store);
	}
	return fresh;
}

function isWithin({ state }: WholeMatter, from: string): boolean {
	return !isEnded(state.state) || state.changedAt >= from;
}

function isYoung({ kind, capturedAt }: LedgerDocument, from: string): boolean {
	return isLasting.has(kind) || capturedAt >= from;
}

function wholeOf(matter: WholeMatter, feed: string, ledger: string): Copy[] {
	const { header, state, warnings, amendments, photos, sounds } = matter;
	const events = state.history.map(({ event }) => event);
	return [header, ...events, ...warnings, ...amendments, ...photos, ...sounds]
		.filter((document) => routesFor(document, { from: ledger }).includes(feed))
		.map((document) => ({ id: document._id, edit: editOf(document), instead: false }));
}

async function eachPage(
	store: DocumentStore,
	prefix: string,
	take: (rows: DocumentRow[]) => Promise<void>
): Promise<void> {
	let from = prefix;
	for (;;) {
		const to = `${prefix}\uffff`;
		const rows = await store.rowsById({ from, to, limit: pageRows, bodies: true });
		if (rows.length > 0) await take(rows);
		const last = rows.at(-1);
		if (!last || rows.length < pageRows) return;
		from = `${last.id}\0`;
	}
}
