/**
 * A visit in one tap, with six seconds to take it back. A second tap while the first is being saved,
 * or by a trembling finger right after, writes nothing.
 */
import type { App, VisitIntent } from '#lib/app/app.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import { metNoChange, nobodyHome } from '#lib/domain/visit.ts';
import type { CareChecks } from '#lib/domain/documents.ts';
import type { DoorRow } from '#lib/projections/rows.ts';
import type { Notice, Notices } from '#lib/screens/shell/notices.svelte.ts';
import { wordsOfRefusal } from '#lib/text/reasonWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';

type Desk = Pick<App, 'recordVisit' | 'retractVisit' | 'now'>;

/** Two taps closer than this are one. */
const tapMs = 1_200;

export class QuickVisit {
	#app: Desk;
	#notices: Pick<Notices, 'show'>;
	#last: { door: DoorId; at: number } | undefined;
	#isSaving = false;

	constructor(app: Desk, notices: Pick<Notices, 'show'>) {
		this.#app = app;
		this.#notices = notices;
	}

	async metNoChange(row: DoorRow, lastChecks: CareChecks, link?: Notice['link']): Promise<void> {
		const { photos: _none, ...visit } = metNoChange(row.door, row.tier, lastChecks);
		await this.#save(row, { ...visit, pictures: [] }, screenWords.outcomes.savedUnchanged, link);
	}

	async nobodyHome(row: DoorRow, link?: Notice['link']): Promise<void> {
		const { photos: _none, ...visit } = nobodyHome(row.door, row.tier);
		await this.#save(row, { ...visit, pictures: [] }, screenWords.outcomes.savedNobody, link);
	}

	async takeBack(id: string): Promise<void> {
		const retracted = await this.#app.retractVisit(id);
		this.#notices.show(
			retracted.ok
				? { tone: 'saved', text: screenWords.notices.undone }
				: { tone: 'trouble', text: wordsOfRefusal(retracted.refusal.kind) }
		);
	}

	async #save(
		row: DoorRow,
		intent: VisitIntent,
		outcome: string,
		link: Notice['link']
	): Promise<void> {
		const at = Date.parse(this.#app.now());
		if (this.#isSaving || (this.#last?.door === row.door && at - this.#last.at < tapMs)) return;
		this.#isSaving = true;
		try {
			const saved = await this.#app.recordVisit(intent);
			if (!saved.ok) {
				this.#notices.show({ tone: 'trouble', text: wordsOfRefusal(saved.refusal.kind) });
				return;
			}
			this.#last = { door: row.door, at: Date.parse(this.#app.now()) };
			const { id } = saved.value;
			this.#notices.show({
				tone: 'saved',
				text: screenWords.notices.saved(`${row.label} ${outcome}`),
				undo: async () => {
					this.#last = undefined;
					await this.takeBack(id);
				},
				...(link && { link })
			});
		} finally {
			this.#isSaving = false;
		}
	}
}
