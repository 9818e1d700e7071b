/** The last word on a campaign, kept while it is written. */
import type { App } from '#lib/app/app.ts';
import { localPart } from '#lib/domain/ids.ts';
import { draftKey } from '#lib/screens/draft/draftPlaces.ts';
import { KeptForm } from '#lib/screens/draft/keptForm.svelte.ts';

type Desk = Pick<App, 'endCampaign' | 'saveDraft' | 'dropDraft'>;

export class EndForm extends KeptForm<{ note: string }> {
	#app: Desk;
	#id: string;

	constructor(app: Desk, id: string) {
		super(app, { key: draftKey('campaign', localPart(id)), form: 'campaign' }, { note: '' });
		this.#app = app;
		this.#id = id;
	}

	async save(): Promise<boolean> {
		const { note } = this.value;
		return (
			(await this.saving(undefined, () => this.#app.endCampaign(this.#id, note))) !== undefined
		);
	}
}
