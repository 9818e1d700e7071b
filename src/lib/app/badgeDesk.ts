/**
 * A worker's own badge: its id as the station gave it, and her photo. Shown without the station;
 * what the station must hear is told when it can be reached.
 */
import { openBadgePhotos, prepareBadgePhoto } from '#lib/device/badgePhoto.ts';
import type { DeviceDatabase } from '#lib/device/deviceDatabase.ts';
import { badgeIdPattern } from '#lib/domain/badge.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { StationLine } from '#lib/replication/stationLine.ts';
import { ask } from '#lib/replication/stationLine.ts';
import { MeetingTrouble } from '#lib/replication/trouble.ts';
import type { BadgeDesk, BadgePhoto } from './app.ts';
import { failureOf } from './failures.ts';

interface BadgeParts {
	account: string;
	device: DeviceDatabase;
	line: StationLine;
	onRenewed: (badge: string) => Promise<void>;
}

export function openBadgeDesk({ account, device, line, onRenewed }: BadgeParts): BadgeDesk {
	const photos = openBadgePhotos(device, account);

	async function photo(): Promise<BadgePhoto> {
		const kept = await photos.read();
		return {
			photo: kept?.bytes ? new Blob([kept.bytes], { type: 'image/jpeg' }) : undefined,
			isTold: kept?.isTold ?? true
		};
	}

	async function tellPhoto(): Promise<BadgePhoto> {
		const kept = await photos.read();
		if (kept && !kept.isTold) {
			const body = kept.bytes ? new Blob([kept.bytes], { type: 'image/jpeg' }) : undefined;
			try {
				await ask(line, '/station/badge/photo', {
					method: body ? 'PUT' : 'DELETE',
					...(body ? { body, contentType: 'image/jpeg' } : {})
				});
				await photos.save({ ...kept, isTold: true });
			} catch (cause) {
				// Without signal it waits until the badge is opened again; it says so there.
				if (!(cause instanceof MeetingTrouble)) throw cause;
			}
		}
		return photo();
	}

	return {
		photo,
		tellPhoto,
		async givePhoto(file) {
			try {
				const small = file && (await prepareBadgePhoto(file));
				await photos.save({ bytes: small ? await small.arrayBuffer() : null, isTold: false });
				return accepted(await tellPhoto());
			} catch (cause) {
				return refused(failureOf(cause));
			}
		},
		async renew() {
			try {
				const { value } = await ask(line, '/station/badge/renew', { method: 'POST' });
				const badge = String((value as { badge?: unknown }).badge);
				if (!badgeIdPattern.test(badge)) throw new MeetingTrouble('not_the_station', 'no badge');
				await onRenewed(badge);
				return accepted(badge);
			} catch (cause) {
				return refused(failureOf(cause));
			}
		}
	};
}
