/** One act of the desk in the making; kept at every change, so that a reload or a way back costs nothing. */
import type { App } from '#lib/app/app.ts';
import type { ConcernEventType } from '#lib/domain/documents.ts';
import { localPart } from '#lib/domain/ids.ts';
import type { ConcernRow } from '#lib/projections/rows.ts';
import { draftKey } from '#lib/screens/draft/draftPlaces.ts';
import { KeptForm } from '#lib/screens/draft/keptForm.svelte.ts';
import { deskWords } from '#lib/text/deskWords.ts';
import type { ActValue, DeskAct } from './deskActs.ts';
import { lackOf, stepOf } from './deskActs.ts';

export interface DeskActValue extends ActValue {
	/** For the list of what was not finished. */
	title: string;
}

type Desk = Pick<App, 'actOnConcern' | 'saveDraft' | 'dropDraft'>;
type Subject = Pick<ConcernRow, 'id' | 'label'>;

export class DeskActForm extends KeptForm<DeskActValue> {
	readonly #app: Desk;
	readonly #concern: Subject;
	readonly #act: DeskAct;

	/** `value` is what the form begins with. */
	constructor(app: Desk, concern: Subject, act: DeskAct, value: ActValue) {
		const title = `${deskWords.actNames[act.type]} ${concern.label}`.trim();
		super(app, { key: deskDraftKey(concern.id, act.type), form: 'step' }, { ...value, title });
		this.#app = app;
		this.#concern = concern;
		this.#act = act;
	}

	/** The id of the step; undefined where none was written, and `trouble` says why. */
	async save(): Promise<string | undefined> {
		const write = () => {
			const { pictures, sounds } = this;
			const step = stepOf(this.#act, this.value, { pictures, sounds });
			return this.#app.actOnConcern(this.#concern.id, step);
		};
		return (await this.saving(lackOf(this.#act, this.value), write))?.id;
	}
}

/** Not where a handler's own form of the same step is kept: both may be the same person. */
export function deskDraftKey(concern: string, type: ConcernEventType): string {
	return draftKey('step', `${localPart(concern)}:desk_${type}`);
}
