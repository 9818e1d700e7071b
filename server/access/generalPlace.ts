/**
 * What an account is in a general database, by its security object. Accounts of the community reach
 * one only where they are named; accounts for programs also where nobody is.
 */
import type { Principal } from '../http/gate.ts';
import { securityOf, standingIn } from '../http/securityObject.ts';
import type { StationStorage } from '../storage/documentStore.ts';
import type { Place } from './permissions.ts';

export async function generalPlaceOf(
	principal: Principal,
	db: string,
	storage: StationStorage
): Promise<Place> {
	if (principal.isAdmin) return 'admin';
	const hidden = principal.speaksCouch ? 'stranger' : 'elsewhere';
	const store = await storage.open(db);
	// There is nothing to hide from a program: it is told that there is none.
	if (!store) return principal.speaksCouch ? 'member' : 'elsewhere';
	const standing = standingIn(securityOf((await store.settings()).security), principal);
	if (standing === 'open') return principal.speaksCouch ? 'member' : 'elsewhere';
	return standing === 'stranger' ? hidden : standing;
}
