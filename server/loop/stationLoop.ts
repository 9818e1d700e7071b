/** Opens the station's part of the loop for a community: its keepers, with the book of its numbers. */
import { communityLedger } from '#lib/domain/feeds.ts';
import type { Division } from '../router/leases.ts';
import type { DocumentStore, StationStorage } from '../storage/documentStore.ts';
import { eachOfKind } from '../storage/ledgerReading.ts';
import { limitsIn } from './limitsIn.ts';
import type { LoopKeeper, LoopKeeperParts } from './loopKeeper.ts';
import { openLoopKeeper } from './loopKeeper.ts';
import { openNumberBook } from './numberBook.ts';
import type { TallyKeeper } from './tallyKeeper.ts';
import { openTallyKeeper } from './tallyKeeper.ts';

export interface StationLoopParts extends Pick<LoopKeeperParts, 'nowMs' | 'limits' | 'onTrouble'> {
	storage: StationStorage;
	community: { id: string; name: string };
	/** Where claims of numbers stand, beside what was received when. */
	book: DocumentStore;
	division: Division;
}

export interface StationLoop extends LoopKeeper {
	/** Counts the community for its street now. */
	tally: TallyKeeper['tally'];
}

export async function openStationLoop(parts: StationLoopParts): Promise<StationLoop> {
	const { storage, community, book, ...others } = parts;
	const name = communityLedger(community.id);
	const ledger = await storage.open(name);
	if (!ledger) throw new Error(`There is no database ${name}.`);
	const numbers = openNumberBook({
		book,
		prefix: prefixOf(community.name),
		highestGiven: async (start) => highestNumber(ledger, start)
	});
	const keeper = await openLoopKeeper({ ...others, ledger, numbers });
	const tallies = openTallyKeeper({
		...{ ...others, ledger, community },
		limits: async () => limitsIn(ledger, others.limits)
	});
	return {
		...keeper,
		tally: tallies.tally,
		async close() {
			await tallies.close();
			await keeper.close();
		}
	};
}

/** 兴康社区 → 兴康 */
function prefixOf(name: string): string {
	return name.replace(/(?:社区|居委会|村委会|嘎查)+$/, '').slice(0, 12) || name.slice(0, 12);
}

/** Reads every event once: only where the book knows nothing of a year. */
async function highestNumber(ledger: DocumentStore, start: string): Promise<number> {
	let highest = 0;
	for await (const { number = '' } of eachOfKind(ledger, 'event')) {
		const given = number.startsWith(start) ? Number(number.slice(start.length)) : 0;
		if (Number.isSafeInteger(given)) highest = Math.max(highest, given);
	}
	return highest;
}
