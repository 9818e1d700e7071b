/**
 * What a design document may hold. An index of Mango is data and is kept; a function is code, and
 * nothing that a document brings is ever run or kept here (CVE-2017-12636 and its kin).
 */
import { EditRefused } from './storageErrors.ts';

/** Members of design documents that hold code. */
const codeMembers = [
	'views',
	'filters',
	'validate_doc_update',
	'updates',
	'shows',
	'lists',
	'rewrites'
];

export function refuseCode(content: Record<string, unknown>): void {
	const member = codeMembers.find(
		(name) => holdsSomething(content[name]) && !(name === 'views' && areMangoIndexes(content))
	);
	if (member === undefined) return;
	throw new EditRefused(
		'forbidden',
		`This station runs no JavaScript, so it keeps no design document with ${member}`
	);
}

/** An empty object is no code; tools write one before they have any. */
function holdsSomething(value: unknown): boolean {
	if (value === undefined || value === null) return false;
	return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** `map` is then a list of fields, which no engine would take for a function. */
function areMangoIndexes({ language, views }: Record<string, unknown>): boolean {
	if (language !== 'query' || typeof views !== 'object' || views === null) return false;
	return Object.values(views).every((view) => {
		const { map, reduce } = (view ?? {}) as { map?: unknown; reduce?: unknown };
		return typeof map === 'object' && map !== null && (reduce === undefined || reduce === '_count');
	});
}
