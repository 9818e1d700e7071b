/**
 * What of a concern, or of another document, goes cut to which feed: asks domain/routing.ts for
 * whom, domain/cutCopy.ts for what, and gives each copy the revision of its own content.
 */
import { createHash } from 'node:crypto';
import type { CutConcern, CutContext, CutDocument } from '#lib/domain/cutCopy.ts';
import { cutCopy } from '#lib/domain/cutCopy.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { CutFor } from '#lib/domain/envelope.ts';
import { gridOfDoor } from '#lib/domain/ids.ts';
import { memberOf } from '#lib/domain/feedOfGrant.ts';
import { generationOf, revisionOf } from '#lib/domain/revision.ts';
import type { Reader, Share } from '#lib/domain/routing.ts';
import { cutOf, isFor, shareOf } from '#lib/domain/routing.ts';
import type { Edit } from '../storage/documentStore.ts';
import type { Copy } from './delivery.ts';
import type { WholeMatter } from './matters.ts';

/** Copies for one reader, ready to be written; none where it has no business with it. */
export function copiesOfMatter(matter: WholeMatter, reader: Reader): Copy[] {
	const cut = cutOf[reader.role];
	if (!cut) return [];
	const instead = matter.unnamedSince !== '';
	const told = toldOfMatter(matter, reader, cut).map((copy) => copyTo(copy, instead));
	return instead ? [...told, ...takenBack(matter, told)] : told;
}

/** Who asked to be unnamed only later was named before: what is not told any more goes. */
function takenBack(matter: WholeMatter, told: readonly Copy[]): Copy[] {
	const ids = new Set(told.map(({ id }) => id));
	const events = matter.state.history.map(({ event }) => event);
	const beside = [...matter.amendments, ...matter.photos, ...matter.warnings];
	return [matter.header, ...events, ...beside].flatMap(({ _id: id }) =>
		ids.has(id) ? [] : { id, edit: undefined, instead: true }
	);
}

function toldOfMatter(matter: WholeMatter, reader: Reader, cut: CutFor): CutDocument[] {
	const share = shareOf(matter, reader);
	if (!share) return [];
	const concern = cutConcernOf(matter, share);
	const context = { holders: holdersOf(reader), concern };
	const told = [matter.header, ...share.events].flatMap(
		(document) => cutCopy(document, cut, context) ?? []
	);
	const named = told.flatMap(namedIn);
	const photos = new Set(named.flatMap((copy) => copy.photos ?? []));
	const sounds = new Set(named.flatMap((copy) => copy.sounds ?? []));
	const withNamed: CutContext = { ...context, concern: { ...concern, photos, sounds } };
	const beside = [
		...matter.amendments,
		...matter.photos,
		...matter.sounds,
		...(share.inHand ? matter.warnings : [])
	];
	return [...told, ...beside.flatMap((one) => cutCopy(one, cut, withNamed) ?? [])];
}

export function copyFor(document: LedgerDocument, reader: Reader): Copy | undefined {
	const cut = cutOf[reader.role];
	if (!cut || !isFor(document, reader)) return undefined;
	const grid = reader.role === 'building_head' ? gridOfDoor(reader.scope) : undefined;
	const context = { holders: holdersOf(reader), ...(grid === undefined ? {} : { grid }) };
	const copy = cutCopy(document, cut, context);
	return copy && copyTo(copy, generationOf(document._rev) > 1);
}

function copyTo(copy: CutDocument, instead: boolean): Copy {
	return { id: copy._id, edit: editOf(copy), instead };
}

/** A unit handles as itself, a person by his account. */
function holdersOf({ role, scope, accounts }: Reader): readonly string[] {
	const isUnit = role === 'handler_property' || role === 'handler_dept';
	return isUnit ? [memberOf(scope)] : accounts;
}

function cutConcernOf(matter: WholeMatter, { own }: Share): CutConcern {
	const { header, confidential, address, buildingAddress } = matter;
	return {
		author: header.author,
		source: header.source,
		confidential,
		unnamedSince: matter.unnamedSince,
		own,
		address: confidential && !own ? buildingAddress : address,
		photos: new Set(),
		sounds: new Set()
	};
}

/** What names pictures and sounds. */
function namedIn(copy: CutDocument): { photos?: string[]; sounds?: string[] }[] {
	return copy.kind === 'concern' || copy.kind === 'event' ? [copy] : [];
}

function editOf(copy: CutDocument): Edit {
	const { _id: id, ...content } = copy;
	return {
		id,
		revisions: { start: 1, ids: [revisionOf(copy, sha256).slice('1-'.length)] },
		deleted: false,
		body: JSON.stringify(content),
		attachments: null
	};
}

function sha256(text: string): string {
	return createHash('sha256').update(text, 'utf8').digest('hex');
}
