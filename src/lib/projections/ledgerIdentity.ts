/**
 * Tells one ledger from another of the same feed. A ledger that was emptied by the browser and filled
 * anew counts from the beginning (SAFETY F16); its rows must be drawn anew as well.
 */
import type { Ledger } from '#lib/ledger/ledger.ts';

const noteName = 'identity';

export async function identityOf(ledger: Ledger): Promise<string> {
	const known = await ledger.readNote<{ id: string }>(noteName);
	if (known) return known.id;
	const id = Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join(
		'-'
	);
	await ledger.writeNote(noteName, { id });
	return id;
}
