/** One concern being written as two; kept at every change, so that a reload or a way back costs nothing. */
import type { App } from '#lib/app/app.ts';
import type { ConcernRow } from '#lib/projections/rows.ts';
import type { Lack } from '#lib/screens/draft/keptForm.svelte.ts';
import { KeptForm } from '#lib/screens/draft/keptForm.svelte.ts';
import { deskWords } from '#lib/text/deskWords.ts';
import { deskDraftKey } from './deskActForm.svelte.ts';

export interface ConcernPart {
	category: string;
	text: string;
}

export interface DeskSplitValue {
	/** For the list of what was not finished. */
	title: string;
	parts: readonly ConcernPart[];
}

type Desk = Pick<App, 'splitConcern' | 'saveDraft' | 'dropDraft'>;
type Subject = Pick<ConcernRow, 'id' | 'label' | 'category' | 'text'>;

const words = deskWords.split;

export class DeskSplitForm extends KeptForm<DeskSplitValue> {
	readonly #app: Desk;
	readonly #concern: Subject;

	constructor(app: Desk, concern: Subject) {
		const { category, text } = concern;
		super(
			app,
			{ key: deskDraftKey(concern.id, 'split'), form: 'step' },
			{
				title: `${words.title} ${concern.label}`.trim(),
				parts: [
					{ category, text },
					{ category: '', text }
				]
			}
		);
		this.#app = app;
		this.#concern = concern;
	}

	setPart(at: number, change: Partial<ConcernPart>): void {
		const parts = this.value.parts.map((part, index) =>
			index === at ? { ...part, ...change } : part
		);
		this.set({ parts });
	}

	/** The id of what was written; undefined where nothing was, and `trouble` says why. */
	async save(): Promise<string | undefined> {
		const parts = this.value.parts.map(({ category, text }) => ({ category, text: text.trim() }));
		const write = () => this.#app.splitConcern(this.#concern.id, parts);
		return (await this.saving(missingIn(parts), write))?.id;
	}
}

function missingIn(parts: readonly ConcernPart[]): Lack | undefined {
	const noCategory = parts.findIndex(({ category }) => category === '');
	if (noCategory >= 0) return { field: `category ${noCategory}`, words: words.categoryMissing };
	const noText = parts.findIndex(({ text }) => text === '');
	return noText < 0 ? undefined : { field: `text ${noText}`, words: words.textMissing };
}
