/**
 * The way to the entrance, short enough to stand before everything else: what opens databases and
 * accounts is fetched beside the sign-in form, never before it.
 */
import { isAnyoneKnown } from '#lib/device/canary.ts';
import { refused } from '#lib/domain/outcome.ts';
import type { Entrance } from './app.ts';
import type { EntranceParts } from './openEntrance.ts';
import { isDemoStation } from './isDemoStation.ts';

/** The entrance, as far as it can be known before it is here. */
export interface Approach extends Entrance {
	/**
	 * Somebody wrote on this phone and did not sign out. No promise either way: who can be resumed
	 * stands in the databases.
	 */
	isSomebodyExpected(): boolean;
}

export function approachEntrance(parts: EntranceParts): Approach {
	let fetching: Promise<Entrance> | undefined;

	function entrance(): Promise<Entrance> {
		fetching ??= import('./openEntrance.ts').then(
			async ({ openEntrance }) => await openEntrance(parts),
			(cause: unknown) => {
				// The line was gone; the next who asks fetches it again.
				fetching = undefined;
				throw cause;
			}
		);
		return fetching;
	}

	const isExpected = isAnyoneKnown(localStorage);
	if (isExpected) wakeStore();
	// The form will ask; the answer may be there with it.
	const demo = isExpected ? undefined : isDemoStation();

	return {
		isSomebodyExpected: () => isExpected,
		isDemo: async () => await (demo ?? isDemoStation()),
		resume: async () => await (await entrance()).resume(),
		async signIn(account, password) {
			let door: Entrance;
			try {
				door = await entrance();
			} catch (cause) {
				return refused({ kind: 'station_unreachable', cause });
			}
			return await door.signIn(account, password);
		},
		keepShell: async () => {
			await (await entrance()).keepShell();
		}
	};
}

/** The browser opens what it keeps when it is first asked; it may as well begin beside the scripts. */
function wakeStore(): void {
	// Older browsers cannot say what there is; whatever is wrong is met by who opens it.
	if ('databases' in indexedDB) void indexedDB.databases().catch(() => undefined);
}
