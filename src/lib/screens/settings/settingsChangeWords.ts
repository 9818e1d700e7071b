/** What one settling changed against the one before, a line each. */
import type { SettingsFields } from '#lib/domain/communityDocuments.ts';
import type { SettingsChange } from '#lib/domain/settings.ts';
import { settingsChanges, unsettled } from '#lib/domain/settings.ts';
import { limitName, settingsWords as words } from '#lib/text/settingsWords.ts';
import { sayLimit } from './limitValue.ts';

export function changesOf(before: SettingsFields | undefined, after: SettingsFields): string[] {
	return settingsChanges(before ?? unsettled, after).map(sayChange);
}

function sayChange(change: SettingsChange): string {
	switch (change.what) {
		case 'limit': {
			const { policy, step, before, after } = change;
			return words.changed(limitName(policy, step), sayLimit(before), sayLimit(after));
		}
		case 'office':
			return words.hoursChanged;
		case 'scripts': {
			const named: Readonly<Record<string, string>> = words.scriptNames;
			return words.changed(
				words.scripts,
				named[change.before] ?? change.before,
				named[change.after] ?? change.after
			);
		}
		case 'red':
		case 'blue':
		case 'dutyPhone':
			return words.changed(
				words[change.what],
				change.before || words.nothing,
				change.after || words.nothing
			);
	}
}
