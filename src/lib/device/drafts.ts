/** Half-filled forms, saved at every field; they survive a kill and are offered again. */
import type { DraftForm } from './draftForm.ts';
import type { DeviceDatabase, DraftRow } from './deviceDatabase.ts';
import { keepPicture, pictureBlob } from './keptPicture.ts';

interface KeptDraft {
	key: string;
	form: DraftForm;
	value: unknown;
	pictures: Blob[];
	sounds?: { blob: Blob; seconds: number }[];
	savedAt: string;
}

export interface Drafts {
	save(draft: KeptDraft): Promise<void>;
	read(key: string): Promise<KeptDraft | undefined>;
	/** Newest first. */
	all(): Promise<KeptDraft[]>;
	drop(key: string): Promise<void>;
}

export function openDrafts(database: DeviceDatabase, account: string): Drafts {
	return {
		async save(draft) {
			const pictures = await Promise.all(draft.pictures.map(keepPicture));
			const sounds = await Promise.all(
				(draft.sounds ?? []).map(async ({ blob, seconds }) => {
					return { ...(await keepPicture(blob)), seconds };
				})
			);
			await database.drafts.put({ ...draft, account, pictures, sounds });
		},
		async read(key) {
			const row = await database.drafts.get([account, key]);
			return row && draftOf(row);
		},
		async all() {
			const rows = await database.drafts.where({ account }).toArray();
			return rows.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1)).map(draftOf);
		},
		async drop(key) {
			await database.drafts.delete([account, key]);
		}
	};
}

function draftOf({ pictures, sounds = [], ...row }: DraftRow): KeptDraft {
	return {
		...row,
		pictures: pictures.map(pictureBlob),
		sounds: sounds.map((sound) => ({ blob: pictureBlob(sound), seconds: sound.seconds }))
	};
}
