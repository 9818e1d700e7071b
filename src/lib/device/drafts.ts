/** Half-filled forms, saved at every field; they survive a kill and are offered again. */
import type { DraftForm } from './draftForm.ts';
import type { DeviceDatabase } from './deviceDatabase.ts';
import { keepPicture, pictureBlob } from './keptPicture.ts';

export interface KeptDraft {
	key: string;
	form: DraftForm;
	value: unknown;
	pictures: Blob[];
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
			await database.drafts.put({ ...draft, account, pictures });
		},
		async read(key) {
			const row = await database.drafts.get([account, key]);
			return row && { ...row, pictures: row.pictures.map(pictureBlob) };
		},
		async all() {
			const rows = await database.drafts.where({ account }).toArray();
			return rows
				.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))
				.map((row) => ({ ...row, pictures: row.pictures.map(pictureBlob) }));
		},
		async drop(key) {
			await database.drafts.delete([account, key]);
		}
	};
}
