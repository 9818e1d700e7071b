/** Throws a half-filled form away, and offers for a moment to have it back. */
import type { App } from '#lib/app/app.ts';
import type { Notices } from '#lib/screens/shell/notices.svelte.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import type { KeptForm } from './keptForm.svelte.ts';

export async function dropForm<V extends object>(
	form: KeptForm<V>,
	app: Pick<App, 'saveDraft'>,
	notices: Notices
): Promise<void> {
	const { draft, isTouched } = form;
	await form.drop();
	if (!isTouched) return;
	const undo = () => app.saveDraft(draft);
	notices.show({ tone: 'saved', text: screenWords.notices.dropped, undo });
}
