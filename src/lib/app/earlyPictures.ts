/**
 * Makes pictures ready for a record while its form is still being filled in, so that the tap that
 * saves waits only for the rest. It keeps nothing: the draft holds the picture until it is saved.
 */
import type { PreparedPicture } from '#lib/device/preparePicture.ts';
import { openTurns } from '#lib/replication/turns.ts';

export interface EarlyPictures {
	/** For a draft, and to be drawn upon; what it becomes is made ready meanwhile. */
	shrink(file: Blob): Promise<Blob>;
	/** It stands in a form and will likely be saved as it is. */
	getReady(picture: Blob): void;
	/** Fit to go into one record; asked again it is made anew, under a mark of its own. */
	take(picture: Blob): Promise<PreparedPicture>;
}

export interface EarlyPicturesParts {
	shrink: (file: Blob) => Promise<Blob>;
	prepare: (picture: Blob, mark: string) => Promise<PreparedPicture>;
	newId: () => string;
}

export function openEarlyPictures(parts: EarlyPicturesParts): EarlyPictures {
	// One after the other: a cheap phone has no room for four opened pictures.
	const inTurn = openTurns();
	const underway = new WeakMap<Blob, Promise<PreparedPicture>>();
	const small = new WeakSet<Blob>();

	const prepared = (picture: Blob) => inTurn(() => parts.prepare(picture, parts.newId()));

	function remember(picture: Blob, work: Promise<PreparedPicture>): void {
		underway.set(picture, work);
		// Whoever takes it hears of it; nobody may.
		work.catch(() => undefined);
	}

	return {
		async shrink(file) {
			if (small.has(file)) return file;
			const shrinking = inTurn(() => parts.shrink(file));
			// Saved before it was small: what is under way is waited for, not begun once more.
			remember(file, shrinking.then(prepared));
			const shrunk = await shrinking;
			small.add(shrunk);
			const work = underway.get(file);
			if (work) remember(shrunk, work);
			return shrunk;
		},
		getReady(picture) {
			if (!underway.has(picture)) remember(picture, prepared(picture));
		},
		async take(picture) {
			const work = underway.get(picture);
			underway.delete(picture);
			return await (work ?? prepared(picture));
		}
	};
}
