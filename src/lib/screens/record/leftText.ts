/** What somebody wrote, in one line, whatever kind of record it is; `''` where it has no words. */
import type { LedgerDocument } from '#lib/domain/documents.ts';

export function leftText(document: LedgerDocument): string {
	switch (document.kind) {
		case 'concern':
			return [document.place, document.text].filter(Boolean).join(' ');
		case 'amendment':
			return Object.values(document.set).map(String).join(' ');
		case 'check':
		case 'rights_request':
			return document.words;
		case 'campaign':
			return [document.title, document.words].filter(Boolean).join(' ');
		default:
			return 'note' in document ? document.note : '';
	}
}
