/** Sounds on their way into a record, as pictureDesk.ts holds it for pictures: kept before it is written. */
import type { PreparedSound } from '#lib/commands/sound.ts';
import type { PicturesOfAccount } from '#lib/device/picturesWaiting.ts';
import { prepareSound } from '#lib/device/prepareSound.ts';
import type { SoundIntent } from './speaking.ts';

export interface SoundDesk {
	prepare(sounds: readonly SoundIntent[], feed: string): Promise<PreparedSound[]>;
	letGo(sounds: readonly PreparedSound[]): Promise<void>;
}

export interface SoundDeskParts {
	kept: PicturesOfAccount;
	newId: () => string;
	now: () => string;
}

export function openSoundDesk({ kept, newId, now }: SoundDeskParts): SoundDesk {
	return {
		async prepare(sounds, feed) {
			const prepared: PreparedSound[] = [];
			for (const sound of sounds) {
				const { blob, ...rest } = await prepareSound(sound, newId());
				await kept.keep({ sha256: rest.sha256, feed, blob, addedAt: now() });
				prepared.push({ ...rest, bytes: blob.size });
			}
			return prepared;
		},
		async letGo(sounds) {
			for (const { sha256 } of sounds) await kept.drop(sha256);
		}
	};
}
