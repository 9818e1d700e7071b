/** An order in the making: to whom, in words or said, and how the resident is reached; kept at every change. */
import type { App } from '#lib/app/app.ts';
import { localPart } from '#lib/domain/ids.ts';
import type { ConcernRow } from '#lib/projections/rows.ts';
import { draftKey } from '#lib/screens/draft/draftPlaces.ts';
import type { Lack } from '#lib/screens/draft/keptForm.svelte.ts';
import { KeptForm } from '#lib/screens/draft/keptForm.svelte.ts';
import { contactIn } from '#lib/text/agreedContact.ts';
import { deskWords } from '#lib/text/deskWords.ts';

const words = deskWords.dispatch;

export interface DispatchValue {
	/** For the list of what was not finished. */
	title: string;
	/** Code of a unit or account; `''` for who is proposed. */
	picked: string;
	note: string;
	hasAgreed: boolean;
	contact: string;
}

type Desk = Pick<App, 'actOnConcern' | 'saveDraft' | 'dropDraft'>;
type Subject = Pick<ConcernRow, 'id' | 'label' | 'text' | 'confidentialReporter'>;

export class DispatchForm extends KeptForm<DispatchValue> {
	#app: Desk;
	#concern: Subject;

	constructor(app: Desk, concern: Subject) {
		// What was agreed at the door stands in what was said.
		const contact = concern.confidentialReporter ? '' : contactIn(concern.text);
		super(
			app,
			{ key: draftKey('step', `${localPart(concern.id)}:dispatch`), form: 'step' },
			{
				...{ title: `${words.title} ${concern.label}`, picked: '', note: '' },
				...{ contact, hasAgreed: contact !== '' }
			}
		);
		this.#app = app;
		this.#concern = concern;
	}

	/** The id of the order; undefined where none was written, and `trouble` says why. */
	async save(handler: string): Promise<string | undefined> {
		const { note, hasAgreed, contact } = this.value;
		const step = {
			...{ type: 'dispatch' as const, handler, note: note.trim() },
			...(hasAgreed && { contact: contact.trim() }),
			...(this.sounds.length > 0 && { sounds: this.sounds })
		};
		const write = () => this.#app.actOnConcern(this.#concern.id, step);
		return (await this.saving(this.#missing(handler), write))?.id;
	}

	#missing(handler: string): Lack | undefined {
		const { note, hasAgreed, contact } = this.value;
		if (handler === '') return { field: 'handler', words: words.whomMissing };
		if (this.#concern.confidentialReporter && note.trim() === '') {
			return { field: 'note', words: words.wordsMissing };
		}
		if (!hasAgreed || contact.trim() !== '') return undefined;
		return { field: 'contact', words: words.contactMissing };
	}
}
