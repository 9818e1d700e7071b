/**
 * Receipts, appended page by page to notes of the ledger. A page is never written once it is full, so
 * that one more receipt costs the same after years.
 */
import type { Receipt } from './ledger.ts';
import { readNote, writeNote } from './notes.ts';
import type { Pouch } from './pouch.ts';

interface Page {
	receipts: Receipt[];
}

const pageSize = 100;

export interface ReceiptLog {
	append(pouch: Pouch, receipts: readonly Receipt[]): Promise<void>;
	/** The last one per id and `of`. */
	read(pouch: Pouch): Promise<Receipt[]>;
}

export function openReceiptLog(): ReceiptLog {
	/** A page that was there last time; others may have filled it since. */
	let known = 0;

	async function page(pouch: Pouch, number: number): Promise<Page | undefined> {
		return (await readNote(pouch, `receipts-${number}`)) as Page | undefined;
	}

	async function lastPage(pouch: Pouch): Promise<Receipt[]> {
		for (;;) {
			const found = (await page(pouch, known))?.receipts ?? [];
			if (found.length < pageSize) return found;
			known += 1;
		}
	}

	return {
		async append(pouch, receipts) {
			let rest = [...receipts];
			while (rest.length > 0) {
				const written = await lastPage(pouch);
				const room = pageSize - written.length;
				const full = { receipts: [...written, ...rest.slice(0, room)] };
				await writeNote(pouch, `receipts-${known}`, full);
				rest = rest.slice(room);
			}
		},
		async read(pouch) {
			const last = new Map<string, Receipt>();
			for (let number = 0; ; number += 1) {
				const found = await page(pouch, number);
				if (!found) break;
				for (const receipt of found.receipts) last.set(`${receipt.of} ${receipt.id}`, receipt);
			}
			return [...last.values()];
		}
	};
}
