/** A step of one tap: accepted, called, came, reported in. Says what was saved, or why not. */
import type { App, ConcernStep } from '#lib/app/app.ts';
import { stepWords } from '#lib/text/handlerWords.ts';
import { wordsOfRefusal } from '#lib/text/reasonWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import type { StepButton } from './stepButtons.ts';
import type { TakingBack } from './takeBack.ts';
import { takeBack } from './takeBack.ts';

export async function takeStep(
	desk: TakingBack & { app: Pick<App, 'actOnConcern'> },
	concern: string,
	{ name, type }: StepButton
): Promise<void> {
	const { app, notices } = desk;
	const firstResponse = firstResponseOf(name);
	const step: ConcernStep = { type, note: '', ...(firstResponse && { firstResponse }) };
	const saved = await app.actOnConcern(concern, step);
	notices.show(
		saved.ok
			? {
					tone: 'saved',
					text: screenWords.notices.saved(stepWords[name].saved),
					undo: () =>
						takeBack(desk, concern, { step: saved.value.id, word: stepWords[name].button })
				}
			: { tone: 'trouble', text: wordsOfRefusal(saved.refusal.kind) }
	);
}

function firstResponseOf(name: StepButton['name']): ConcernStep['firstResponse'] {
	if (name === 'respond_call') return 'call';
	return name === 'respond_onsite' ? 'onsite' : undefined;
}
