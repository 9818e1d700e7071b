/** Opens a form with what another app shared in it, and says so. */
import type { App, Draft } from '#lib/app/app.ts';
import type { Notices } from '#lib/screens/shell/notices.svelte.ts';
import { sharedWords as words } from '#lib/text/sharedWords.ts';

/** The draft of the form, shared content included. */
export async function draftWithShare(
	app: Pick<App, 'takeShared' | 'draft'>,
	notices: Notices,
	key: string
): Promise<Draft | undefined> {
	const share = await app.takeShared({ key, form: 'concern' });
	if (share) {
		const { unreadable } = share;
		if (unreadable > 0) notices.show({ tone: 'trouble', text: words.unreadable(unreadable) });
		else notices.show({ tone: 'saved', text: words.taken });
	}
	return await app.draft(key);
}
