/**
 * 见到·有变化 and whatever the one-tap buttons do not say: gathers what may change, prefilled with
 * what is known, and writes a visit plus one amendment per subject that really changed.
 */
import type { App, VisitIntent } from '#lib/app/app.ts';
import type { CareBlock, CareCheck, VisitOutcome } from '#lib/domain/documents.ts';
import { asLastTime, careBlocks, isMet } from '#lib/domain/visit.ts';
import { draftKey } from '#lib/screens/draft/draftPlaces.ts';
import { DraftKeeper } from '#lib/screens/draft/draftKeeper.ts';
import { refusalWords, wordsOfRefusal } from '#lib/text/reasonWords.ts';
import { zh } from '#lib/text/zh.ts';
import type { KnownDoor, VisitFormValue } from './visitFormValue.ts';
import { blank, changesOf, prefilled } from './visitFormValue.ts';

type Desk = Pick<App, 'recordVisit' | 'amend' | 'saveDraft' | 'dropDraft'>;

export class VisitForm {
	#app: Desk;
	#known: KnownDoor;
	#keeper: DraftKeeper;
	#value: VisitFormValue = $state.raw(blank);
	#pictures: Blob[] = $state.raw([]);
	#trouble = $state('');
	#isSaving = $state(false);
	#isTouched = false;
	/** A visit that is in the ledger is not written again when an amendment has to be tried anew. */
	#savedVisit = '';
	#amended = new Set<string>();

	constructor(app: Desk, known: KnownDoor, begin: { outcome: VisitOutcome | '' }) {
		this.#app = app;
		this.#known = known;
		this.#value = prefilled(known, begin.outcome);
		const key = draftKey('visit', known.row.door);
		this.#keeper = new DraftKeeper(app, { key, form: 'visit' }, () => {
			this.#trouble = wordsOfRefusal('storage_full');
		});
	}

	get value(): VisitFormValue {
		return this.#value;
	}

	get pictures(): Blob[] {
		return this.#pictures;
	}

	/** In words, or `''`. */
	get trouble(): string {
		return this.#trouble;
	}

	get isSaving(): boolean {
		return this.#isSaving;
	}

	/** Id of the visit once it is in the ledger, else `''`. */
	get savedVisit(): string {
		return this.#savedVisit;
	}

	get isMet(): boolean {
		return this.#value.outcome !== '' && isMet(this.#value.outcome);
	}

	/** Five blocks belong to care households, where somebody was met or something is wrong. */
	get hasChecks(): boolean {
		const { outcome } = this.#value;
		return this.#known.row.tier !== 'ordinary' && (this.isMet || outcome === 'abnormal');
	}

	get mayLeaveSlip(): boolean {
		const { outcome, mode } = this.#value;
		return mode === 'door' && (outcome === 'no_answer' || outcome === 'vacant');
	}

	/** True when something would be lost by closing it. */
	get isTouched(): boolean {
		return this.#isTouched;
	}

	/** Takes up what was not finished; fields that a newer form knows keep their prefill. */
	takeUp(value: Partial<VisitFormValue>, pictures: Blob[]): void {
		this.#value = { ...this.#value, ...value };
		this.#pictures = pictures;
		this.#isTouched = true;
	}

	set(change: Partial<VisitFormValue>): void {
		this.#value = { ...this.#value, ...change };
		this.#trouble = '';
		this.#keep();
	}

	setPerson(id: string, change: Partial<{ phone: string; moved: boolean }>): void {
		const person = this.#value.people[id] ?? { phone: '', moved: false };
		this.set({ people: { ...this.#value.people, [id]: { ...person, ...change } } });
	}

	setCheck(block: CareBlock, check: CareCheck): void {
		this.set({ careChecks: { ...this.#value.careChecks, [block]: check } });
	}

	asLastTime(): void {
		this.set({ careChecks: asLastTime(this.#known.lastChecks) });
	}

	allFine(): void {
		this.set({
			careChecks: Object.fromEntries(
				careBlocks.map((block) => [block, { state: 'fine', note: '' }])
			)
		});
	}

	setPictures(pictures: Blob[]): void {
		this.#pictures = pictures;
		this.#keep();
	}

	/** True when everything is saved. */
	async save(): Promise<boolean> {
		if (this.#isSaving) return false;
		this.#isSaving = true;
		this.#trouble = '';
		try {
			return (await this.#saveVisit()) && (await this.#saveChanges());
		} finally {
			this.#isSaving = false;
		}
	}

	async drop(): Promise<void> {
		await this.#keeper.drop();
	}

	async #saveVisit(): Promise<boolean> {
		if (this.#savedVisit !== '') return true;
		const { outcome } = this.#value;
		if (outcome === '') {
			this.#trouble = refusalWords.outcome_missing ?? '';
			return false;
		}
		const saved = await this.#app.recordVisit(this.#intent(outcome));
		if (saved.ok) this.#savedVisit = saved.value.id;
		else this.#trouble = wordsOfRefusal(saved.refusal.kind);
		return saved.ok;
	}

	async #saveChanges(): Promise<boolean> {
		for (const { kind, subject, set } of changesOf(this.#known, this.#value)) {
			if (this.#amended.has(subject)) continue;
			const saved = await this.#app.amend(kind, subject, set);
			// Somebody else may have written the same meanwhile.
			if (!saved.ok && saved.refusal.kind !== 'nothing_changed') {
				this.#trouble = zh.visit.partly;
				return false;
			}
			this.#amended.add(subject);
		}
		await this.#keeper.drop();
		return true;
	}

	#intent(outcome: VisitOutcome): VisitIntent {
		const value = this.#value;
		const newcomer = value.newPerson.trim();
		return {
			door: this.#known.row.door,
			type: this.#known.row.tier === 'ordinary' ? 'routine' : 'care',
			mode: value.mode,
			outcome,
			unchanged: false,
			note: [value.note.trim(), newcomer && zh.visit.newPersonNote(newcomer)]
				.filter(Boolean)
				.join('\n'),
			careChecks: this.hasChecks ? value.careChecks : {},
			leftSlip: this.mayLeaveSlip && value.leftSlip,
			nextVisitOn: value.nextVisitOn,
			bestTime: value.bestTime.trim(),
			pictures: this.#pictures.map((blob) => ({ blob }))
		};
	}

	#keep(): void {
		this.#isTouched = true;
		this.#keeper.keep({ value: this.#value, pictures: this.#pictures });
	}
}
