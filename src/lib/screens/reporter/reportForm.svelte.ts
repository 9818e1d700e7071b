/**
 * A report in a few taps, by somebody without a register: a building and a door if it is one, else
 * words, a category, a picture. Kept at every field.
 */
import type { App, ConcernIntent } from '#lib/app/app.ts';
import { isConfidentialByDefault, natureOf, urgencyOf } from '#lib/domain/concern.ts';
import type { Role } from '#lib/domain/feeds.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import { DraftKeeper } from '#lib/screens/draft/draftKeeper.ts';
import { draftKey } from '#lib/screens/draft/draftPlaces.ts';
import { buildingWords } from '#lib/text/buildingWords.ts';
import { refusalWords, wordsOfRefusal } from '#lib/text/reasonWords.ts';
import type { OwnBuilding } from './reportPlaces.ts';

export interface ReportValue {
	/** Scope of one of her buildings, `''` for elsewhere. */
	scope: string;
	/** As typed. */
	room: string;
	/** The door that the typing means, where this phone knows it. */
	door: DoorId | '';
	words: string;
	category: string;
	text: string;
	/** Undefined: as usual for the category. */
	confidential: boolean | undefined;
}

type Desk = Pick<App, 'raiseConcern' | 'saveDraft' | 'dropDraft'>;

export class ReportForm {
	#app: Desk;
	#role: Role;
	#buildings: readonly OwnBuilding[];
	#keeper: DraftKeeper;
	#value: ReportValue = $state.raw(blank);
	#pictures: Blob[] = $state.raw([]);
	#trouble = $state('');
	#isSaving = $state(false);
	#isTouched = false;

	constructor(app: Desk, { role, buildings }: { role: Role; buildings: readonly OwnBuilding[] }) {
		this.#app = app;
		this.#role = role;
		this.#buildings = buildings;
		const [first] = buildings;
		this.#value = { ...blank, scope: first?.scope ?? '' };
		this.#keeper = new DraftKeeper(app, { key: draftKey('concern', ''), form: 'concern' }, () => {
			this.#trouble = wordsOfRefusal('storage_full');
		});
	}

	get value(): ReportValue {
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

	/** True when something would be lost by closing it. */
	get isTouched(): boolean {
		return this.#isTouched;
	}

	get isConfidential(): boolean {
		return this.#value.confidential ?? isConfidentialByDefault(this.#value.category);
	}

	get building(): OwnBuilding | undefined {
		return this.#buildings.find(({ scope }) => scope === this.#value.scope);
	}

	/** `兴康小区3号楼 2-501`, or the words for a place. */
	get where(): string {
		const { room, words } = this.#value;
		return [this.building?.name ?? '', room.trim(), words.trim()].filter(Boolean).join(' ');
	}

	takeUp(value: Partial<ReportValue>, pictures: Blob[]): void {
		this.#value = { ...this.#value, ...value };
		this.#pictures = pictures;
		this.#isTouched = true;
	}

	set(change: Partial<ReportValue>): void {
		this.#value = { ...this.#value, ...change };
		this.#trouble = '';
		this.#keep();
	}

	setPictures(pictures: Blob[]): void {
		this.#pictures = pictures;
		this.#keep();
	}

	/** The id of the report, or undefined with the trouble said. */
	async save(): Promise<string | undefined> {
		if (this.#isSaving) return undefined;
		this.#trouble = this.#missing();
		if (this.#trouble !== '') return undefined;
		this.#isSaving = true;
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

	#missing(): string {
		if (this.where === '') return buildingWords.placeMissing;
		return this.#value.category === '' ? (refusalWords.category ?? '') : '';
	}

	#intent(): ConcernIntent {
		const { door, category, text, words } = this.#value;
		return {
			door,
			building: this.building?.building ?? '',
			// A door says where it is; only what the door does not say is left to words.
			place: door === '' ? this.where : words.trim(),
			category,
			nature: natureOf(category),
			urgency: urgencyOf(category),
			text: text.trim(),
			confidentialReporter: this.isConfidential,
			selfHandle: false,
			role: this.#role,
			pictures: this.#pictures.map((blob) => ({ blob }))
		};
	}

	#keep(): void {
		this.#isTouched = true;
		this.#keeper.keep({ value: this.#value, pictures: this.#pictures });
	}
}

const blank: ReportValue = {
	scope: '',
	room: '',
	door: '',
	words: '',
	category: '',
	text: '',
	confidential: undefined
};
