/**
 * What never leaves this phone: who signed in, half-filled forms, pictures on their way. Nothing in
 * it can be had again from elsewhere, so every commit is strict (SAFETY F1–F3).
 */
import type { DraftForm } from './draftForm.ts';
import type { EntityTable, Table } from 'dexie';
import { Dexie } from 'dexie';

/** A picture or a sound. Bytes rather than Blobs: some WebViews lose Blobs that lie in a database. */
export interface KeptPicture {
	contentType: string;
	bytes: ArrayBuffer;
}

export interface SessionRow {
	account: string;
	/** Numbers what this installation writes for this account. */
	device: string;
	/** The last word of the station about the account. */
	me: unknown;
	/** The account that is opened at start. */
	current: 0 | 1;
	/** ISO instant of the last meeting, or `''`. */
	lastMetAt: string;
	/** Station minus phone, as last measured. */
	clockOffsetMs: number | undefined;
}

export interface DraftRow {
	account: string;
	key: string;
	form: DraftForm;
	value: unknown;
	pictures: KeptPicture[];
	/** Missing in rows of before there were any. */
	sounds?: (KeptPicture & { seconds: number })[];
	savedAt: string;
}

export interface PictureRow extends KeptPicture {
	account: string;
	sha256: string;
	feed: string;
	/** Sent at least once without an answer. */
	tried: 0 | 1;
	state: 'waiting' | 'refused';
	addedAt: string;
}

/** One that the station has answered for, in case it is brought back from before that. */
export interface DeliveredPictureRow extends KeptPicture {
	account: string;
	sha256: string;
	feed: string;
	addedAt: string;
	/** ISO instant. */
	deliveredAt: string;
}

export interface NoteRow {
	name: string;
	value: unknown;
}

export class DeviceDatabase extends Dexie {
	sessions!: EntityTable<SessionRow, 'account'>;
	drafts!: Table<DraftRow, [string, string]>;
	pictures!: Table<PictureRow, [string, string]>;
	deliveredPictures!: Table<DeliveredPictureRow, [string, string]>;
	notes!: EntityTable<NoteRow, 'name'>;

	constructor(name = 'qingge-device') {
		super(name, { chromeTransactionDurability: 'strict' });
		this.version(1).stores({
			sessions: 'account',
			drafts: '[account+key], account',
			pictures: '[account+sha256], [account+feed]',
			notes: 'name'
		});
		this.version(2).stores({
			deliveredPictures: '[account+sha256], [account+feed], [account+deliveredAt]'
		});
	}
}
