/** Who has signed in on this phone. The session itself is a cookie no script can read. */
import { badgePhotoNote } from './badgePhoto.ts';
import type { DeviceDatabase, SessionRow } from './deviceDatabase.ts';

export interface Sessions {
	current(): Promise<SessionRow | undefined>;
	of(account: string): Promise<SessionRow | undefined>;
	/** Makes the account the one that is opened at start. */
	enter(session: Omit<SessionRow, 'current'>): Promise<void>;
	update(
		account: string,
		change: Partial<Pick<SessionRow, 'me' | 'lastMetAt' | 'clockOffsetMs'>>
	): Promise<void>;
	/** The account is gone from this phone, with its drafts and pictures. */
	forget(account: string): Promise<void>;
}

export function openSessions(database: DeviceDatabase): Sessions {
	const { sessions, drafts, pictures, notes } = database;
	return {
		async current() {
			const rows = await sessions.toArray();
			return rows.find((row) => row.current === 1);
		},
		of: (account) => sessions.get(account),
		async enter(session) {
			await database.transaction('rw', sessions, async () => {
				await sessions.toCollection().modify({ current: 0 });
				await sessions.put({ ...session, current: 1 });
			});
		},
		async update(account, change) {
			await sessions.update(account, change);
		},
		async forget(account) {
			await database.transaction('rw', sessions, drafts, pictures, notes, async () => {
				await sessions.delete(account);
				await drafts.where({ account }).delete();
				await notes.delete(badgePhotoNote(account));
				await pictures.where('[account+feed]').between([account, ''], [account, '\uffff']).delete();
			});
		}
	};
}
