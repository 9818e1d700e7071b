/**
 * What puts right: one's own last step taken back, a concern corrected, the community's settings. Part
 * of openVerbs, which gives it its desks.
 */
import { correctConcern } from '#lib/commands/correctConcern.ts';
import { settle } from '#lib/commands/settle.ts';
import { takeBackStep } from '#lib/commands/takeBackStep.ts';
import type { WritingDesk } from '#lib/commands/writingDesk.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { FeedGrant } from '#lib/domain/feeds.ts';
import type { GridId } from '#lib/domain/ids.ts';
import { wholeCommunity } from '#lib/domain/ids.ts';
import { covers } from '#lib/domain/openSteps.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { refused } from '#lib/domain/outcome.ts';
import type { ProjectionDatabase } from '#lib/projections/database.ts';
import { knownConcernFields } from '#lib/projections/knownConcernFields.ts';
import { settingsOf } from '#lib/projections/settings.ts';
import type { App, Me, Saved } from './app.ts';
import { grantForStep } from './writingHats.ts';

export type SettlingVerbs = Pick<App, 'takeBackStep' | 'correctConcern' | 'settle'>;

interface SettlingParts {
	me: Me;
	database: ProjectionDatabase;
	deskFor: (grant: FeedGrant, grid?: GridId) => WritingDesk;
	saved: (
		command: () => Promise<Outcome<LedgerDocument, { kind: string; field?: string }>>
	) => Promise<Saved<{ id: string }>>;
}

const notFound = refused({ kind: 'not_found' });

export function settlingVerbs({ me, database, deskFor, saved }: SettlingParts): SettlingVerbs {
	return {
		takeBackStep: (id, step) =>
			saved(async () => {
				const concern = await database.concerns.get(id);
				const grant = concern && grantForStep(me, 'retract', concern);
				if (!grant) return notFound;
				return await takeBackStep({ concern, step }, deskFor(grant, concern.grid));
			}),
		correctConcern: (id, set) =>
			saved(async () => {
				const concern = await database.concerns.get(id);
				const known = await knownConcernFields(database, id);
				const grant =
					concern &&
					me.feeds.find(
						(one) =>
							(one.role === 'community_staff' || one.role === 'community_lead') &&
							covers(one, concern, { account: me.account })
					);
				if (!known || !grant) return notFound;
				return await correctConcern({ id, set, known }, deskFor(grant, concern.grid));
			}),
		settle: (fields, saw) =>
			saved(async () => {
				const grant = me.feeds.find(({ role }) => role === 'community_lead');
				if (!grant) return refused({ kind: 'not_allowed' });
				const desk = deskFor(grant, wholeCommunity(grant.scope));
				const newest = await settingsOf(database, grant.scope);
				return await settle({ fields, saw, newest }, desk);
			})
	};
}
