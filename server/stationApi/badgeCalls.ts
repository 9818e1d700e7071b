/**
 * What a worker does about her own badge: give it a photo, take that back, renew its id. Everything
 * concerns the session's account and nobody else's.
 */
import { badgeGrants } from '#lib/domain/badge.ts';
import type { Account } from '../access/account.ts';
import type { Badges } from '../access/badges.ts';
import { notSignedIn } from '../access/gate.ts';
import type { Sessions } from '../access/sessions.ts';
import { badRequest, notFound } from '../http/couchError.ts';
import { json } from '../http/couchResponse.ts';
import { readBytes } from '../http/requestBody.ts';
import type { StationCall } from './stationCall.ts';

/** A face on a card; the phone makes it smaller than that. */
const mostPhotoBytes = 40 * 1024;

export function badgeCalls(
	sessions: Pick<Sessions, 'find'>,
	badges: Badges
): [name: string, call: StationCall][] {
	function holder(request: Request): Account {
		const session = sessions.find(request);
		if (!session) throw notSignedIn();
		if (badgeGrants(session.account.grants).length === 0) throw notFound('missing');
		return session.account;
	}

	return [
		[
			'PUT /station/badge/photo',
			async (request) => {
				const account = holder(request);
				const bytes = await readBytes(request, mostPhotoBytes);
				if (!isJpeg(bytes)) throw badRequest('photo');
				badges.savePhoto(account, Buffer.from(bytes).toString('base64'));
				return json(200, { ok: true });
			}
		],
		[
			'DELETE /station/badge/photo',
			async (request) => {
				badges.savePhoto(holder(request), '');
				return json(200, { ok: true });
			}
		],
		[
			'POST /station/badge/renew',
			async (request) => {
				const account = holder(request);
				badges.renew(account);
				return json(200, { badge: badges.idOf(account) });
			}
		]
	];
}

function isJpeg(bytes: Uint8Array): boolean {
	return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}
