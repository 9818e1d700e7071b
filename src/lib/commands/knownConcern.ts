/** What a command must know of a concern to say whether a step makes sense now; rows carry it. */
import type { AccountName, DoorId } from '#lib/domain/ids.ts';
import type { NoEffect } from '#lib/domain/noEffect.ts';
import type { StepView } from '#lib/domain/openSteps.ts';

export interface KnownConcern extends StepView {
	/** `concern:<ulid>` */
	id: string;
	author: AccountName;
	door: DoorId | '';
	households: readonly DoorId[];
	/** Then a handler is told nothing but the words of the order. */
	confidentialReporter: boolean;
}

export type StepRefusal =
	/** Not in this state, not this person's step, or without effect for a reason of its own. */
	| { kind: NoEffect; field?: string }
	| { kind: 'note_missing'; field: 'note' }
	/** The day is past, or more than a year away. */
	| { kind: 'until'; field: 'until' }
	/** Merged into what does not hide its reporter, this one's would be shown. */
	| { kind: 'confidential'; field: 'into' }
	| { kind: 'id_number'; field: 'note' | 'contact' }
	| { kind: 'shape'; field: string };
