/**
 * By what somebody is recognised whose data were erased on request: marks made with a key that only
 * the station has, beside the documents. It never holds a name or a number.
 */
import { createHmac } from 'node:crypto';
import type { IsForgotten, Traces } from '#lib/domain/erasure.ts';
import type { DoorId, Ulid } from '#lib/domain/ids.ts';
import type { DocumentStore } from '../storage/documentStore.ts';

interface ErasureLine {
	door: DoorId;
	/** ULID of a resident, or `''` for the household. */
	resident: Ulid | '';
	/** ISO instant. */
	at: string;
	marks: string[];
}

/** Somebody as a table or a form speaks of her. */
interface Described {
	door: DoorId;
	name: string;
	phone: string;
	birthYear: number;
}

export interface ErasureBook {
	line(request: Ulid): Promise<ErasureLine | undefined>;
	/** What was known once is not forgotten: asked again it only adds. Durable when it resolves. */
	keep(request: Ulid, of: Omit<ErasureLine, 'marks'>, traces: Traces): Promise<ErasureLine>;
	/** All erasures, to be asked about many people. */
	recognise(): Promise<Recognition>;
	isForgottenIn(line: ErasureLine): IsForgotten;
}

/** Each answers when that was erased, as ISO instant; undefined for who was never. */
export interface Recognition {
	person(described: Described): string | undefined;
	/** A name or number that a household at this door repeats. */
	said(what: 'name' | 'phone', door: DoorId, value: string): string | undefined;
}

/** Of a station that has just been founded. */
export const nobodyErased: Recognition = { person: () => undefined, said: () => undefined };

const prefix = 'erased-';
const pageLines = 500;

export function openErasureBook(ledger: DocumentStore, key: () => string): ErasureBook {
	const markOf = (...parts: (string | number)[]) =>
		createHmac('sha256', key()).update(JSON.stringify(parts)).digest('base64url');
	const atDoor = (what: 'name' | 'phone', door: DoorId, value: string) =>
		markOf(`door ${what}`, door, value);

	function marksOf(door: DoorId, { names, phones, birthYears }: Traces): string[] {
		return [
			...names.map((name) => atDoor('name', door, name)),
			...phones.map((phone) => atDoor('phone', door, phone)),
			...names.flatMap((name) => birthYears.map((year) => markOf('born', name, year))),
			...names.flatMap((name) => phones.map((phone) => markOf('called', name, phone)))
		];
	}

	async function line(request: Ulid): Promise<ErasureLine | undefined> {
		const kept = await ledger.local(prefix + request);
		return kept && (JSON.parse(kept.body) as ErasureLine);
	}

	return {
		line,
		async keep(request, of, traces) {
			const before = await line(request);
			const marks = [...new Set([...(before?.marks ?? []), ...marksOf(of.door, traces)])];
			if (before && marks.length === before.marks.length) return before;
			const next = { ...of, ...(before && { at: before.at }), marks };
			await ledger.writeLocal(prefix + request, JSON.stringify(next));
			return next;
		},
		async recognise() {
			const since = new Map<string, string>();
			for (let after = prefix; ;) {
				const page = await ledger.localsAfter(after, pageLines);
				const lines = page.filter(({ id }) => id.startsWith(prefix));
				for (const { body } of lines) {
					const { at, marks } = JSON.parse(body) as ErasureLine;
					for (const mark of marks) since.set(mark, at);
				}
				const last = lines.at(-1);
				if (!last || lines.length < pageLines) break;
				after = last.id;
			}
			return {
				person({ door, name, phone, birthYear }) {
					return (
						since.get(atDoor('name', door, name)) ??
						since.get(markOf('born', name, birthYear)) ??
						since.get(markOf('called', name, phone))
					);
				},
				said: (what, door, value) => since.get(atDoor(what, door, value))
			};
		},
		isForgottenIn({ door, marks }) {
			const known = new Set(marks);
			return (what, value) => known.has(atDoor(what, door, value));
		}
	};
}
