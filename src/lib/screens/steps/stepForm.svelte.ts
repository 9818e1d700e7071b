/**
 * One step that asks for words before it is written: reason, what was done, until when. Kept at
 * every field, so that a call or a dead battery costs nothing.
 */
import type { App, ConcernStep, Draft } from '#lib/app/app.ts';
import { localPart } from '#lib/domain/ids.ts';
import { DraftKeeper } from '#lib/screens/draft/draftKeeper.ts';
import { draftKey } from '#lib/screens/draft/draftPlaces.ts';
import { stepFormWords, stepWords } from '#lib/text/handlerWords.ts';
import { wordsOfRefusal } from '#lib/text/reasonWords.ts';
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

export class StepForm {
	#app: Desk;
	#subject: StepSubject;
	#step: StepButton;
	#keeper: DraftKeeper;
	#value: StepFormValue = $state.raw(blank);
	#pictures: Blob[] = $state.raw([]);
	#trouble = $state('');
	#isSaving = $state(false);

	constructor(app: Desk, subject: StepSubject, step: StepButton) {
		this.#app = app;
		this.#subject = subject;
		this.#step = step;
		this.#value = { ...blank, title: subject.title };
		const key = stepDraftKey(subject.id, step.name);
		this.#keeper = new DraftKeeper(app, { key, form: 'step' }, () => {
			this.#trouble = wordsOfRefusal('storage_full');
		});
	}

	get value(): StepFormValue {
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

	takeUp({ value, pictures }: Pick<Draft, 'value' | 'pictures'>): void {
		this.#value = { ...this.#value, ...(value as Partial<StepFormValue>) };
		this.#pictures = pictures;
	}

	set(change: Partial<StepFormValue>): void {
		this.#value = { ...this.#value, ...change };
		this.#trouble = '';
		this.#keep();
	}

	setPictures(pictures: Blob[]): void {
		this.#pictures = pictures;
		this.#keep();
	}

	/** True when it was written; else the trouble is said. */
	async save(): Promise<boolean> {
		if (this.#isSaving) return false;
		this.#trouble = this.#missing();
		if (this.#trouble !== '') return false;
		this.#isSaving = true;
		try {
			const saved = await this.#app.actOnConcern(this.#subject.id, this.#written());
			if (saved.ok) await this.#keeper.drop();
			else this.#trouble = wordsOfRefusal(saved.refusal.kind);
			return saved.ok;
		} finally {
			this.#isSaving = false;
		}
	}

	async drop(): Promise<void> {
		await this.#keeper.drop();
	}

	#missing(): string {
		const { note, until, agreed } = this.#value;
		const { name } = this.#step;
		if (note.trim() === '' && stepWords[name].missing !== '') return stepWords[name].missing;
		if (name === 'request_suspend' && until === '') return stepFormWords.untilMissing;
		return name === 'mediate' && agreed === undefined ? stepFormWords.agreedMissing : '';
	}

	#written(): ConcernStep {
		const { note, until, agreed, handlers } = this.#value;
		const { type, name } = this.#step;
		return {
			type,
			note: note.trim(),
			...(name === 'request_suspend' && { until }),
			...(name === 'mediate' && { agreed: agreed === true }),
			...(name === 'request_whistle' && handlers.length > 0 && { handlers }),
			...(this.#pictures.length > 0 && {
				pictures: this.#pictures.map((blob) => ({ blob }))
			})
		};
	}

	#keep(): void {
		this.#keeper.keep({ value: this.#value, pictures: this.#pictures });
	}
}

export function stepDraftKey(concern: string, name: StepButton['name']): string {
	return draftKey('step', `${localPart(concern)}:${name}`);
}

const blank: StepFormValue = { title: '', note: '', until: '', agreed: undefined, handlers: [] };
