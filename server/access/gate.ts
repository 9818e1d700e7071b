/**
 * The gate of the CouchDB face, filled: who asks is read from the session, what is asked is held
 * against the closed table. What somebody has no business with does not exist for her (404).
 */
import { quarantineOf } from '#lib/domain/feeds.ts';
import { CouchError, notFound } from '../http/couchError.ts';
import type { Gate, Principal } from '../http/gate.ts';
import type { DocumentStore, StationStorage } from '../storage/documentStore.ts';
import type { Community } from './community.ts';
import { feedsOf } from './feedGrants.ts';
import { mayCall, placeOf } from './permissions.ts';
import { mostPictureBytes, pictureRefusal } from './pictureCheck.ts';
import { screenPush } from './screening.ts';
import type { Sessions } from './sessions.ts';

export interface GateParts {
	sessions: Sessions;
	storage: StationStorage;
	community: () => Community;
	now: () => string;
	spend: (device: string, documents: number, bytes: number) => void;
}

/** 2 MB of JSON (SAFETY 1.5); a phone asks `_revs_diff` for a thousand ids at a time. */
const limits = { bodyBytes: 2 * 1024 * 1024, documents: 1_000, attachmentBytes: mostPictureBytes };

export function createGate(parts: GateParts): Gate {
	const { sessions, storage, community, now, spend } = parts;

	const placeIn = (principal: Principal, db: string | undefined) =>
		placeOf(db, feedsOf(principal.grants, community()));

	async function storeOf(name: string): Promise<DocumentStore> {
		const store = await storage.open(name);
		if (!store) throw notFound('Database does not exist.');
		return store;
	}

	return {
		async identify(request) {
			const session = sessions.find(request);
			if (!session) return nobody;
			const { name, grants } = session.account;
			const roles = [...new Set(grants.map(({ role }) => role))];
			return { name, roles, grants, isAdmin: false, device: session.device };
		},
		authorise(principal, { name, method, db }) {
			if (principal.name === null) throw notSignedIn();
			const place = placeIn(principal, db);
			if (mayCall(place, name, method)) return;
			throw notFound(place === 'elsewhere' ? 'Database does not exist.' : 'missing');
		},
		limits: () => limits,
		async screenPush(principal, db, docs, newEdits) {
			// Only feeds are pushed to; the table let nothing else come here.
			if (principal.name === null || placeIn(principal, db) !== 'feed') throw notFound('missing');
			const { name: account, device, grants } = principal;
			const [feed, quarantine] = await Promise.all([
				storeOf(db),
				storeOf(quarantineOf(community().id))
			]);
			return screenPush(
				{ feed, quarantine, now, spend, isShared: storage.isShared },
				{ account, device, grants },
				docs,
				newEdits
			);
		},
		async screenAttachment(principal, offered) {
			const { name: account, device } = principal;
			const refusal = pictureRefusal(offered);
			if (refusal !== undefined) throw new CouchError(403, 'forbidden', refusal);
			spend(JSON.stringify([account, device]), 1, offered.bytes.byteLength);
		}
	};
}

const nobody: Principal = { name: null, roles: [], grants: [], isAdmin: false, device: null };

export function notSignedIn(): CouchError {
	return new CouchError(401, 'unauthorized', 'You are not signed in.');
}
