/** What a record of this phone is about, in words, and where a person would look at it. */
import type { ProjectionDatabase } from '#lib/projections/database.ts';
import type { RecordRow } from '#lib/projections/rows.ts';
import { categoryName } from '#lib/text/categoryWords.ts';
import { labelOfDoor } from '#lib/screens/door/doorWords.ts';
import { concernPath, doorPath } from '#lib/screens/shell/paths.ts';
import { documentKindWords, outcomeWords } from '#lib/text/codeWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';

export interface AboutRecord {
	text: string;
	/** `''` where there is nothing to look at. */
	path: string;
}

export async function aboutRecord(
	database: ProjectionDatabase,
	record: Pick<RecordRow, 'about' | 'kind'>
): Promise<AboutRecord> {
	const kind = documentKindWords[record.kind];
	const [of, rest] = split(record.about);
	if (of === 'visit') {
		const visit = await database.visits.get(record.about);
		if (!visit) return { text: kind, path: '' };
		const what = `${documentKindWords.visit} ${labelOfDoor(visit.door)} ${outcomeWords[visit.outcome]}`;
		return { text: amended(record.kind, what, visit.retracted), path: doorPath(visit.door) };
	}
	if (of === 'concern') {
		const concern = await database.concerns.get(record.about);
		if (!concern) return { text: kind, path: '' };
		const what = `${kind} ${categoryName(concern.category)}`;
		return { text: what, path: concernPath(record.about) };
	}
	if (of === 'door' || of === 'household') {
		return { text: `${kind} ${labelOfDoor(rest)}`, path: doorPath(rest) };
	}
	return { text: kind, path: '' };
}

function amended(kind: RecordRow['kind'], what: string, isRetracted: boolean): string {
	if (kind === 'visit') return what;
	return kind === 'amendment' && isRetracted
		? screenWords.records.retracted(what)
		: `${documentKindWords[kind]} ${what}`;
}

function split(id: string): [string, string] {
	const at = id.indexOf(':');
	return [id.slice(0, at), id.slice(at + 1)];
}
