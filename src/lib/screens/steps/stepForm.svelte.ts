/**
 * One step that asks for words before it is written: reason, what was done, until when. Kept at
 * every field, so that a call or a dead battery costs nothing.
 */
import type { App, ConcernStep } from '#lib/app/app.ts';
import { localPart } from '#lib/domain/ids.ts';
import { draftKey } from '#lib/screens/draft/draftPlaces.ts';
import type { Lack } from '#lib/screens/draft/keptForm.svelte.ts';
import { KeptForm } from '#lib/screens/draft/keptForm.svelte.ts';
import { stepFormWords, stepWords } from '#lib/text/handlerWords.ts';
import type { StepButton } from './stepButtons.ts';

export interface StepFormValue {
	/** What the matter is called, for the list of what was not finished. */
	title: string;
	note: string;
	until: string;
	/** Undefined: not said yet. */
	agreed: boolean | undefined;
	/** Departments wished for. */
	handlers: string[];
}

export interface StepSubject {
	id: string;
	title: string;
}

type Desk = Pick<App, 'actOnConcern' | 'saveDraft' | 'dropDraft'>;

export class StepForm extends KeptForm<StepFormValue> {
	#app: Desk;
	#subject: StepSubject;
	#step: StepButton;
	#taken = '';

	constructor(app: Desk, subject: StepSubject, step: StepButton) {
		const key = stepDraftKey(subject.id, step.name);
		super(app, { key, form: 'step' }, { ...blank, title: subject.title });
		this.#app = app;
		this.#subject = subject;
		this.#step = step;
	}

	/** `_id` of the event that was written, `''` before. */
	get taken(): string {
		return this.#taken;
	}

	/** True when it was written; else the trouble is said. */
	async save(): Promise<boolean> {
		const write = () => this.#app.actOnConcern(this.#subject.id, this.#written());
		this.#taken = (await this.saving(this.#missing(), write))?.id ?? '';
		return this.#taken !== '';
	}

	#missing(): Lack | undefined {
		const { note, until, agreed } = this.value;
		const { name } = this.#step;
		// How far it is may also be said; reasons and results are read by others.
		const isSaid = name === 'progress' && this.sounds.length > 0;
		if (note.trim() === '' && !isSaid && stepWords[name].missing !== '') {
			return { field: 'note', words: stepWords[name].missing };
		}
		if (name === 'request_suspend' && until === '') {
			return { field: 'until', words: stepFormWords.untilMissing };
		}
		if (name !== 'mediate' || agreed !== undefined) return undefined;
		return { field: 'agreed', words: stepFormWords.agreedMissing };
	}

	#written(): ConcernStep {
		const { note, until, agreed, handlers } = this.value;
		const { type, name } = this.#step;
		return {
			type,
			note: note.trim(),
			...(name === 'request_suspend' && { until }),
			...(name === 'mediate' && { agreed: agreed === true }),
			...(name === 'request_whistle' && handlers.length > 0 && { handlers }),
			...(this.pictures.length > 0 && {
				pictures: this.pictures.map((blob) => ({ blob }))
			}),
			...(this.sounds.length > 0 && { sounds: this.sounds })
		};
	}
}

export function stepDraftKey(concern: string, name: StepButton['name']): string {
	return draftKey('step', `${localPart(concern)}:${name}`);
}

const blank: StepFormValue = { title: '', note: '', until: '', agreed: undefined, handlers: [] };
