/** The one font the public page may need: most phones have none for Mongolian. Read once, when asked. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

export const fontPath = '/check/mongolian.woff2';

const file = '@fontsource/noto-sans-mongolian/files/noto-sans-mongolian-mongolian-400-normal.woff2';
let bytes: Promise<Uint8Array<ArrayBuffer>> | undefined;

export async function mongolianFont(): Promise<Uint8Array<ArrayBuffer>> {
	bytes ??= readFile(createRequire(import.meta.url).resolve(file)).then(
		(read) => new Uint8Array(read)
	);
	return bytes;
}
