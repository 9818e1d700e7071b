/**
 * One fact, one tap: writes what changed and offers for a moment to take it back. Taking back writes
 * what was known before, so that the history shows both.
 */
import type { App } from '#lib/app/app.ts';
import type { AmendmentValue } from '#lib/domain/documents.ts';
import type { Notices } from '#lib/screens/shell/notices.svelte.ts';
import { factWords } from '#lib/text/factWords.ts';
import { wordsOfRefusal } from '#lib/text/reasonWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';

type Wish = Record<string, AmendmentValue>;

export interface Fact {
	subjectKind: 'household' | 'resident';
	/** Door id of a household, ULID of a resident. */
	subject: string;
	set: Wish;
	/** The same fields as they were. */
	before: Wish;
	/** `白云飞 搬走了` */
	told: string;
}

export class FactTap {
	#app: Pick<App, 'amend'>;
	#notices: Pick<Notices, 'show'>;
	#isSaving = false;

	constructor(app: Pick<App, 'amend'>, notices: Pick<Notices, 'show'>) {
		this.#app = app;
		this.#notices = notices;
	}

	/** True when it was written. A second tap while the first is being saved writes nothing. */
	async write({ subjectKind, subject, set, before, told }: Fact): Promise<boolean> {
		if (this.#isSaving) return false;
		this.#isSaving = true;
		try {
			const saved = await this.#app.amend(subjectKind, subject, set);
			if (!saved.ok) {
				this.#notices.show({ tone: 'trouble', text: wordsOfRefusal(saved.refusal.kind) });
				return false;
			}
			const undo = async () => {
				const back = await this.#app.amend(subjectKind, subject, before);
				this.#notices.show(
					back.ok
						? { tone: 'saved', text: factWords.undone }
						: { tone: 'trouble', text: wordsOfRefusal(back.refusal.kind) }
				);
			};
			this.#notices.show({ tone: 'saved', text: screenWords.notices.saved(told), undo });
			return true;
		} finally {
			this.#isSaving = false;
		}
	}
}
