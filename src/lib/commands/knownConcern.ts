/** What a command must know of a concern to say whether a step makes sense now; rows carry it. */
import type { ConcernStateCode } from '#lib/domain/concernStates.ts';
import type { ConcernEventType } from '#lib/domain/documents.ts';
import { mayWrite } from '#lib/domain/eventRights.ts';
import type { AccountName, DoorId } from '#lib/domain/ids.ts';
import type { WritingDesk } from './writingDesk.ts';

export interface KnownConcern {
	/** `concern:<ulid>` */
	id: string;
	author: AccountName;
	door: DoorId | '';
	state: ConcernStateCode;
	handler: string;
	households: readonly DoorId[];
	owedTo: readonly DoorId[];
	history: readonly { type: ConcernEventType; author: AccountName; effect: boolean }[];
}

export type StepRefusal =
	/** Not in this state, or not this person's step. */
	| { kind: 'not_allowed' }
	/** This household is in already, or has had its answer. */
	| { kind: 'already'; field: 'door' }
	/** Nobody verifies her own work (DOMAIN 5.5). */
	| { kind: 'own_work' }
	| { kind: 'note_missing'; field: 'note' }
	| { kind: 'id_number'; field: 'note' }
	| { kind: 'shape'; field: string };

export function mayStep(
	concern: KnownConcern,
	type: ConcernEventType,
	desk: Pick<WritingDesk, 'account' | 'role'>
): boolean {
	const isHandler = concern.handler === desk.account;
	return mayWrite(desk.role, type, concern.state, { isHandler });
}

/** Who resolved it last, by the history as it stands. */
export function resolverOf(concern: KnownConcern): AccountName | undefined {
	return concern.history.filter(({ type, effect }) => type === 'resolve' && effect).at(-1)?.author;
}
