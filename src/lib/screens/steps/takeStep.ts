/** A step of one tap: accepted, called, came, reported in. Says what was saved, or why not. */
import type { App, ConcernStep } from '#lib/app/app.ts';
import type { ConcernRow } from '#lib/projections/rows.ts';
import type { Notices } from '#lib/screens/shell/notices.svelte.ts';
import { stepWords } from '#lib/text/handlerWords.ts';
import { wordsOfRefusal } from '#lib/text/reasonWords.ts';
import { zh } from '#lib/text/zh.ts';
import type { StepButton } from './stepButtons.ts';

type Subject = Pick<ConcernRow, 'id' | 'handler' | 'supporters' | 'joined'>;

export async function takeStep(
	{ app, notices, units }: { app: Pick<App, 'actOnConcern'>; notices: Notices; units: readonly string[] },
	concern: Subject,
	{ name, type }: StepButton
): Promise<void> {
	const step: ConcernStep = { type, note: '', ...extraOf(name, concern, units) };
	const saved = await app.actOnConcern(concern.id, step);
	notices.show(
		saved.ok
			? { tone: 'saved', text: zh.notices.saved(stepWords[name].saved) }
			: { tone: 'trouble', text: wordsOfRefusal(saved.refusal.kind) }
	);
}

/** Of the units that were whistled for and have not come yet, the one of whoever taps. */
export function unitToJoin(
	{ handler, supporters, joined }: Pick<Subject, 'handler' | 'supporters' | 'joined'>,
	units: readonly string[]
): string | undefined {
	return [handler, ...supporters].find((code) => units.includes(code) && !joined.includes(code));
}

function extraOf(name: StepButton['name'], concern: Subject, units: readonly string[]) {
	if (name === 'respond_call') return { firstResponse: 'call' as const };
	if (name === 'respond_onsite') return { firstResponse: 'onsite' as const };
	const unit = name === 'join' ? unitToJoin(concern, units) : undefined;
	return unit === undefined ? {} : { handler: unit };
}
