/** 撤销 of a concern that was just raised. */
import type { App } from '#lib/app/app.ts';
import type { Notices } from '#lib/screens/shell/notices.svelte.ts';
import { wordsOfRefusal } from '#lib/text/reasonWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';

export async function takeConcernBack(
	id: string,
	app: Pick<App, 'retractConcern'>,
	notices: Notices
): Promise<void> {
	const retracted = await app.retractConcern(id);
	if (retracted.ok) notices.show({ tone: 'saved', text: screenWords.notices.undoneConcern });
	else notices.show({ tone: 'trouble', text: wordsOfRefusal(retracted.refusal.kind) });
}
