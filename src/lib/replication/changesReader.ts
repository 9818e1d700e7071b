/**
 * Reads a `_changes` answer while it is still arriving: text goes in as it comes, whole rows come
 * out. It looks at brackets and quotes only, so one row that makes no sense cannot hide the next.
 */
export interface ChangeRow {
	seq: string;
	id: string;
	changes: { rev: string }[];
	deleted?: boolean;
	doc?: unknown;
}

export interface ChangesTail {
	lastSeq: string;
	/** Rows behind this page, where the station says so. */
	pending: number;
}

export interface ChangesReader {
	/** Rows that became whole with this text. Throws where the answer is no list of changes. */
	read(text: string): ChangeRow[];
	/** What stood behind the rows; undefined where the answer ended early. */
	tail(): ChangesTail | undefined;
}

const quote = 34;
const backslash = 92;
const opens = new Set([91, 123]);
const closes = new Set([93, 125]);
const listEnd = 93;

export function openChangesReader(): ChangesReader {
	let text = '';
	let at = 0;
	let rowStart = -1;
	let depth = 0;
	let inString = false;
	let part: 'head' | 'rows' | 'tail' = 'head';

	function enterRows(): boolean {
		const head = /^\s*\{\s*"results"\s*:\s*\[/.exec(text);
		if (!head) {
			// The beginning is short; what does not look like it by now never will.
			if (text.length > 64) throw new SyntaxError('No list of changes.');
			return false;
		}
		at = head[0].length;
		part = 'rows';
		return true;
	}

	/** Goes to the end of a string; false where it has not arrived yet. */
	function leaveString(): boolean {
		const end = text.indexOf('"', at);
		if (end < 0) {
			at = text.length;
			return false;
		}
		let escapes = 0;
		while (text.charCodeAt(end - 1 - escapes) === backslash) escapes += 1;
		inString = escapes % 2 === 1;
		at = end + 1;
		return true;
	}

	function readRows(): ChangeRow[] {
		const rows: ChangeRow[] = [];
		while (at < text.length) {
			if (inString) {
				if (!leaveString()) break;
				continue;
			}
			const unit = text.charCodeAt(at);
			if (unit === quote) inString = true;
			else if (opens.has(unit)) {
				if (depth === 0) rowStart = at;
				depth += 1;
			} else if (closes.has(unit)) {
				if (depth === 0 && unit === listEnd) {
					part = 'tail';
					text = text.slice(at + 1);
					at = 0;
					return rows;
				}
				depth -= 1;
				if (depth === 0) rows.push(rowOf(text.slice(rowStart, at + 1)));
			}
			at += 1;
		}
		// Keeps what has not become a row; a string's escapes never reach back before its row.
		const keep = depth > 0 ? rowStart : at;
		text = text.slice(keep);
		at -= keep;
		rowStart = 0;
		return rows;
	}

	return {
		read(more) {
			text += more;
			if (part === 'head' && !enterRows()) return [];
			return part === 'rows' ? readRows() : [];
		},
		tail() {
			if (part !== 'tail') return undefined;
			return tailOf(text);
		}
	};
}

function rowOf(text: string): ChangeRow {
	const row = JSON.parse(text) as Partial<ChangeRow>;
	const { seq, id, changes } = row;
	if (typeof seq !== 'string' || typeof id !== 'string' || !Array.isArray(changes)) {
		throw new SyntaxError('No row of changes.');
	}
	return row as ChangeRow;
}

function tailOf(text: string): ChangesTail | undefined {
	const members = text.trim().replace(/^,/, '{');
	if (!members.endsWith('}')) return undefined;
	const tail = JSON.parse(members) as { last_seq?: string; pending?: number };
	if (typeof tail.last_seq !== 'string') return undefined;
	return { lastSeq: tail.last_seq, pending: tail.pending ?? 0 };
}
