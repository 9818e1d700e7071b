/**
 * What the spreadsheet libraries know as `fflate` (vite.config.ts): the same, but zipping and
 * unzipping at once, where we are. Its own way starts workers out of blobs, which the station's
 * content policy forbids, and then never answers.
 */
import type { FlateCallback, UnzipCallback, Unzipped, Zippable } from 'fflate/browser';
import { unzipSync, zipSync } from 'fflate/browser';

export { strFromU8, strToU8, unzipSync, zipSync } from 'fflate/browser';

export function zip(files: Zippable, done: FlateCallback): void {
	done(null, zipSync(files));
}

/** Called with or without options. */
export function unzip(
	file: Uint8Array,
	...rest: [UnzipCallback] | [Parameters<typeof unzipSync>[1], UnzipCallback]
): void {
	const [options, done] = rest.length === 1 ? [undefined, rest[0]] : rest;
	let parts: Unzipped;
	try {
		parts = unzipSync(file, options);
	} catch (cause) {
		done(cause as Parameters<UnzipCallback>[0], {});
		return;
	}
	done(null, parts);
}
