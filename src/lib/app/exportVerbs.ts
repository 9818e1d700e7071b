/**
 * What a person can do with tables: keep how one is made, note that one is made, and ask the station
 * for the rows that this phone does not hold.
 */
import { keepExportProfile } from '#lib/commands/keepExportProfile.ts';
import { noteExport } from '#lib/commands/noteExport.ts';
import type { WritingDesk } from '#lib/commands/writingDesk.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { FeedGrant } from '#lib/domain/feeds.ts';
import type { GridId } from '#lib/domain/ids.ts';
import { wholeCommunity } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { refused } from '#lib/domain/outcome.ts';
import type { Me, Saved } from './app.ts';
import type { ExportVerbs } from './tableDesk.ts';

type Written = Promise<Outcome<LedgerDocument, { kind: string; field?: string }>>;

interface ExportVerbParts {
	me: Pick<Me, 'feeds' | 'community'>;
	deskFor: (grant: FeedGrant, grid: GridId) => WritingDesk;
	saved: (command: () => Written) => Promise<Saved<{ id: string }>>;
}

export function exportVerbs({
	me,
	deskFor,
	saved
}: ExportVerbParts): Pick<ExportVerbs, 'keepExportProfile' | 'noteExport'> {
	function inFeed(feed: string, write: (desk: WritingDesk) => Written) {
		return saved(async () => {
			const grant = me.feeds.find((one) => one.feed === feed);
			if (!grant) return refused({ kind: 'not_found' });
			const { role, scope } = grant;
			const grid = role === 'grid_worker' ? scope : wholeCommunity(me.community.id);
			return await write(deskFor(grant, grid));
		});
	}
	return {
		keepExportProfile: (profile, feed) => inFeed(feed, (desk) => keepExportProfile(profile, desk)),
		noteExport: (run, feed) => inFeed(feed, (desk) => noteExport(run, desk))
	};
}
