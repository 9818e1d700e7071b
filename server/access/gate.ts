/**
 * The gate of the CouchDB face, filled: who asks is read from the request, what is asked is held
 * against the closed table. What somebody has no business with does not exist for her (404).
 */
import type { RoleGrant } from '#lib/domain/feeds.ts';
import { quarantineOf } from '#lib/domain/feeds.ts';
import type { CouchError } from '../http/couchError.ts';
import { forbidden, notFound, unauthorized } from '../http/couchError.ts';
import type { Gate, Principal, RouteAsked, Screening } from '../http/gate.ts';
import type { DocumentStore, StationStorage } from '../storage/documentStore.ts';
import type { Community } from './community.ts';
import { databasesOf, isGeneral } from './community.ts';
import { refuseDesigns, writesDesign } from './designDocuments.ts';
import { feedsOf } from './feedGrants.ts';
import { generalPlaceOf } from './generalPlace.ts';
import type { Identify } from './identification.ts';
import type { Place } from './permissions.ts';
import { mayCall, placeOf } from './permissions.ts';
import { pictureRefusal } from './pictureCheck.ts';
import { mostSoundBytes, soundRefusal } from './soundCheck.ts';
import { pictureOrigin } from './pictureOrigin.ts';
import { screenPush } from './screening.ts';

export interface GateParts {
	identify: Identify;
	storage: StationStorage;
	community: () => Community;
	now: () => string;
	spend: (device: string, documents: number, bytes: number) => void;
	/** Makes the feeds of these grants where they are missing. */
	ensure?: (grants: readonly RoleGrant[]) => Promise<void>;
}

/** 2 MB of JSON (SAFETY 1.5); a phone asks `_revs_diff` for a thousand ids at a time. */
const ofPhones = {
	bodyBytes: 2 * 1024 * 1024,
	documents: 1_000,
	// What a picture may weigh is asked when it is known to be one.
	attachmentBytes: mostSoundBytes
};

export function createGate(parts: GateParts): Gate {
	const { identify, storage, community, now, spend, ensure = async () => undefined } = parts;

	async function placeIn(principal: Principal, db: string | undefined): Promise<Place> {
		if (db === undefined && principal.speaksCouch) return principal.isAdmin ? 'admin' : 'member';
		const { grants, ended = [] } = principal;
		const own = placeOf(db, feedsOf(grants, community()), feedsOf(ended, community()));
		if (own === 'feed' || own === 'media') await ensure(grants);
		if (own !== 'elsewhere' || db === undefined || !isGeneral(db, community())) return own;
		return generalPlaceOf(principal, db, storage);
	}

	async function storeOf(name: string): Promise<DocumentStore> {
		const store = await storage.open(name);
		if (!store) throw notFound('Database does not exist.');
		return store;
	}

	async function screenFeed(
		{ name: account, device, grants, ended = [] }: Principal & { name: string },
		db: string,
		docs: unknown[],
		newEdits: boolean
	): Promise<Screening> {
		const [feed, quarantine] = await Promise.all([
			storeOf(db),
			storeOf(quarantineOf(community().id))
		]);
		return screenPush(
			{ feed, quarantine, now, spend, isShared: storage.isShared },
			{ account, device, grants: [...grants, ...ended] },
			docs,
			newEdits
		);
	}

	return {
		identify: async (request) => (await identify(request)) ?? nobody,
		async authorise(principal, route) {
			if (principal.name === null) throw notSignedIn();
			const place = await placeIn(principal, route.db);
			if (!mayCall(place, route.name, route.method)) throw refusal(place, route);
			if (place === 'member' && writesDesign(route)) throw notDbAdmin();
		},
		named() {
			const ours = community();
			return (db) => isGeneral(db, ours);
		},
		limits: ({ speaksCouch, grants, ended = [] }, db) => {
			const phone = placeOf(db, feedsOf(grants, community()), feedsOf(ended, community()));
			return speaksCouch && phone === 'elsewhere' ? {} : ofPhones;
		},
		async screenPush(principal, db, docs, newEdits) {
			const { name } = principal;
			if (name === null) throw notSignedIn();
			const place = await placeIn(principal, db);
			if (place === 'admin' || place === 'dbAdmin') return undefined;
			if (place === 'member') return refuseDesigns(docs);
			// The table let nothing else come here.
			if (place !== 'feed' && place !== 'oldFeed') throw notFound('missing');
			return screenFeed({ ...principal, name }, db, docs, newEdits);
		},
		async attachmentOrigin({ grants }, asked) {
			const own = feedsOf(grants, community()).find(({ media }) => media === asked.db);
			if (!own) return undefined;
			return pictureOrigin({ storage, feed: own.feed, databases: databasesOf(community()) }, asked);
		},
		async screenAttachment(principal, offered) {
			const place = await placeIn(principal, offered.db);
			if (place !== 'media' && place !== 'oldMedia') return;
			const { name: account, device } = principal;
			const isSound = offered.docId.startsWith('sound:');
			const refused = isSound ? soundRefusal(offered) : pictureRefusal(offered);
			if (refused !== undefined) throw forbidden(refused);
			spend(JSON.stringify([account, device]), 1, offered.bytes.byteLength);
		}
	};
}

/** Phones learn nothing of what is not theirs; programs are told in CouchDB's words. */
function refusal(place: Place, { name, method }: RouteAsked): CouchError {
	const dbAdminMay = mayCall('dbAdmin', name, method);
	if (place === 'stranger' && dbAdminMay) {
		return forbidden('You are not allowed to access this db.');
	}
	if (place === 'stranger' || place === 'member' || place === 'dbAdmin') {
		if (dbAdminMay) return notDbAdmin();
		if (mayCall('admin', name, method)) return unauthorized('You are not a server admin.');
	}
	return notFound(place === 'elsewhere' ? 'Database does not exist.' : 'missing');
}

const nobody: Principal = { name: null, roles: [], grants: [], isAdmin: false, device: null };

function notDbAdmin(): CouchError {
	return unauthorized('You are not a db or server admin.');
}

export function notSignedIn(): CouchError {
	return unauthorized('You are not signed in.');
}
