/**
 * A concern in three taps: the form asks for a category and takes everything else from what is known
 * or usual. What the worker sets herself is never overruled by a default.
 */
import type { App, ConcernIntent } from '#lib/app/app.ts';
import { isConfidentialByDefault, natureOf, urgencyOf } from '#lib/domain/concern.ts';
import type { ConcernNature, Urgency } from '#lib/domain/documents.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import { DraftKeeper } from '#lib/screens/draft/draftKeeper.ts';
import { draftKey } from '#lib/screens/draft/draftPlaces.ts';
import { withContact } from '#lib/text/agreedContact.ts';
import { refusalWords, wordsOfRefusal } from '#lib/text/reasonWords.ts';

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

export class ConcernForm {
	#app: Desk;
	#door: DoorId | '';
	#keeper: DraftKeeper;
	#value: ConcernFormValue = $state.raw(blank);
	#pictures: Blob[] = $state.raw([]);
	#trouble = $state('');
	#isSaving = $state(false);
	#isTouched = false;

	constructor(app: Desk, { door, building }: { door: DoorId | ''; building: string }) {
		this.#app = app;
		this.#door = door;
		this.#value = { ...blank, building };
		this.#keeper = new DraftKeeper(app, { key: draftKey('concern', door), form: 'concern' }, () => {
			this.#trouble = wordsOfRefusal('storage_full');
		});
	}

	get value(): ConcernFormValue {
		return this.#value;
	}

	get pictures(): Blob[] {
		return this.#pictures;
	}

	get trouble(): string {
		return this.#trouble;
	}

	get isSaving(): boolean {
		return this.#isSaving;
	}

	get urgency(): Urgency {
		return this.#value.urgency || urgencyOf(this.#value.category);
	}

	get nature(): ConcernNature {
		return this.#value.nature || natureOf(this.#value.category);
	}

	get isConfidential(): boolean {
		return this.#value.confidentialReporter ?? isConfidentialByDefault(this.#value.category);
	}

	/** True when something would be lost by closing it. */
	get isTouched(): boolean {
		return this.#isTouched;
	}

	takeUp(value: Partial<ConcernFormValue>, pictures: Blob[]): void {
		this.#value = { ...this.#value, ...value };
		this.#pictures = pictures;
		this.#isTouched = true;
	}

	set(change: Partial<ConcernFormValue>): void {
		this.#value = { ...this.#value, ...change };
		this.#trouble = '';
		this.#keep();
	}

	setPictures(pictures: Blob[]): void {
		this.#pictures = pictures;
		this.#keep();
	}

	/** The id of the concern, or undefined with the trouble said. */
	async save(): Promise<string | undefined> {
		if (this.#isSaving) return undefined;
		if (this.#value.category === '') {
			this.#trouble = refusalWords.category ?? '';
			return undefined;
		}
		this.#isSaving = true;
		this.#trouble = '';
		try {
			const saved = await this.#app.raiseConcern(this.#intent());
			if (!saved.ok) {
				this.#trouble = wordsOfRefusal(saved.refusal.kind);
				return undefined;
			}
			await this.#keeper.drop();
			return saved.value.id;
		} finally {
			this.#isSaving = false;
		}
	}

	async drop(): Promise<void> {
		await this.#keeper.drop();
	}

	#intent(): ConcernIntent {
		const { category, text, selfHandle, building, place, contact } = this.#value;
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
			pictures: this.#pictures.map((blob) => ({ blob }))
		};
	}

	#keep(): void {
		this.#isTouched = true;
		this.#keeper.keep({ value: this.#value, pictures: this.#pictures });
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
