/**
 * Puts what another app shared into the draft of a form, beside what stands there already. It is
 * forgotten elsewhere only once it lies there.
 */
import type { Drafts } from '#lib/device/drafts.ts';
import { shrinkPicture } from '#lib/device/preparePicture.ts';
import { readShared } from '#lib/device/sharedFiles.ts';
import type { Draft, TakenShare } from './app.ts';

interface TakingParts {
	drafts: Drafts;
	now: () => string;
}

export async function takeShared(
	{ key, form }: Pick<Draft, 'key' | 'form'>,
	{ drafts, now }: TakingParts
): Promise<TakenShare | undefined> {
	const shared = await readShared();
	if (!shared) return undefined;
	const known = await drafts.read(key);
	const value = (known?.value ?? {}) as { text?: unknown };
	const written = typeof value.text === 'string' ? value.text : '';
	const pictures = [...(known?.pictures ?? [])];
	let unreadable = 0;
	for (const file of shared.pictures) {
		await shrinkPicture(file).then(
			(picture) => pictures.push(picture),
			() => (unreadable += 1)
		);
	}
	await drafts.save({
		...{ key, form, pictures, sounds: known?.sounds ?? [] },
		value: { ...value, text: [written, shared.text].filter(Boolean).join('\n') },
		savedAt: now()
	});
	await shared.forget();
	return { unreadable };
}
