/** The tables somebody may make: what the community keeps, and the built-in ones to begin from. */
import type { ExportProfileDocument, ExportProfileFields } from '#lib/domain/communityDocuments.ts';
import { builtInProfile, builtInProfiles } from '#lib/domain/exports/builtInProfiles.ts';
import { standingProfiles } from '#lib/domain/exports/standingProfiles.ts';
import { localPart } from '#lib/domain/ids.ts';
import type { Ulid } from '#lib/domain/ids.ts';
import type { Hat } from '#lib/screens/shell/hats.ts';

export interface TableChoice extends Pick<
	ExportProfileFields,
	'name' | 'source' | 'columns' | 'masked'
> {
	/** Built-in code or ULID; for addresses. */
	code: string;
	/** `''` for a built-in one. */
	kept: Ulid | '';
}

/** Those kept by the community first; a handler has only his own orders to tell of. */
export function tableChoices(
	profiles: readonly ExportProfileDocument[],
	hat: Hat | undefined
): TableChoice[] {
	const kept = standingProfiles(profiles).map(({ _id, name, source, columns, masked }) => {
		return { code: localPart(_id), kept: localPart(_id), name, source, columns, masked };
	});
	const all = [...kept, ...builtInProfiles.map((one) => ({ ...one, kept: '' as const }))];
	return hat === 'handler' ? all.filter(({ code }) => code === 'concerns') : all;
}

/** What an editor begins with: a kept one to change, a built-in one to copy, or nothing. */
export function beginningOf(
	code: string,
	profiles: readonly ExportProfileDocument[]
): TableChoice | undefined {
	const built = builtInProfile(code);
	if (built) return { ...built, kept: '' };
	return tableChoices(profiles, undefined).find((choice) => choice.code === code);
}

/** Whether the phone of this hat holds all that such a table is made of. */
export function isHere({ source }: Pick<TableChoice, 'source'>, hat: Hat | undefined): boolean {
	return hat !== 'desk' || source === 'concerns' || source === 'hotline';
}
