/** Why a file cannot be imported at all. Each has one sentence for the keeper (reportText.ts). */
export type SheetRefusal =
	| { kind: 'empty' }
	| { kind: 'file_too_large'; mostMb: number }
	/** Not a zip: a CSV, a web page, a picture with the wrong name. */
	| { kind: 'not_a_spreadsheet' }
	/** The old binary format, or one that a password locks; both look alike from outside. */
	| { kind: 'locked_or_old' }
	| { kind: 'damaged' }
	| { kind: 'inflates_too_far'; mostMb: number }
	| { kind: 'too_many_parts' }
	/** A document type or entity declaration; no spreadsheet program writes one. */
	| { kind: 'dangerous' }
	| { kind: 'too_many_rows'; most: number }
	| { kind: 'too_many_columns'; most: number }
	| { kind: 'took_too_long'; seconds: number }
	| { kind: 'too_much_memory' }
	| { kind: 'no_roster' }
	| { kind: 'no_organisation' }
	| { kind: 'no_circle' }
	| { kind: 'too_many_entries'; what: 'units' | 'posts' | 'branches' | 'places'; most: number };

export class SheetRefused extends Error {
	readonly refusal: SheetRefusal;

	constructor(refusal: SheetRefusal, cause?: unknown) {
		super(refusal.kind, { cause });
		this.name = 'SheetRefused';
		this.refusal = refusal;
	}
}
