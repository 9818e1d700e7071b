/** Who was born or moved in, kept while it is asked. */
import type { App } from '#lib/app/app.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import type { Gender, Residency } from '#lib/domain/documents.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import { draftKey } from '#lib/screens/draft/draftPlaces.ts';
import { KeptForm } from '#lib/screens/draft/keptForm.svelte.ts';

export type Coming = 'born' | 'movedIn';

export interface NewPersonValue {
	kind: Coming;
	name: string;
	relation: string;
	gender: Gender;
	/** As typed. */
	birthYear: string;
	phone: string;
	residency: Residency;
	/** Whether a small child is to be looked in on. */
	isCared: boolean;
}

type Desk = Pick<App, 'addResident' | 'saveDraft' | 'dropDraft' | 'now'>;

export class NewPersonForm extends KeptForm<NewPersonValue> {
	#app: Desk;
	#door: DoorId;

	constructor(app: Desk, door: DoorId, kind: Coming) {
		const birthYear = kind === 'born' ? dayOf(app.now()).slice(0, 4) : '';
		super(
			app,
			{ key: newPersonDraftKey(door), form: 'resident' },
			{
				...{ kind, name: '', relation: '', gender: 'unknown', birthYear, phone: '' },
				...{ residency: 'resident', isCared: kind === 'born' }
			}
		);
		this.#app = app;
		this.#door = door;
	}

	/**
	 * The id of who was entered; undefined where nobody was, and `trouble` says why. Of a child that was
	 * born nobody can have been erased.
	 */
	async save(isAgreed = this.value.kind === 'born'): Promise<string | undefined> {
		const { kind: _form, isCared, birthYear, ...person } = this.value;
		const careTags = isCared ? ['pregnant_infant'] : [];
		const resident = { ...person, birthYear: Number(birthYear), careTags };
		const add = async () => this.#app.addResident(this.#door, resident, isAgreed);
		return (await this.saving(undefined, add))?.id;
	}
}

export function newPersonDraftKey(door: DoorId): string {
	return draftKey('resident', door);
}
