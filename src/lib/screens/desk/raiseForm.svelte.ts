/**
 * A concern that came by telephone, by a visit to the office, from a meeting or the hotline: what
 * the desk must know of it, and what follows from the category until somebody says otherwise.
 */
import type { App, ConcernIntent } from '#lib/app/app.ts';
import { isConfidentialByDefault, natureOf, urgencyOf } from '#lib/domain/concern.ts';
import type { ConcernNature, ConcernSource, Urgency } from '#lib/domain/documents.ts';
import type { DoorRow } from '#lib/projections/rows.ts';
import { deskDraft, draftKey } from '#lib/screens/draft/draftPlaces.ts';
import { KeptForm } from '#lib/screens/draft/keptForm.svelte.ts';

/** How a matter reaches the desk itself; the other sources are other people's. */
export const deskSources = ['resident', 'hotline', 'meeting', 'property'] as const;

export interface RaiseValue {
	source: ConcernSource;
	door: Pick<DoorRow, 'door' | 'building' | 'buildingName' | 'label'> | undefined;
	building: string;
	place: string;
	category: string;
	text: string;
	/** Undefined as long as the category speaks. */
	urgency: Urgency | undefined;
	nature: ConcernNature | undefined;
	isConfidential: boolean | undefined;
}

const blank: RaiseValue = {
	source: 'resident',
	door: undefined,
	building: '',
	place: '',
	category: '',
	text: '',
	urgency: undefined,
	nature: undefined,
	isConfidential: undefined
};

type Offered = Pick<App, 'raiseConcern' | 'saveDraft' | 'dropDraft'>;

export class RaiseForm extends KeptForm<RaiseValue> {
	readonly #app: Offered;

	constructor(app: Offered) {
		super(app, { key: draftKey('concern', deskDraft), form: 'concern' }, blank);
		this.#app = app;
	}

	get building(): string {
		return this.value.door?.building ?? this.value.building;
	}

	get urgency(): Urgency {
		return this.value.urgency ?? urgencyOf(this.value.category);
	}

	get isConfidential(): boolean {
		return this.value.isConfidential ?? isConfidentialByDefault(this.value.category);
	}

	/** The id of what was saved; undefined where nothing was, and `trouble` says why. */
	async save(): Promise<string | undefined> {
		return (await this.saving(undefined, () => this.#app.raiseConcern(this.#intent())))?.id;
	}

	#intent(): ConcernIntent {
		const { source, door, place, category, text, nature } = this.value;
		return {
			source,
			door: door?.door ?? '',
			building: this.building,
			place: place.trim(),
			category,
			nature: nature ?? natureOf(category),
			urgency: this.urgency,
			text: text.trim(),
			confidentialReporter: this.isConfidential,
			selfHandle: false,
			pictures: this.pictures.map((blob) => ({ blob })),
			...(this.sounds.length > 0 && { sounds: this.sounds })
		};
	}
}
