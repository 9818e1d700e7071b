/** 收回 of one's own last step: from the notice that told of it, or from its line in the history. */
import type { App } from '#lib/app/app.ts';
import type { Notices } from '#lib/screens/shell/notices.svelte.ts';
import { wordsOfRefusal } from '#lib/text/reasonWords.ts';
import { settlingWords } from '#lib/text/settlingWords.ts';

export interface TakingBack {
	app: Pick<App, 'takeBackStep'>;
	notices: Notices;
}

/** @param word what the step is called */
export async function takeBack(
	{ app, notices }: TakingBack,
	concern: string,
	{ step, word }: { step: string; word: string }
): Promise<void> {
	const taken = await app.takeBackStep(concern, step);
	notices.show(
		taken.ok
			? { tone: 'saved', text: settlingWords.takenBack(word) }
			: { tone: 'trouble', text: wordsOfRefusal(taken.refusal.kind) }
	);
}
