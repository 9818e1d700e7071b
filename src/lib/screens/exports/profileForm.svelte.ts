/** How a table is made, while somebody maps its columns; kept for everybody of the community. */
import type { App } from '#lib/app/app.ts';
import type { ExportColumn } from '#lib/domain/communityDocuments.ts';
import { exportFields } from '#lib/domain/exports/exportFields.ts';
import type { ExportSource } from '#lib/domain/exports/exportFields.ts';
import type { Ulid } from '#lib/domain/ids.ts';
import { draftKey } from '#lib/screens/draft/draftPlaces.ts';
import type { Lack } from '#lib/screens/draft/keptForm.svelte.ts';
import { KeptForm } from '#lib/screens/draft/keptForm.svelte.ts';
import { exportWords } from '#lib/text/exportWords.ts';
import type { TableChoice } from './tableChoice.ts';

export interface ProfileValue {
	name: string;
	source: ExportSource;
	columns: ExportColumn[];
	masked: boolean;
	/** The kept one that this one will take the place of. */
	replaces: Ulid | '';
}

export const mostColumns = 60;

type Offered = Pick<App, 'keepExportProfile' | 'saveDraft' | 'dropDraft'>;

export class ProfileForm extends KeptForm<ProfileValue> {
	readonly #app: Offered;
	readonly #feed: string;

	constructor(app: Offered, feed: string, code: string, from: TableChoice | undefined) {
		super(app, { key: draftKey('export', code), form: 'export' }, valueOf(from));
		this.#app = app;
		this.#feed = feed;
	}

	/** Columns that the new source does not know stay as headers, to be filled anew. */
	setSource(source: ExportSource): void {
		const known = new Set(exportFields[source].map(({ field }) => field));
		const columns = this.value.columns.map((column) =>
			known.has(column.field) ? column : { ...column, field: '' }
		);
		this.set({ source, columns });
	}

	setColumn(at: number, change: Partial<ExportColumn>): void {
		const columns = this.value.columns.map((column, index) =>
			index === at ? { ...column, ...change } : column
		);
		this.set({ columns });
	}

	/** A column that still carries its field's own name takes the name of the new field. */
	setField(at: number, field: string): void {
		const column = this.value.columns[at];
		if (!column) return;
		const nameOf = (name: string) =>
			exportFields[this.value.source].find((one) => one.field === name)?.zh;
		const untouched =
			column.header === (nameOf(column.field) ?? '') ||
			column.header === exportWords.editor.newHeader;
		const header = untouched ? (nameOf(field) ?? column.header) : column.header;
		this.setColumn(at, { field, header });
	}

	addColumn(): void {
		const { columns, source } = this.value;
		const used = new Set(columns.map(({ field }) => field));
		const next = exportFields[source].find(({ field }) => !used.has(field));
		const header = next?.zh ?? exportWords.editor.newHeader;
		this.set({ columns: [...columns, { header, field: next?.field ?? '', fixed: '' }] });
	}

	removeColumn(at: number): void {
		this.set({ columns: this.value.columns.filter((_, index) => index !== at) });
	}

	moveColumn(at: number, by: 1 | -1): void {
		const columns = [...this.value.columns];
		const [column] = columns.splice(at, 1);
		if (!column || at + by < 0 || at + by > columns.length) return;
		columns.splice(at + by, 0, column);
		this.set({ columns });
	}

	async save(): Promise<boolean> {
		return (await this.saving(this.#missing(), () => this.#keep({}))) !== undefined;
	}

	/** Takes it out of everybody's list; tables made with it stay as they are. */
	async retire(): Promise<boolean> {
		return (await this.saving(undefined, () => this.#keep({ retired: true }))) !== undefined;
	}

	#keep(more: { retired?: true }) {
		const { replaces, ...profile } = this.value;
		const elder = replaces === '' ? {} : { replaces };
		return this.#app.keepExportProfile({ ...profile, ...elder, ...more }, this.#feed);
	}

	#missing(): Lack | undefined {
		const { name, columns } = this.value;
		const words = exportWords.editor;
		if (name.trim() === '') return { field: 'name', words: words.nameMissing };
		if (columns.length === 0) return { field: 'columns', words: words.columnsMissing };
		const nameless = columns.findIndex(({ header }) => header.trim() === '');
		return nameless < 0 ? undefined : { field: `column ${nameless}`, words: words.headerMissing };
	}
}

function valueOf(from: TableChoice | undefined): ProfileValue {
	const { name = '', source = 'visits', columns = [], masked = true, kept = '' } = from ?? {};
	return { name, source, columns: [...columns], masked, replaces: kept };
}
