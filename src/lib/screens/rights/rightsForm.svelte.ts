/** What a resident asks about her own data, kept while she says it. */
import type { App } from '#lib/app/app.ts';
import type { RightsRequestFields } from '#lib/domain/communityDocuments.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import { localPart } from '#lib/domain/ids.ts';
import { draftKey } from '#lib/screens/draft/draftPlaces.ts';
import { KeptForm } from '#lib/screens/draft/keptForm.svelte.ts';

export interface RightsValue {
	request: RightsRequestFields['request'];
	words: string;
}

type Desk = Pick<App, 'askRights' | 'saveDraft' | 'dropDraft'>;

export class RightsForm extends KeptForm<RightsValue> {
	#app: Desk;
	#door: DoorId;

	constructor(app: Desk, door: DoorId) {
		super(
			app,
			{ key: draftKey('rights', door), form: 'rights' },
			{ request: 'correct', words: '' }
		);
		this.#app = app;
		this.#door = door;
	}

	/** @param person `resident:<ulid>`, `''` for the household */
	async save(person: string): Promise<boolean> {
		const resident = person === '' ? '' : localPart(person);
		const { request, words } = this.value;
		const saved = await this.saving(undefined, () =>
			this.#app.askRights({ door: this.#door, resident, request, words })
		);
		return saved !== undefined;
	}
}
