/**
 * 网格员初调 → 社区复调 → 物业终调, and who may not be the judge: a party never mediates its own
 * case. There the community concludes, or refers out.
 */
import type { ConcernDocument, EventDocument, MediationStage } from './documents.ts';
import type { NoEffect } from './noEffect.ts';
import type { Standing } from './standing.ts';

export const mediationStages: readonly MediationStage[] = [
	'grid_first',
	'community_second',
	'property_final'
];

/** Where the property company is one of those who quarrel, it does not have the last word. */
export function isPropertyParty(
	concern: Pick<ConcernDocument, 'category'> & { source?: ConcernDocument['source'] }
): boolean {
	return (
		concern.category.startsWith('property.') ||
		concern.category === 'dispute.property_dispute' ||
		concern.source === 'property'
	);
}

/** Stages that are still to come, the one that goes on included. */
function stagesFrom(stage: MediationStage | ''): readonly MediationStage[] {
	return stage === '' ? mediationStages : mediationStages.slice(mediationStages.indexOf(stage));
}

/** Why this stage may not be held now, if so. */
export function stageRefusal(
	stage: MediationStage,
	{ reached, isParty }: { reached: MediationStage | ''; isParty: boolean }
): NoEffect | undefined {
	if (stage === 'property_final' && isParty) return 'own_case';
	return stagesFrom(reached).includes(stage) ? undefined : 'stage_past';
}

/** The worker at the door does not send people to court; the community does, or the last stage. */
export function mayReferOut(stage: MediationStage | ''): boolean {
	return stage === 'community_second' || stage === 'property_final';
}

/** @returns the stage with its instant; agreement is the caller's (concernSteps.ts) */
export function mediated(
	header: ConcernDocument,
	standing: Standing,
	moved: Standing,
	event: EventDocument
): Standing | NoEffect {
	const { stage } = event;
	if (stage === undefined) return 'not_allowed';
	const isParty = isPropertyParty(header);
	const refusal = stageRefusal(stage, { reached: standing.stage, isParty });
	if (refusal) return refusal;
	return { ...moved, stage, mediatedAt: standing.mediatedAt || event.capturedAt };
}
