/**
 * Which feeds lie on this phone for an account, whatever the station grants today: a ledger that is
 * no longer hers is found again until everything in it has been handed in.
 */
import type { FeedGrant } from '#lib/domain/feeds.ts';
import type { DeviceDatabase } from './deviceDatabase.ts';

export interface HeldFeeds {
	read(): Promise<FeedGrant[]>;
	/** Before its ledger is opened for the first time. */
	add(grants: readonly FeedGrant[]): Promise<void>;
	/** After its ledger is gone. */
	drop(feed: string): Promise<void>;
}

export function openHeldFeeds(database: DeviceDatabase, account: string): HeldFeeds {
	const { notes } = database;
	const name = `feeds ${account}`;

	async function read(): Promise<FeedGrant[]> {
		return ((await notes.get(name))?.value as FeedGrant[] | undefined) ?? [];
	}

	/** Several tabs may come and go at once. */
	async function change(next: (known: FeedGrant[]) => FeedGrant[]): Promise<void> {
		await database.transaction('rw', notes, async () => {
			await notes.put({ name, value: next(await read()) });
		});
	}

	return {
		read,
		add: (grants) =>
			change((known) => [
				...known.filter(({ feed }) => !grants.some((grant) => grant.feed === feed)),
				...grants
			]),
		drop: (dropped) => change((known) => known.filter(({ feed }) => feed !== dropped))
	};
}
