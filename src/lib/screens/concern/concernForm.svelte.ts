/**
 * A concern in three taps: the form asks for a category and takes everything else from what is known
 * or usual. What the worker sets herself is never overruled by a default.
 */
import type { App, ConcernIntent } from '#lib/app/app.ts';
import { isConfidentialByDefault, natureOf, urgencyOf } from '#lib/domain/concern.ts';
import type { ConcernNature, Urgency } from '#lib/domain/documents.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import { draftKey } from '#lib/screens/draft/draftPlaces.ts';
import { KeptForm } from '#lib/screens/draft/keptForm.svelte.ts';
import { withContact } from '#lib/text/agreedContact.ts';
import { refusalWords } from '#lib/text/reasonWords.ts';

export interface ConcernFormValue {
	category: string;
	text: string;
	/** `''` and undefined: as usual for the category. */
	urgency: Urgency | '';
	nature: ConcernNature | '';
	confidentialReporter: boolean | undefined;
	selfHandle: boolean;
	building: string;
	place: string;
	/** How the resident agreed to be reached, `''` for not at all. */
	contact: string;
}

type Desk = Pick<App, 'raiseConcern' | 'saveDraft' | 'dropDraft'>;

export class ConcernForm extends KeptForm<ConcernFormValue> {
	#app: Desk;
	#door: DoorId | '';

	constructor(app: Desk, { door, building }: { door: DoorId | ''; building: string }) {
		super(app, { key: draftKey('concern', door), form: 'concern' }, { ...blank, building });
		this.#app = app;
		this.#door = door;
	}

	get urgency(): Urgency {
		return this.value.urgency || urgencyOf(this.value.category);
	}

	get nature(): ConcernNature {
		return this.value.nature || natureOf(this.value.category);
	}

	get isConfidential(): boolean {
		return this.value.confidentialReporter ?? isConfidentialByDefault(this.value.category);
	}

	/** The id of the concern, or undefined with the trouble said. */
	async save(): Promise<string | undefined> {
		const missing =
			this.value.category === ''
				? { field: 'category', words: refusalWords.category ?? '' }
				: undefined;
		return (await this.saving(missing, () => this.#app.raiseConcern(this.#intent())))?.id;
	}

	#intent(): ConcernIntent {
		const { category, text, selfHandle, building, place, contact } = this.value;
		return {
			door: this.#door,
			building,
			place: place.trim(),
			category,
			nature: this.nature,
			urgency: this.urgency,
			// Who wants to stay unknown is not called either.
			text: withContact(text.trim(), this.isConfidential ? '' : contact),
			confidentialReporter: this.isConfidential,
			selfHandle,
			pictures: this.pictures.map((blob) => ({ blob })),
			...(this.sounds.length > 0 && { sounds: this.sounds })
		};
	}
}

const blank: ConcernFormValue = {
	category: '',
	text: '',
	urgency: '',
	nature: '',
	confidentialReporter: undefined,
	selfHandle: false,
	building: '',
	place: '',
	contact: ''
};
