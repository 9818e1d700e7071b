/**
 * A table of another platform's orders on its way in: the file, what its columns say, what each row
 * becomes, and how far raising has come. Raised again from the start it goes on where it stopped:
 * what is here already is known by its number.
 */
import type { App } from '#lib/app/app.ts';
import type { ExportColumn, ExportProfileDocument } from '#lib/domain/communityDocuments.ts';
import { natureOf, urgencyOf } from '#lib/domain/concern.ts';
import { standingProfiles } from '#lib/domain/exports/standingProfiles.ts';
import type { FeedGrant } from '#lib/domain/feeds.ts';
import { columnsBy, findOrderHeader, proposeColumns } from '#lib/domain/orders/orderColumns.ts';
import { placeFinder } from '#lib/domain/orders/orderPlace.ts';
import type { OrderToRaise, ReadOrder } from '#lib/domain/orders/readOrders.ts';
import { readOrders } from '#lib/domain/orders/readOrders.ts';
import { ordersHere } from '#lib/projections/exportConcerns.ts';
import { registerDoors } from '#lib/projections/exportHomes.ts';
import { keptOf } from '#lib/projections/keptPapers.ts';
import { openSheet } from '#lib/sheets/sheetDesk.ts';
import type { SheetRows } from '#lib/sheets/sheetFile.ts';
import { orderWords } from '#lib/text/orderWords.ts';
import { wordsOfRefusal } from '#lib/text/reasonWords.ts';
import { mappingFor, profileOfMapping } from './orderMapping.ts';

type Offered = Pick<App, 'database' | 'raiseConcern' | 'keepExportProfile'>;

interface Surroundings {
	known: ReadonlyMap<string, string>;
	findPlace: ReturnType<typeof placeFinder>;
}

export class OrderImport {
	readonly #app: Offered;
	readonly #grant: FeedGrant | undefined;
	readonly #open: typeof openSheet;
	#rows: SheetRows = [];
	#headerAt = 0;
	#around = $state.raw<Surroundings>();
	#columns = $state.raw<ExportColumn[]>([]);
	#system = $state('12345');
	#kept = $state.raw<ExportProfileDocument>();
	#isMapped = $state(false);
	#trouble = $state('');
	#isReading = $state(false);
	#raised = $state(0);
	#toRaise = $state(0);
	#isRaising = $state(false);
	#isDone = $state(false);
	#fileName = $state('');

	readonly #orders = $derived.by(() => {
		const around = this.#around;
		if (!around || this.missing !== '') return [];
		return readOrders({
			rows: this.#rows.slice(this.#headerAt + 1),
			firstLine: this.#headerAt + 2,
			columns: this.#columns,
			system: this.#system.trim() || '12345',
			...around
		});
	});

	constructor(app: Offered, grant: FeedGrant | undefined, open = openSheet) {
		this.#app = app;
		this.#grant = grant;
		this.#open = open;
	}

	get columns(): ExportColumn[] {
		return this.#columns;
	}
	get system(): string {
		return this.#system;
	}
	get fileName(): string {
		return this.#fileName;
	}
	/** Mapped as it was the last time. */
	get isMapped(): boolean {
		return this.#isMapped;
	}
	get orders(): ReadOrder[] {
		return this.#orders;
	}
	get trouble(): string {
		return this.#trouble;
	}
	get isReading(): boolean {
		return this.#isReading;
	}
	get isRaising(): boolean {
		return this.#isRaising;
	}
	get isDone(): boolean {
		return this.#isDone;
	}
	get raised(): number {
		return this.#raised;
	}
	get toRaise(): number {
		return this.#toRaise;
	}
	get hasFile(): boolean {
		return this.#around !== undefined;
	}

	/** What a mapping must still say, in words, or `''`. */
	get missing(): string {
		const has = (field: string) => this.#columns.some((column) => column.field === field);
		if (!has('outside.number')) return orderWords.numberColumn;
		return has('text') ? '' : orderWords.textColumn;
	}

	async read(file: File): Promise<void> {
		this.#forget();
		this.#isReading = true;
		try {
			const sheet = await this.#open(file);
			if (!sheet.ok) {
				this.#trouble = orderWords.file[sheet.refusal];
				return;
			}
			const header = findOrderHeader(sheet.value);
			if (!header) {
				this.#trouble = orderWords.noHeader;
				return;
			}
			this.#rows = sheet.value;
			this.#headerAt = header.at;
			this.#fileName = file.name;
			await this.#map(header.headers);
			await this.#lookAround();
		} finally {
			this.#isReading = false;
		}
	}

	setField(at: number, field: string): void {
		this.#isDone = false;
		this.#columns = this.#columns.map((column, index) =>
			index === at ? { ...column, field } : column
		);
	}

	setSystem(system: string): void {
		this.#isDone = false;
		this.#system = system;
	}

	async raise(): Promise<void> {
		if (this.#isRaising) return;
		this.#isRaising = true;
		this.#trouble = '';
		this.#raised = 0;
		try {
			const waiting = this.#orders.filter(({ outcome }) => outcome === 'raise');
			this.#toRaise = waiting.length;
			await this.#keepMapping();
			for (const { line, order } of waiting) {
				const trouble = order && (await this.#raiseOne(order));
				if (trouble !== undefined) {
					this.#trouble = `${orderWords.refused(line, trouble)}${orderWords.stopped(this.#raised)}`;
					return;
				}
				this.#raised += 1;
			}
			this.#isDone = true;
		} finally {
			await this.#lookAround(this.#raisedNow);
			this.#isRaising = false;
		}
	}

	/** By number, what was raised here and may not have been drawn yet. */
	readonly #raisedNow = new Set<string>();

	async #raiseOne(order: OrderToRaise): Promise<string | undefined> {
		const { category, outside } = order;
		const saved = await this.#app.raiseConcern({
			...order,
			source: 'hotline',
			nature: natureOf(category),
			urgency: urgencyOf(category),
			selfHandle: false,
			pictures: [],
			...(this.#grant ? { role: this.#grant.role } : {})
		});
		if (!saved.ok) return wordsOfRefusal(saved.refusal.kind);
		this.#raisedNow.add(outside.number);
		return undefined;
	}

	async #map(headers: readonly string[]): Promise<void> {
		const kept = await keptOf(this.#app.database, 'export_profile');
		const standing = standingProfiles(kept.map(({ document }) => document));
		this.#kept = mappingFor(headers, standing);
		this.#isMapped = this.#kept !== undefined;
		this.#columns = this.#kept ? columnsBy(this.#kept.columns, headers) : proposeColumns(headers);
		const system = this.#kept?.columns.find(({ field, fixed }) => field === '' && fixed !== '');
		if (system) this.#system = system.fixed;
	}

	async #lookAround(raised: ReadonlySet<string> = new Set()): Promise<void> {
		const { database } = this.#app;
		const [known, doors] = await Promise.all([ordersHere(database), registerDoors(database)]);
		for (const number of raised) if (!known.has(number)) known.set(number, '');
		this.#around = { known, findPlace: placeFinder(doors) };
	}

	async #keepMapping(): Promise<void> {
		const profile = profileOfMapping(this.#columns, this.#system.trim() || '12345', this.#kept);
		if (profile) await this.#app.keepExportProfile(profile, this.#grant?.feed ?? '');
		this.#isMapped = true;
	}

	#forget(): void {
		this.#trouble = '';
		this.#isDone = false;
		this.#raised = 0;
		this.#around = undefined;
		this.#columns = [];
		this.#kept = undefined;
		this.#isMapped = false;
		this.#fileName = '';
	}
}
