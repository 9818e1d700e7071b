/**
 * 见到·有变化 and whatever the one-tap buttons do not say: gathers what may change, prefilled with
 * what is known, and writes a visit plus one amendment per subject that really changed.
 */
import type { App, Saved, VisitIntent } from '#lib/app/app.ts';
import type { CareBlock, CareCheck, VisitOutcome } from '#lib/domain/documents.ts';
import { asLastTime, careBlocks, isMet } from '#lib/domain/visit.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { draftKey } from '#lib/screens/draft/draftPlaces.ts';
import { KeptForm } from '#lib/screens/draft/keptForm.svelte.ts';
import { refusalWords } from '#lib/text/reasonWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import type { KnownDoor, VisitFormValue } from './visitFormValue.ts';
import { changesOf, prefilled } from './visitFormValue.ts';

type Desk = Pick<App, 'recordVisit' | 'amend' | 'saveDraft' | 'dropDraft'>;

export class VisitForm extends KeptForm<VisitFormValue> {
	#app: Desk;
	#known: KnownDoor;
	/** A visit that is in the ledger is not written again when an amendment has to be tried anew. */
	#savedVisit = '';
	#amended = new Set<string>();

	constructor(app: Desk, known: KnownDoor, begin: { outcome: VisitOutcome | '' }) {
		const key = draftKey('visit', known.row.door);
		super(app, { key, form: 'visit' }, prefilled(known, begin.outcome));
		this.#app = app;
		this.#known = known;
	}

	/** Id of the visit once it is in the ledger, else `''`. */
	get savedVisit(): string {
		return this.#savedVisit;
	}

	get isMet(): boolean {
		return this.value.outcome !== '' && isMet(this.value.outcome);
	}

	/** Five blocks belong to care households, where somebody was met or something is wrong. */
	get hasChecks(): boolean {
		const { outcome } = this.value;
		return this.#known.row.tier !== 'ordinary' && (this.isMet || outcome === 'abnormal');
	}

	get mayLeaveSlip(): boolean {
		const { outcome, mode } = this.value;
		return mode === 'door' && (outcome === 'no_answer' || outcome === 'vacant');
	}

	setPerson(id: string, change: Partial<{ phone: string; moved: boolean }>): void {
		const person = this.value.people[id] ?? { phone: '', moved: false };
		this.set({ people: { ...this.value.people, [id]: { ...person, ...change } } });
	}

	setCheck(block: CareBlock, check: CareCheck): void {
		this.set({ careChecks: { ...this.value.careChecks, [block]: check } });
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

	/** True when everything is saved. */
	async save(): Promise<boolean> {
		const { outcome } = this.value;
		const missing =
			outcome === '' ? { field: 'outcome', words: refusalWords.outcome_missing ?? '' } : undefined;
		const write = async () => {
			const visited = await this.#saveVisit(outcome as VisitOutcome);
			return visited.ok ? await this.#saveChanges() : visited;
		};
		return (await this.saving(missing, write)) !== undefined;
	}

	async #saveVisit(outcome: VisitOutcome): Promise<Saved<{ id: string }>> {
		if (this.#savedVisit !== '') return accepted({ id: this.#savedVisit });
		const saved = await this.#app.recordVisit(this.#intent(outcome));
		if (saved.ok) this.#savedVisit = saved.value.id;
		return saved;
	}

	async #saveChanges(): Promise<Saved<{ id: string }>> {
		for (const { kind, subject, set } of changesOf(this.#known, this.value)) {
			if (this.#amended.has(subject)) continue;
			const saved = await this.#app.amend(kind, subject, set);
			// Somebody else may have written the same meanwhile.
			if (!saved.ok && saved.refusal.kind !== 'nothing_changed') {
				return refused({ kind: 'partly_saved' });
			}
			this.#amended.add(subject);
		}
		return accepted({ id: this.#savedVisit });
	}

	#intent(outcome: VisitOutcome): VisitIntent {
		const value = this.value;
		const newcomer = value.newPerson.trim();
		return {
			door: this.#known.row.door,
			type: this.#known.row.tier === 'ordinary' ? 'routine' : 'care',
			mode: value.mode,
			outcome,
			unchanged: false,
			note: [value.note.trim(), newcomer && screenWords.visit.newPersonNote(newcomer)]
				.filter(Boolean)
				.join('\n'),
			careChecks: this.hasChecks ? value.careChecks : {},
			leftSlip: this.mayLeaveSlip && value.leftSlip,
			nextVisitOn: value.nextVisitOn,
			bestTime: value.bestTime.trim(),
			pictures: this.pictures.map((blob) => ({ blob })),
			...(this.sounds.length > 0 && { sounds: this.sounds })
		};
	}
}
