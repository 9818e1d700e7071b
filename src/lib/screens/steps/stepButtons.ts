/**
 * Which buttons stand under a concern: drawn from what the domain says is open, in the order in
 * which the work goes. It offers nothing that would have no effect, and asks nothing itself.
 */
import type { ConcernEventType } from '#lib/domain/documents.ts';
import type { ConcernRow } from '#lib/projections/rows.ts';
import type { StepName } from '#lib/text/handlerWords.ts';

export interface StepButton {
	name: StepName;
	type: ConcernEventType;
	/** Saved by the tap itself; else a form asks for words first. */
	atOnce: boolean;
	look: 'primary' | 'soft' | '' | 'danger';
}

export interface StepButtons {
	/** Under the thumb. */
	main: StepButton[];
	/** One tap further away. */
	more: StepButton[];
}

/** Of its kind the first that is open is the one big button. */
const inOrder: readonly (StepButton & { place: 'main' | 'more' })[] = [
	{ name: 'accept', type: 'accept', atOnce: true, look: 'primary', place: 'main' },
	{ name: 'join', type: 'join', atOnce: true, look: 'primary', place: 'main' },
	{ name: 'respond_call', type: 'respond', atOnce: true, look: 'primary', place: 'main' },
	{ name: 'respond_onsite', type: 'respond', atOnce: true, look: 'primary', place: 'main' },
	{ name: 'self_handle', type: 'self_handle', atOnce: false, look: 'primary', place: 'main' },
	{ name: 'resolve', type: 'resolve', atOnce: false, look: 'primary', place: 'main' },
	{ name: 'mediate', type: 'mediate', atOnce: false, look: 'soft', place: 'main' },
	{ name: 'progress', type: 'progress', atOnce: false, look: 'soft', place: 'main' },
	{ name: 'return', type: 'return', atOnce: false, look: '', place: 'main' },
	{ name: 'resume', type: 'resume', atOnce: false, look: 'soft', place: 'main' },
	{ name: 'request_suspend', type: 'request_suspend', atOnce: false, look: '', place: 'more' },
	{ name: 'request_whistle', type: 'request_whistle', atOnce: false, look: '', place: 'more' },
	{ name: 'withdraw', type: 'withdraw', atOnce: false, look: '', place: 'more' }
];

export function stepButtons(
	open: readonly ConcernEventType[],
	concern: Pick<ConcernRow, 'respondedAt' | 'category' | 'state'>
): StepButtons {
	const buttons: StepButtons = { main: [], more: [] };
	for (const { place, ...step } of inOrder) {
		// Nobody says twice that she called.
		if (!open.includes(step.type) || (step.type === 'respond' && concern.respondedAt !== ''))
			continue;
		buttons[step.type === 'mediate' && !isQuarrel(concern) ? 'more' : place].push(step);
	}
	return { ...buttons, main: withOnePrimary(buttons.main) };
}

/** Anything may be talked over; what is a quarrel from the start is. */
function isQuarrel({ category, state }: Pick<ConcernRow, 'category' | 'state'>): boolean {
	return state === 'mediating' || category.startsWith('dispute.');
}

/** Two big buttons would be two ways to slip; the pair of first responses is one question. */
function withOnePrimary(steps: StepButton[]): StepButton[] {
	let taken = false;
	return steps.map((step) => {
		if (step.look !== 'primary') return step;
		const isPair = step.name === 'respond_onsite';
		if (taken && !isPair) return { ...step, look: 'soft' as const };
		taken = true;
		return step;
	});
}
