/**
 * Writes down what a community settles for itself. Only its lead does; and never over what somebody
 * else settled meanwhile without having seen it.
 */
import type { SettingsDocument, SettingsFields } from '#lib/domain/communityDocuments.ts';
import { communityOfGrid, documentId, wholeCommunity } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { SettingsRefusal } from '#lib/domain/settings.ts';
import { checkSettings, settingsChanges, unsettled } from '#lib/domain/settings.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export interface Settling {
	fields: SettingsFields;
	/** `_id` of the settings that were before the writer's eyes; `''` for none. */
	saw: string;
	/** What holds here now. */
	newest: SettingsDocument | undefined;
}

export type SettlingRefusal =
	| SettingsRefusal
	| { kind: 'not_allowed' }
	| { kind: 'nothing_changed' }
	/** Somebody settled something since the form was opened. */
	| { kind: 'settled_meanwhile' };

export async function settle(
	{ fields, saw, newest }: Settling,
	desk: WritingDesk
): Promise<Outcome<SettingsDocument, SettlingRefusal>> {
	if (desk.role !== 'community_lead') return refused({ kind: 'not_allowed' });
	if ((newest?._id ?? '') !== saw) return refused({ kind: 'settled_meanwhile' });
	const checked = checkSettings(fields);
	if (!checked.ok) return checked;
	if (settingsChanges(newest ?? unsettled, checked.value).length === 0) {
		return refused({ kind: 'nothing_changed' });
	}
	const written = await desk.append([
		{
			...checked.value,
			_id: documentId.settings(desk.newId()),
			kind: 'settings',
			grid: wholeCommunity(communityOfGrid(desk.grid))
		}
	]);
	return accepted(writtenOf(written, 'settings'));
}
