/**
 * What stands on a 民情单. What red and blue mean is each community's own word; until it is said the
 * slip leaves room to write it by hand. A confidential reporter's door and words are not on paper.
 */
import { categoryByCode } from '#lib/domain/taxonomy.ts';
import { categoryName, groupName } from '#lib/text/categoryWords.ts';
import type { ConcernRow } from '#lib/projections/rows.ts';
import { natureWords, urgencyWords } from '#lib/text/codeWords.ts';
import { datedInFull } from '#lib/text/dates.ts';
import { deskWords } from '#lib/text/deskWords.ts';
import { slipWords } from '#lib/text/slipWords.ts';

export type SlipColour = 'red' | 'blue';

export interface SlipField {
	name: string;
	/** `''` leaves room for a pen. */
	value: string;
	/** How many lines it takes. */
	tall: boolean;
}

/** `红单：急办`, or a line to write on. */
export function colourLine(colour: SlipColour, label: string): string {
	const said = label.trim();
	return slipWords.of(slipWords.colours[colour], said === '' ? slipWords.blank : said);
}

export function slipFields(row: ConcernRow, handler: string): SlipField[] {
	const category = categoryByCode(row.category);
	const line = (name: string, value: string): SlipField => ({ name, value, tall: false });
	const block = (name: string, value: string): SlipField => ({ name, value, tall: true });
	const words = slipWords.fields;
	const secret = row.confidentialReporter;
	return [
		line(words.number, row.number),
		line(words.raisedAt, datedInFull(row.capturedAt)),
		line(
			words.category,
			category ? `${groupName(category.group)} · ${categoryName(category.code)}` : row.category
		),
		line(words.kind, `${natureWords[row.nature]} · ${urgencyWords[row.urgency]}`),
		line(words.source, deskWords.sources[row.source]),
		line(words.where, secret ? slipWords.secret : row.label),
		block(words.said, secret ? row.order || slipWords.secret : row.text),
		line(words.handler, handler),
		...(secret || row.order === '' ? [] : [block(words.order, row.order)]),
		block(words.result, row.resolution),
		line(words.answer, row.satisfaction > 0 ? slipWords.rated(row.satisfaction) : ''),
		line(words.signed, '')
	];
}
