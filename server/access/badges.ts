/**
 * Badges that residents can check: an id for each account that nobody can guess, made of a key of
 * this station, the account and how often it was renewed. Ids are listed nowhere and never logged.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { badgeGrants, badgeIdPattern } from '#lib/domain/badge.ts';
import type { AccessStore } from './accessStore.ts';
import type { Account } from './account.ts';

export interface Badges {
	/** `''` for who carries none today. */
	idOf(account: Account): string;
	/** Undefined alike for an id that was never given, was renewed away, or whose grants ended. */
	holderOf(id: string): Account | undefined;
	/** The old id is nobody's from now on. */
	renew(account: Account): void;
	/** Base64 of a JPEG, `''` where she gave none. */
	photoOf(account: Account): string;
	savePhoto(account: Account, jpeg: string): void;
}

const keyFact = 'badge key';
const idBytes = 16;

export function openBadges(access: AccessStore): Badges {
	const turnFact = ({ name }: Account) => `badge turn ${name}`;
	const photoFact = ({ name }: Account) => `badge photo ${name}`;

	function key(): string {
		const known = access.fact(keyFact);
		if (known !== undefined) return known;
		const made = randomBytes(32).toString('base64url');
		access.saveFact(keyFact, made);
		return made;
	}

	const turnOf = (account: Account) => Number(access.fact(turnFact(account)) ?? 0);

	function idOf(account: Account): string {
		if (badgeGrants(account.grants).length === 0) return '';
		return createHmac('sha256', key())
			.update(JSON.stringify([account.name, turnOf(account)]))
			.digest()
			.subarray(0, idBytes)
			.toString('base64url');
	}

	return {
		idOf,
		holderOf(id) {
			// Some hundred accounts at most, so that no list of ids has to lie anywhere.
			if (!badgeIdPattern.test(id)) return undefined;
			return access.accounts().find((account) => idOf(account) === id);
		},
		renew(account) {
			access.saveFact(turnFact(account), String(turnOf(account) + 1));
		},
		photoOf: (account) => access.fact(photoFact(account)) ?? '',
		savePhoto(account, jpeg) {
			access.saveFact(photoFact(account), jpeg);
		}
	};
}
