/**
 * Gives concerns their numbers, 兴康-26-000123: one number, one concern, for ever, also where several
 * stations ask at once. A number is claimed by writing a document of that name, which succeeds once.
 */
import { dayOf } from '#lib/domain/calendar.ts';
import type { Ulid } from '#lib/domain/ids.ts';
import type { DocumentStore } from '../storage/documentStore.ts';

export interface Numbered {
	/** As people read it. */
	number: string;
	/** ISO instant at which the station received the concern. */
	at: string;
}

export interface NumberBook {
	/** The concern's number, now and for ever; a new one where it has none. */
	numberOf(concern: Ulid, at: string): Promise<Numbered>;
}

export interface NumberBookParts {
	book: DocumentStore;
	/** 兴康 */
	prefix: string;
	/** The highest number of a year that stands in the ledger; asked where the book is empty. */
	highestGiven: (start: string) => Promise<number>;
}

const digits = 6;

export function openNumberBook({ book, prefix, highestGiven }: NumberBookParts): NumberBook {
	/** By year: the last that was claimed, as far as is known here. */
	const last = new Map<string, number>();

	async function lastOf(year: string): Promise<number> {
		const known = last.get(year);
		if (known !== undefined) return known;
		const [row] = await book.rowsById({
			...{ from: claimId(year, ''), to: `number:${year};`, toExclusive: true },
			...{ descending: true, limit: 1, bodies: false }
		});
		return row ? Number(row.id.slice(-digits)) : highestGiven(`${prefix}-${year}-`);
	}

	/** The next number that nobody has. One that was claimed before a crash stays unused. */
	async function claim(concern: Ulid, year: string): Promise<string> {
		for (;;) {
			const number = (await lastOf(year)) + 1;
			last.set(year, number);
			const written = String(number).padStart(digits, '0');
			const isOurs = await create(book, claimId(year, written), { kind: 'number', concern });
			if (isOurs) return `${prefix}-${year}-${written}`;
		}
	}

	return {
		async numberOf(concern, at) {
			const id = `numbered:${concern}`;
			const known = await book.row(id);
			if (known) return numberedOf(known.body);
			const numbered = { number: await claim(concern, yearOf(at)), at };
			if (await create(book, id, { kind: 'numbered', ...numbered })) return numbered;
			// Another station was first; what was claimed here stays unused.
			const theirs = await book.row(id);
			if (!theirs) throw new Error(`The number of ${concern} is gone.`);
			return numberedOf(theirs.body);
		}
	};
}

/** False where there is a document of that name. */
async function create(book: DocumentStore, id: string, content: object): Promise<boolean> {
	const edit = {
		id,
		revisions: null,
		deleted: false,
		body: JSON.stringify(content),
		attachments: null
	};
	const [row] = await book.write([edit], { newEdits: true });
	return row?.outcome === 'written';
}

function claimId(year: string, number: string): string {
	return `number:${year}:${number}`;
}

function numberedOf(body: string): Numbered {
	const { number, at } = JSON.parse(body) as Numbered;
	return { number, at };
}

/** Two digits; the year of Hohhot. */
function yearOf(at: string): string {
	return dayOf(at).slice(2, 4);
}
