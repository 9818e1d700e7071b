/**
 * A report in a few taps, by somebody without a register: a building and a door if it is one, else
 * words, a category, a picture. Kept at every field.
 */
import type { App, ConcernIntent } from '#lib/app/app.ts';
import { isConfidentialByDefault, natureOf, urgencyOf } from '#lib/domain/concern.ts';
import type { Role } from '#lib/domain/feeds.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import { draftKey, reportDraft } from '#lib/screens/draft/draftPlaces.ts';
import type { Lack } from '#lib/screens/draft/keptForm.svelte.ts';
import { KeptForm } from '#lib/screens/draft/keptForm.svelte.ts';
import { buildingWords } from '#lib/text/buildingWords.ts';
import { refusalWords } from '#lib/text/reasonWords.ts';
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

export class ReportForm extends KeptForm<ReportValue> {
	#app: Desk;
	#role: Role;
	#buildings: readonly OwnBuilding[];

	constructor(app: Desk, { role, buildings }: { role: Role; buildings: readonly OwnBuilding[] }) {
		const draft = { key: draftKey('concern', reportDraft), form: 'concern' as const };
		super(app, draft, { ...blank, scope: buildings[0]?.scope ?? '' });
		this.#app = app;
		this.#role = role;
		this.#buildings = buildings;
	}

	get isConfidential(): boolean {
		return this.value.confidential ?? isConfidentialByDefault(this.value.category);
	}

	get building(): OwnBuilding | undefined {
		return this.#buildings.find(({ scope }) => scope === this.value.scope);
	}

	/** `兴康小区3号楼 2-501`, or the words for a place. */
	get where(): string {
		const { room, words } = this.value;
		return [this.building?.name ?? '', room.trim(), words.trim()].filter(Boolean).join(' ');
	}

	/** The id of the report, or undefined with the trouble said. */
	async save(): Promise<string | undefined> {
		const write = () => this.#app.raiseConcern(this.#intent());
		return (await this.saving(this.#missing(), write))?.id;
	}

	#missing(): Lack | undefined {
		if (this.where === '') return { field: 'where', words: buildingWords.placeMissing };
		if (this.value.category !== '') return undefined;
		return { field: 'category', words: refusalWords.category ?? '' };
	}

	#intent(): ConcernIntent {
		const { door, category, text, words } = this.value;
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
			pictures: this.pictures.map((blob) => ({ blob })),
			...(this.sounds.length > 0 && { sounds: this.sounds })
		};
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
