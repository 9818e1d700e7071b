/**
 * Carries out what a community agreed to erase, once the door was told: empties the papers in the
 * ledger, takes pictures and recordings away, and what was said before off the medium. The router
 * carries what is left to the feeds. It may do everything twice, and comes back to what arrives late.
 */
import type { Erasable, ErasedPapers, Granted } from '#lib/domain/erasure.ts';
import { emptiedAt, erasedTraces, grantedErasures, withoutErased } from '#lib/domain/erasure.ts';
import type {
	AmendmentDocument,
	HouseholdDocument,
	LedgerDocument,
	PhotoDocument,
	ResidentDocument,
	SoundDocument,
	VisitDocument
} from '#lib/domain/documents.ts';
import { gridFeed, gridMedia } from '#lib/domain/feeds.ts';
import type { DoorId, Ulid } from '#lib/domain/ids.ts';
import { documentId, gridOfDoor, localPart } from '#lib/domain/ids.ts';
import { generationOf, revisionOf } from '#lib/domain/revision.ts';
import type { DocumentStore, Edit, StationStorage } from '../storage/documentStore.ts';
import { sha256 } from '../storage/ledgerEdit.ts';
import {
	beginningWith,
	documentAt,
	documentsAt,
	documentsOf,
	eachOfKind
} from '../storage/ledgerReading.ts';
import { hashOf } from '../storage/revisionTree.ts';
import type { ErasureBook } from './erasureBook.ts';
import { gravestone } from './gravestone.ts';

export interface ErasingParts {
	storage: StationStorage;
	book: ErasureBook;
	now: () => string;
	/** Before the first paper of a request is emptied. */
	note: (request: Ulid, facts: { papers: number }) => void;
}

/** Asked for everything that came into the ledger, in its order. */
export type Erase = (ledger: DocumentStore, seen: readonly LedgerDocument[]) => Promise<void>;

export function openErasing({ storage, book, now, note }: ErasingParts): Erase {
	let granted: Granted[] | undefined;

	async function eraseAt(ledger: DocumentStore, one: Granted): Promise<void> {
		const papers = await papersOf(ledger, one);
		const at = emptiedAt(one, papers.amendments);
		if (at === undefined) return;
		const { door, resident } = one.request;
		const of = { door, resident, at: now() };
		// First, or nobody could be recognised once her name is gone.
		const line = await book.keep(one.id, of, erasedTraces(papers, one));
		const left = withoutErased(papers, {
			...{ granted: one, at },
			isForgotten: book.isForgottenIn(line)
		});
		const shown = await shownAt(ledger, papers, left);
		if (left.length + shown.length === 0) return;
		note(one.id, { papers: left.length + shown.length });
		await takeAway(shown, [ledger, await storage.open(gridFeed(gridOfDoor(door)))]);
		await takeAway(shown, [await storage.open(gridMedia(gridOfDoor(door)))]);
		if (left.length === 0) return;
		await ledger.write(left.map(emptiedEdit), { newEdits: false });
		await ledger.compact();
	}

	return async (ledger, seen) => {
		if (!granted || seen.some(isRight)) granted = await grantedIn(ledger);
		if (granted.length === 0) return;
		const doors = await doorsOf(ledger, seen);
		for (const one of granted) {
			const { door, resident } = one.request;
			const isNew = seen.some(({ _id }) => _id === one.request._id || isAnswerTo(_id, one.id));
			const isHers = resident !== '' && seen.some((document) => isOf(document, resident));
			if (isNew || isHers || doors.has(door)) await eraseAt(ledger, one);
		}
	};
}

async function grantedIn(ledger: DocumentStore): Promise<Granted[]> {
	return grantedErasures(
		await documentsOf(ledger, 'rights_request'),
		await documentsOf(ledger, 'rights_answer')
	);
}

function isRight({ kind }: LedgerDocument): boolean {
	return kind === 'rights_request' || kind === 'rights_answer';
}

function isAnswerTo(id: string, request: Ulid): boolean {
	return id.startsWith(documentId.rightsAnswer(request, ''));
}

function isOf(document: LedgerDocument, resident: Ulid): boolean {
	if (document.kind === 'amendment') return document.subject === resident;
	return document._id === documentId.resident(resident);
}

/** At which doors people are spoken of. */
async function doorsOf(
	ledger: DocumentStore,
	seen: readonly LedgerDocument[]
): Promise<ReadonlySet<DoorId>> {
	const doors = seen.flatMap((document) => {
		if (document.kind === 'amendment') {
			return document.subjectKind === 'household' ? [document.subject] : [];
		}
		const { kind } = document;
		return kind === 'household' || kind === 'resident' || kind === 'visit' ? [document.door] : [];
	});
	const subjects = seen.flatMap((document) => {
		if (document.kind === 'photo' || document.kind === 'sound') {
			return document.subject.startsWith('visit:') ? [document.subject] : [];
		}
		if (document.kind !== 'amendment') return [];
		const { subjectKind, subject } = document;
		return subjectKind === 'resident' || subjectKind === 'visit'
			? [`${subjectKind}:${subject}`]
			: [];
	});
	const named = await documentsAt<ResidentDocument | VisitDocument>(ledger, subjects);
	return new Set([...doors, ...named.map(({ door }) => door)]);
}

/** Of one person few reads; where the whole household is meant every resident and visit is looked at. */
async function papersOf(ledger: DocumentStore, { request }: Granted): Promise<ErasedPapers> {
	const { door, resident } = request;
	const id = documentId.household(door);
	const household = await documentAt<HouseholdDocument>(ledger, id);
	const residents: ResidentDocument[] = [];
	const visits: VisitDocument[] = [];
	if (resident === '') {
		for await (const one of eachOfKind(ledger, 'resident'))
			if (one.door === door) residents.push(one);
		for await (const one of eachOfKind(ledger, 'visit')) if (one.door === door) visits.push(one);
	} else {
		const one = await documentAt<ResidentDocument>(ledger, documentId.resident(resident));
		// A request names who lives there; whoever lives elsewhere asked nothing.
		if (one?.door === door) residents.push(one);
	}
	const subjects = [door, ...[...residents, ...visits].map(({ _id }) => localPart(_id))];
	const amendments: AmendmentDocument[] = [];
	for (const subject of subjects) {
		amendments.push(
			...(await beginningWith<AmendmentDocument>(ledger, documentId.amendment(subject, '')))
		);
	}
	return { household, residents, visits, amendments };
}

/** Pictures and recordings of the visits that are emptied, or were when these had not come yet. */
async function shownAt(
	ledger: DocumentStore,
	{ visits }: ErasedPapers,
	left: readonly Erasable[]
): Promise<(PhotoDocument | SoundDocument)[]> {
	const emptied = new Set([
		...left.map(({ _id }) => _id),
		...visits.filter(({ erased }) => erased !== undefined).map(({ _id }) => _id)
	]);
	const meant = new Set(visits.map(({ _id }) => _id).filter((id) => emptied.has(id)));
	if (meant.size === 0) return [];
	const shown: (PhotoDocument | SoundDocument)[] = [];
	for (const kind of ['photo', 'sound'] as const) {
		for await (const one of eachOfKind(ledger, kind)) if (meant.has(one.subject)) shown.push(one);
	}
	return shown;
}

async function takeAway(
	shown: readonly (PhotoDocument | SoundDocument)[],
	stores: readonly (DocumentStore | undefined)[]
): Promise<void> {
	if (shown.length === 0) return;
	for (const store of stores) {
		const rows = (await store?.rows(shown.map(({ _id }) => _id))) ?? [];
		const edits = rows.flatMap((row, at) => {
			const document = shown[at];
			return row && !row.deleted && document ? [gravestone(row, document)] : [];
		});
		if (!store || edits.length === 0) continue;
		await store.write(edits, { newEdits: false });
		await store.compact();
	}
}

/** On top of what is there; the same content gives the same revision, whoever writes it. */
function emptiedEdit(document: Erasable): Edit {
	const { _id: id, _rev: before, ...content } = document;
	const own = revisionOf(document, sha256).slice('1-'.length);
	return {
		id,
		revisions: { start: generationOf(before) + 1, ids: [own, hashOf(before)] },
		deleted: false,
		body: JSON.stringify(content),
		attachments: null
	};
}
