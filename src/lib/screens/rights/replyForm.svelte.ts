/** The community's answer to one request, kept while it is written. */
import type { App } from '#lib/app/app.ts';
import type { RightsAnswerDocument } from '#lib/domain/communityDocuments.ts';
import { localPart } from '#lib/domain/ids.ts';
import { draftKey } from '#lib/screens/draft/draftPlaces.ts';
import { KeptForm } from '#lib/screens/draft/keptForm.svelte.ts';
import { rightsWords } from '#lib/text/rightsWords.ts';

type Desk = Pick<App, 'answerRights' | 'saveDraft' | 'dropDraft'>;

export class ReplyForm extends KeptForm<{ note: string }> {
	#app: Desk;
	#id: string;

	constructor(app: Desk, id: string) {
		super(app, { key: draftKey('reply', localPart(id)), form: 'reply' }, { note: '' });
		this.#app = app;
		this.#id = id;
	}

	async save(outcome: RightsAnswerDocument['outcome']): Promise<boolean> {
		const note = this.value.note.trim();
		const missing =
			outcome === 'refused' && note === ''
				? { field: 'note', words: rightsWords.desk.why }
				: undefined;
		const write = () => this.#app.answerRights(this.#id, { outcome, note });
		return (await this.saving(missing, write)) !== undefined;
	}
}
